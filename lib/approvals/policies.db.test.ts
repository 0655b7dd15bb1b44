import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { approvalPolicies, approvalStages, auditEvents } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { slotGates } from "@/lib/domain/slot-gates";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { approvalsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => contextAs(actorOf(organisation.people[name]), organisation.now);
});

const asked = (change: object = {}) => ({
  environmentId: organisation.environments.production.id,
  stages: [{ role: "release_manager" as const, required: 2 }],
  authorExcluded: true,
  coversTime: "slot" as const,
  ...change,
});

async function gateOf(slotId: string) {
  const facts = (await loadSlotFacts(db, [slotId], organisation.now)).get(slotId);
  return facts && slotGates(facts, facts.slot.during.start).find(({ gate }) => gate === "approvals");
}

async function signedSlot() {
  const { release } = await anAcceptedRelease(db, organisation);
  const slot = await aSlot(db, organisation, { releases: [release] });
  await anApproval(db, organisation, slot, organisation.people.releaseManager);
  return { slot, release };
}

describe("changing a policy", () => {
  it("adds a version and keeps the one before, with its audit row", async () => {
    const changed = await call(
      approvalsProcedures.changePolicy,
      { ...asked(), expectedVersion: 1 },
      as("releaseManager"),
    );
    expect(changed).toEqual({ version: 2, created: true });
    const { policies } = await call(approvalsProcedures.policies, {}, as("stakeholder"));
    const production = policies.find(({ environment }) => environment.id === organisation.environments.production.id);
    expect(production?.versions).toMatchObject([
      {
        version: 2,
        stages: [{ role: "release_manager", required: 2 }],
        coversTime: "slot",
        createdBy: organisation.people.releaseManager.name,
      },
      { version: 1, stages: [{ role: "release_manager", required: 1 }], coversTime: "occurrence" },
    ]);
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, organisation.environments.production.id));
    expect(events.map(({ action }) => action)).toEqual(["policy.changed"]);
  });

  it("writes nothing when nothing differs", async () => {
    const same = asked({ stages: [{ role: "release_manager", required: 1 }], coversTime: "occurrence" });
    const unchanged = await call(
      approvalsProcedures.changePolicy,
      { ...same, expectedVersion: 1 },
      as("releaseManager"),
    );
    expect(unchanged).toEqual({ version: 1, created: false });
  });

  it("raising the number holds what was signed: it must be signed again, and the preview said so", async () => {
    const { slot, release } = await signedSlot();
    expect(await gateOf(slot.id)).toMatchObject({ passed: true });
    const preview = await call(approvalsProcedures.previewPolicy, asked(), as("releaseManager"));
    expect(preview.stale).toMatchObject([
      {
        slotId: slot.id,
        names: [expect.stringContaining(release.version)],
        signedBy: [organisation.people.releaseManager.name],
      },
    ]);
    expect(preview.people[0]?.count).toBeGreaterThanOrEqual(2);
    await call(approvalsProcedures.changePolicy, { ...asked(), expectedVersion: 1 }, as("releaseManager"));
    expect(await gateOf(slot.id)).toMatchObject({ passed: false, title: "Approvals 0 of 2" });
  });

  it("case 19: asking for no signature any more frees what waited for one", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    expect(await gateOf(slot.id)).toMatchObject({ passed: false });
    const none = asked({ stages: [] });
    const preview = await call(approvalsProcedures.previewPolicy, none, as("releaseManager"));
    expect(preview).toMatchObject({ freed: 1, stale: [], people: [] });
    await call(approvalsProcedures.changePolicy, { ...none, expectedVersion: 1 }, as("releaseManager"));
    expect(await gateOf(slot.id)).toMatchObject({ passed: true });
  });

  it("case 19: lowering the number frees what waited for one more, and what was signed goes on counting", async () => {
    const { releaseManager, secondReleaseManager } = organisation.people;
    await call(approvalsProcedures.changePolicy, { ...asked(), expectedVersion: 1 }, as("releaseManager"));
    const { slot } = await signedSlot();
    expect(await gateOf(slot.id)).toMatchObject({ passed: false, title: "Approvals 1 of 2" });
    const fewer = asked({ stages: [{ role: "release_manager", required: 1 }] });
    const preview = await call(approvalsProcedures.previewPolicy, fewer, as("releaseManager"));
    expect(preview).toMatchObject({ freed: 1, stale: [] });
    await call(approvalsProcedures.changePolicy, { ...fewer, expectedVersion: 2 }, as("releaseManager"));
    expect(await gateOf(slot.id)).toMatchObject({ passed: true, title: "Approvals 1 of 1" });
    // Raising holds again what it had freed: it is signed anew.
    await call(approvalsProcedures.changePolicy, { ...asked(), expectedVersion: 3 }, as("releaseManager"));
    expect(await gateOf(slot.id)).toMatchObject({ passed: false, title: "Approvals 0 of 2" });
    await anApproval(db, organisation, slot, releaseManager);
    await anApproval(db, organisation, slot, secondReleaseManager);
    expect(await gateOf(slot.id)).toMatchObject({ passed: true });
  });

  it("case 19: asking for fewer under other terms is something else, and signed anew", async () => {
    await call(approvalsProcedures.changePolicy, { ...asked(), expectedVersion: 1 }, as("releaseManager"));
    const { slot } = await signedSlot();
    const other = asked({ stages: [{ role: "release_manager", required: 1 }], coversTime: "none" });
    await call(approvalsProcedures.changePolicy, { ...other, expectedVersion: 2 }, as("releaseManager"));
    expect(await gateOf(slot.id)).toMatchObject({ passed: false, title: "Approvals 0 of 1" });
  });

  it("of two at once lets one through, and tells the other to look again", async () => {
    const other = connectAgain();
    const second = contextAs(actorOf(organisation.people.secondReleaseManager), organisation.now, other.db);
    const outcomes = await Promise.allSettled([
      call(approvalsProcedures.changePolicy, { ...asked(), expectedVersion: 1 }, as("releaseManager")),
      call(approvalsProcedures.changePolicy, { ...asked({ coversTime: "none" }), expectedVersion: 1 }, second),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((each) => each.status === "rejected");
    expect(lost?.status === "rejected" && lost.reason).toMatchObject({ code: "conflict" });
  });

  it("makes the first version where there was none", async () => {
    const staging = asked({ environmentId: organisation.environments.staging.id });
    const changed = await call(
      approvalsProcedures.changePolicy,
      { ...staging, expectedVersion: 0 },
      as("releaseManager"),
    );
    expect(changed).toEqual({ version: 1, created: true });
  });

  it("is refused for an unknown environment, and to who manages no policies or those of one team only", async () => {
    const unknown = asked({ environmentId: "01a1fd72-6c61-7de7-ac71-086e4ac76d00" });
    const context = as("releaseManager");
    expect(
      await refusalFrom(call(approvalsProcedures.changePolicy, { ...unknown, expectedVersion: 0 }, context)),
    ).toMatchObject({ code: "not_found" });
    expect(await refusalFrom(call(approvalsProcedures.previewPolicy, unknown, context))).toMatchObject({
      code: "not_found",
    });
    const ofTeam = await aPerson(db, {
      name: `Team Manager ${crypto.randomUUID()}`,
      roles: [{ role: "release_manager", teamId: organisation.teams.shop.id }],
    });
    for (const refused of [as("developer"), contextAs(actorOf(ofTeam), organisation.now)]) {
      expect(
        await refusalFrom(call(approvalsProcedures.changePolicy, { ...asked(), expectedVersion: 1 }, refused)),
      ).toMatchObject({ code: "forbidden" });
    }
  });

  it.each([
    [{ stages: [{ role: "admin", required: 1 }] }, "stages.0.role"],
    [{ stages: [{ role: "qa", required: 0 }] }, "stages.0.required"],
    [{ stages: [{ role: "qa", required: 21 }] }, "stages.0.required"],
    [
      {
        stages: [
          { role: "qa", required: 1 },
          { role: "qa", required: 1 },
        ],
      },
      "stages",
    ],
    [{ coversTime: "forever" }, "coversTime"],
  ])("refuses %j and names the field", async (change, field) => {
    const input = { ...asked(change), expectedVersion: 1 };
    const refusal = await refusalFrom(call(approvalsProcedures.changePolicy, input, as("releaseManager")));
    expect(refusal).toMatchObject({ code: "invalid_input", field });
  });

  it("is never done to a version that exists, by anybody", async () => {
    const of = { policy: eq(approvalPolicies.id, organisation.policy.id) };
    await expect(db.update(approvalPolicies).set({ authorExcluded: false }).where(of.policy)).rejects.toMatchObject({
      cause: { constraint: "approval_policies_append_only" },
    });
    const stages = db.delete(approvalStages).where(eq(approvalStages.policyId, organisation.policy.id));
    await expect(stages).rejects.toMatchObject({ cause: { constraint: "approval_stages_append_only" } });
  });
});
