import { describe, expect, it } from "vitest";
import {
  installationWide,
  permissions,
  permissionsOf,
  reaches,
  rolePermissions,
  roles,
  tokenPermissions,
} from "./permission";

describe("what a role may do", () => {
  // Written out a second time, so that widening a role is a decision and not a slip.
  it.each([
    [
      "admin",
      "plan.read release.write slot.book slot.open window.manage freeze.manage policy.manage service.manage people.manage share.manage plan.apply audit.read",
    ],
    [
      "release_manager",
      "plan.read release.write slot.book slot.open approval.give window.manage freeze.manage policy.manage share.manage audit.read",
    ],
    ["developer", "plan.read release.write slot.book approval.give"],
    ["qa", "plan.read handoff.judge approval.give"],
    ["stakeholder", "plan.read approval.give"],
  ] as const)("%s: %s", (role, expected) => {
    expect(rolePermissions[role].join(" ")).toBe(expected);
  });

  it("gives every permission to some role, and no role one that does not exist", () => {
    expect([...new Set(roles.flatMap((role) => rolePermissions[role]))].sort()).toEqual([...permissions].sort());
  });

  it("lets no admin judge or sign: an admin account is no way past QA", () => {
    expect(rolePermissions.admin).not.toContain("handoff.judge");
    expect(rolePermissions.admin).not.toContain("approval.give");
  });

  it("lets no token judge or sign (case 23)", () => {
    expect(tokenPermissions).not.toContain("handoff.judge");
    expect(tokenPermissions).not.toContain("approval.give");
  });
});

describe("how far a grant reaches", () => {
  it("is its team, and all of several grants together", () => {
    const reach = permissionsOf([
      { role: "developer", teamId: "payments" },
      { role: "developer", teamId: "storefront" },
    ]);
    expect(reach.get("slot.book")).toEqual(["payments", "storefront"]);
    expect(reaches(reach.get("slot.book"), "storefront")).toBe(true);
    expect(reaches(reach.get("slot.book"), "growth")).toBe(false);
    expect(reaches(reach.get("handoff.judge"), "payments")).toBe(false);
  });

  it("is everything once one grant is for all teams, in either order", () => {
    const grants = [{ role: "developer", teamId: null } as const, { role: "developer", teamId: "payments" } as const];
    expect(permissionsOf(grants).get("slot.book")).toBe("all");
    expect(permissionsOf(grants.toReversed()).get("slot.book")).toBe("all");
  });

  it("reads the whole plan for everyone who works here, and only its teams for a stakeholder", () => {
    expect(permissionsOf([{ role: "developer", teamId: "payments" }]).get("plan.read")).toBe("all");
    expect(permissionsOf([{ role: "stakeholder", teamId: "payments" }]).get("plan.read")).toEqual(["payments"]);
    expect(
      permissionsOf([
        { role: "stakeholder", teamId: "payments" },
        { role: "qa", teamId: "growth" },
      ]).get("plan.read"),
    ).toBe("all");
  });

  it("of a team's grant never covers what concerns the whole installation", () => {
    const reach = permissionsOf(roles.map((role) => ({ role, teamId: "payments" })));
    for (const permission of installationWide) expect(reach.has(permission)).toBe(false);
  });

  it("is nothing without a grant, and a team's grant is no answer where no team is concerned", () => {
    expect(permissionsOf([]).size).toBe(0);
    expect(reaches(undefined, "payments")).toBe(false);
    expect(reaches(["payments"], null)).toBe(false);
    expect(reaches("all", null)).toBe(true);
  });
});
