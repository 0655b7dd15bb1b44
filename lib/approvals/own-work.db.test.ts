import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { handoffs } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aPolicy, buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease } from "@/db/testing/release";
import { signingActs } from "@/db/testing/signing";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { approvalsProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;
const by = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
const { booked, entryFor, sign } = signingActs(db, () => organisation);

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => by(organisation.people[name]);
});

describe("rule 6: who had a hand in it cannot approve it", () => {
  const both = () =>
    aPerson(db, {
      name: `Bo Both ${crypto.randomUUID()}`,
      roles: [{ role: "developer" }, { role: "release_manager" }],
    });

  /** Each way of having had a hand in it. */
  const ways: [string, (bo: TestPerson) => Promise<{ id: string }>][] = [
    ["booked the slot", async (bo) => (await booked({ bookedBy: bo.id })).slot],
    [
      "submitted the release",
      async (bo) => {
        const { release } = await anAcceptedRelease(db, organisation, { createdBy: bo });
        return aSlot(db, organisation, { releases: [release] });
      },
    ],
    [
      "built an earlier build",
      async (bo) => {
        const { release, slot } = await booked();
        await aBuild(db, organisation, release, { createdBy: bo });
        await aBuild(db, organisation, release);
        return slot;
      },
    ],
    [
      "wrote a change, under another spelling of their address",
      async (bo) => {
        const { release, slot } = await booked();
        await aBuild(db, organisation, release, { authorEmail: bo.email.toUpperCase() });
        return slot;
      },
    ],
    [
      "handed a build over",
      async (bo) => {
        const { release, slot, handoff } = await booked();
        await db.update(handoffs).set({ status: "superseded" }).where(eq(handoffs.id, handoff.id));
        const build = await aBuild(db, organisation, release);
        await aHandoff(db, organisation, release, build, { handedOverBy: bo.id });
        return slot;
      },
    ],
  ];

  it.each(ways)("who %s: refused by the product and by the database", async (_, madeBy) => {
    const bo = await both();
    const slot = await madeBy(bo);
    const entry = await entryFor(slot.id, by(bo));
    expect(entry).toMatchObject({ state: "others", refused: { code: "own_work" } });
    const input = { slotId: slot.id, verdict: "approve" as const, digest: entry.digest };
    expect(await refusalFrom(call(approvalsProcedures.give, input, by(bo)))).toMatchObject({ code: "own_work" });
    await expect(anApproval(db, organisation, slot, bo)).rejects.toMatchObject({
      cause: { constraint: "approvals_not_by_author" },
    });
  });

  it("case 23: not through a token either, be it of the author or of anybody else", async () => {
    const { slot } = await booked();
    const { digest } = await entryFor(slot.id, as("releaseManager"));
    const input = { slotId: slot.id, verdict: "approve" as const, digest };
    const token = tokenActorOf(
      organisation.people.releaseManager,
      "plan.read",
      "release.write",
      "slot.book",
      "slot.open",
    );
    expect(await refusalFrom(call(approvalsProcedures.give, input, contextAs(token, organisation.now)))).toMatchObject({
      code: "forbidden",
    });
    // Even one that was given the permission by some mistake signs nothing.
    const wrong = tokenActorOf(organisation.people.releaseManager, "plan.read", "approval.give");
    expect(await refusalFrom(call(approvalsProcedures.give, input, contextAs(wrong, organisation.now)))).toMatchObject({
      code: "forbidden",
    });
  });

  it("case 23: what a pipeline announces counts as the work of its token's owner", async () => {
    const bo = await both();
    const { release, slot } = await booked();
    const pipeline = contextAs(tokenActorOf(bo, "release.write", "plan.read"), organisation.now);
    const build = { service: release.serviceId, version: release.version, commitSha: "abcdef0" };
    await call(handoffsProcedures.handOver, { ...build, artifactDigest: `sha256:${"2".repeat(64)}` }, pipeline);
    expect((await entryFor(slot.id, by(bo))).refused).toMatchObject({ code: "own_work" });
  });

  it("is relaxed only by the policy, and then every entry says so", async () => {
    const { production } = organisation.environments;
    await aPolicy(db, production, {
      version: 2,
      authorExcluded: false,
      stages: [{ role: "release_manager", required: 1 }],
    });
    const bo = await both();
    const { slot } = await booked({ bookedBy: bo.id });
    expect((await entryFor(slot.id, by(bo))).policy).toMatchObject({ authorExcluded: false });
    expect((await sign(slot.id, by(bo))).created).toBe(true);
  });
});
