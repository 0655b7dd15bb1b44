import { describe, expect, it } from "vitest";
import { authorships, mayApprove, rolesFor } from "./approver";
import type { Grant } from "./permission";

const policy = { authorExcluded: true, stages: [{ role: "release_manager" as const, required: 1 }] };
const rita = { id: "rita", grants: [{ role: "release_manager", teamId: null } as const] };
const subject = { teamIds: ["storefront"], authors: [{ personId: "dora", how: "booked" as const }] };

describe("who may approve", () => {
  it("is whoever holds a role of the policy and had no hand in it", () => {
    expect(mayApprove(rita, subject, policy)).toEqual({ ok: true, value: { roles: ["release_manager"] } });
  });

  it.each(authorships)("is nobody who %s it, whatever their role (rule 6)", (how) => {
    const own = { ...subject, authors: [{ personId: "rita", how }] };
    expect(mayApprove(rita, own, policy)).toMatchObject({
      ok: false,
      refusal: { code: "own_work", rules: [{ kind: "person", id: "rita" }] },
    });
  });

  it("is the author only where the policy says so", () => {
    const own = { ...subject, authors: [{ personId: "rita", how: "booked" as const }] };
    expect(mayApprove(rita, own, { ...policy, authorExcluded: false }).ok).toBe(true);
  });

  it("is nobody without a role that is asked for: an admin is none", () => {
    const admin = { id: "ada", grants: [{ role: "admin", teamId: null } as const] };
    expect(mayApprove(admin, subject, policy)).toMatchObject({ ok: false, refusal: { code: "not_an_approver" } });
    expect(mayApprove({ id: "nobody", grants: [] }, subject, policy).ok).toBe(false);
    expect(mayApprove(rita, subject, { ...policy, stages: [] })).toMatchObject({
      ok: false,
      refusal: { message: "You are not asked to approve this. This environment asks for no approval." },
    });
  });

  it("is a role of one team for that team's releases alone", () => {
    const own = (...teamIds: string[]): Grant[] => teamIds.map((teamId) => ({ role: "release_manager", teamId }));
    expect(mayApprove({ id: "r", grants: own("storefront") }, subject, policy).ok).toBe(true);
    expect(mayApprove({ id: "r", grants: own("payments") }, subject, policy).ok).toBe(false);
    const both = { ...subject, teamIds: ["storefront", "payments"] };
    expect(mayApprove({ id: "r", grants: own("storefront") }, both, policy).ok).toBe(false);
    expect(mayApprove({ id: "r", grants: own("storefront", "payments") }, both, policy).ok).toBe(true);
  });
});

it("a slot without teams gives a team's grant nothing to stand on", () => {
  expect(rolesFor([{ role: "qa", teamId: "storefront" }], [])).toEqual([]);
  expect(rolesFor([{ role: "qa", teamId: null }], [])).toEqual(["qa"]);
});
