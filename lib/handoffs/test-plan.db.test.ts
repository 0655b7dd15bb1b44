import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { testItems, waivers } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aTestPlan } from "@/db/testing/qa-group";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { slotGates } from "@/lib/domain/slot-gates";
import { releasesProcedures } from "@/lib/releases/procedures";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { testPlansProcedures } from "@/lib/test-plans/procedures";
import { handoffsProcedures } from "./procedures";

const { db } = testDatabase();
const day = 86_400_000;
let organisation: Organisation;
let qa: TestPerson;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  qa = organisation.people.qa;
});

const as = (person: TestPerson, now = organisation.now) => contextAs(actorOf(person), now);
async function handOver(letter: string) {
  const build = { service: organisation.services.ledger.id, version: "9.0.0", commitSha: letter.repeat(40) };
  const artifactDigest = `sha256:${letter.repeat(64)}`;
  return call(handoffsProcedures.handOver, { ...build, artifactDigest }, as(organisation.people.developer));
}
async function inTest(letter = "a") {
  const made = await handOver(letter);
  await call(handoffsProcedures.claim, { handoffId: made.handoffId }, as(qa));
  return made;
}
const turnOf = (handoffId: string) => call(handoffsProcedures.turn, { handoffId }, as(qa));
const decide = (itemId: string, state: "passed" | "failed" | "open" | "not_applicable", note = "") =>
  call(handoffsProcedures.decideItem, { itemId, state, note }, as(qa));
const accept = (handoffId: string, more: object = {}) =>
  call(handoffsProcedures.accept, { handoffId, ...more }, as(qa));
const check = (buildId: string, conclusion: "passed" | "failed", minute = 0) =>
  call(
    releasesProcedures.recordCheck,
    { buildId, name: "e2e", status: "completed", conclusion, reportedAt: `2026-11-23T08:${10 + minute}:00Z` },
    as(organisation.people.developer),
  );

describe("the test plan of a turn", () => {
  it("keeps a build from being accepted while required points are open, and names them", async () => {
    await aTestPlan(db, organisation.services.ledger);
    const { handoffId, buildId } = await inTest();
    const refused = await refusalFrom(accept(handoffId));
    expect(refused).toMatchObject({ code: "test_plan_open" });
    expect(refused.rules.map(({ name }) => name)).toEqual(["Refund to the cent, v1", "End to end"]);
    const [refund] = (await turnOf(handoffId)).items;
    await decide(refund?.id ?? "", "passed");
    await check(buildId, "failed");
    expect((await turnOf(handoffId)).items[1]).toMatchObject({ state: "failed", byCheck: true });
    await check(buildId, "passed", 1);
    await accept(handoffId);
    // The pipeline's later word changes nothing about what was accepted.
    await check(buildId, "failed", 2);
    expect((await turnOf(handoffId)).items.map((item) => item.state)).toEqual(["passed", "passed"]);
  });

  it("is the version that stood when the turn began, and each build begins with every point open (case 17)", async () => {
    await aTestPlan(db, organisation.services.ledger);
    const first = await inTest();
    const [refund] = (await turnOf(first.handoffId)).items;
    await decide(refund?.id ?? "", "failed", "Off by one cent.");
    const plan = { serviceId: organisation.services.ledger.id, expectedVersion: 1 };
    const items = [{ area: "Payments", title: "Refund twice" }];
    expect(await call(testPlansProcedures.change, { ...plan, items }, as(qa))).toEqual({ version: 2 });
    expect(await refusalFrom(call(testPlansProcedures.change, { ...plan, items }, as(qa)))).toMatchObject({
      code: "conflict",
    });
    expect((await turnOf(first.handoffId)).items[0]).toMatchObject({ state: "failed", decidedBy: qa.name });
    const second = await handOver("b");
    const turn = await turnOf(second.handoffId);
    expect(turn.items).toMatchObject([{ title: "Refund twice", state: "open" }]);
    expect(turn.rounds.map((round) => [round.round, round.status, round.items])).toEqual([
      [2, "queued", { total: 1, done: 0, failed: 0 }],
      [1, "superseded", { total: 2, done: 0, failed: 1 }],
    ]);
  });

  it("is worked through together: colleagues tick off, judge areas and add evidence; an area that failed stops the yes", async () => {
    await aTestPlan(db, organisation.services.ledger);
    const { handoffId, buildId } = await inTest();
    const tove = await aPerson(db, { name: `Tove ${crypto.randomUUID()}`, roles: [{ role: "qa" }] });
    const [refund] = (await turnOf(handoffId)).items;
    const itemId = refund?.id ?? "";
    await call(handoffsProcedures.decideItem, { itemId, state: "passed" }, as(tove));
    await check(buildId, "passed");
    const evidence = { handoffId, itemId, title: "Recording", url: "https://files.example.com/1.mp4" };
    const { evidenceId } = await call(handoffsProcedures.addEvidence, evidence, as(tove));
    for (const url of ["javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd"]) {
      expect(await refusalFrom(call(handoffsProcedures.addEvidence, { ...evidence, url }, as(tove)))).toMatchObject({
        code: "invalid_input",
        field: "url",
      });
    }
    const area = { handoffId, area: "Payments", verdict: "failed", note: "Receipts show the wrong day." } as const;
    await call(handoffsProcedures.judgeArea, area, as(tove));
    const turn = await turnOf(handoffId);
    expect(turn.areas).toMatchObject([{ area: "Payments", verdict: "failed", by: tove.name }]);
    expect(turn.evidence).toMatchObject([{ id: evidenceId, itemId, addedBy: tove.name }]);
    expect((await refusalFrom(accept(handoffId))).rules[0]?.reason).toContain("Receipts show the wrong day.");
    await call(handoffsProcedures.judgeArea, { ...area, verdict: "passed", note: "" }, as(qa));
    await accept(handoffId);
    expect(await refusalFrom(decide(itemId, "failed"))).toMatchObject({ code: "wrong_state" });
    expect(await refusalFrom(call(handoffsProcedures.removeEvidence, { evidenceId }, as(qa)))).toMatchObject({
      code: "wrong_state",
    });
    const around = db.update(testItems).set({ state: "failed" }).where(eq(testItems.id, itemId));
    await expect(around).rejects.toMatchObject({ cause: { constraint: "test_items_of_a_running_turn" } });
  });

  it("asks why a point does not apply and what of an area failed, and takes nothing from the author", async () => {
    await aTestPlan(db, organisation.services.ledger);
    const { handoffId } = await inTest();
    const [refund] = (await turnOf(handoffId)).items;
    expect(await refusalFrom(decide(refund?.id ?? "", "not_applicable"))).toMatchObject({ code: "invalid_input" });
    await decide(refund?.id ?? "", "not_applicable", "No refunds in this one.");
    const both = await aPerson(db, {
      name: `Bo ${crypto.randomUUID()}`,
      roles: [{ role: "qa" }, { role: "developer" }],
    });
    const build = { service: organisation.services.ledger.id, version: "9.0.1", commitSha: "c".repeat(40) };
    const own = await call(
      handoffsProcedures.handOver,
      { ...build, artifactDigest: `sha256:${"c".repeat(64)}` },
      as(both),
    );
    await call(handoffsProcedures.claim, { handoffId: own.handoffId }, as(qa));
    const [point] = (await turnOf(own.handoffId)).items;
    const ticked = call(handoffsProcedures.decideItem, { itemId: point?.id ?? "", state: "passed" }, as(both));
    expect(await refusalFrom(ticked)).toMatchObject({ code: "own_work" });
  });
});

describe("accepting under a condition", () => {
  const later = (days: number) => new Date(organisation.now.getTime() + days * day);
  const waiver = (days: number) => ({
    waiver: { risk: "Receipts in Danish are untested", expiresAt: later(days).toISOString() },
  });

  async function qaGate(slotId: string, at: Date) {
    const facts = (await loadSlotFacts(db, [slotId], organisation.now)).get(slotId);
    return facts && slotGates(facts, at).find(({ gate }) => gate === "qa");
  }
  async function accepted(days: number) {
    await aTestPlan(db, organisation.services.ledger);
    const made = await inTest();
    await accept(made.handoffId, waiver(days));
    const slot = await aSlot(db, organisation, {
      releases: [{ id: made.releaseId, serviceId: organisation.services.ledger.id }],
    });
    return { ...made, slot };
  }

  it("passes the gate with the name of who took the risk until its day, and fails with the reason from then on", async () => {
    const { slot, handoffId } = await accepted(3);
    const before = await qaGate(slot.id, later(2));
    expect(before).toMatchObject({ passed: true, title: "Accepted under a condition" });
    expect(before?.reason).toContain(`${qa.name} accepted rc 1`);
    expect(before?.reason).toContain("Receipts in Danish are untested");
    const after = await qaGate(slot.id, later(3));
    expect(after).toMatchObject({ passed: false, state: "failed", title: "Waiver expired" });
    await call(handoffsProcedures.settleWaiver, { handoffId, note: "Tested in Danish." }, as(qa, later(4)));
    expect(await qaGate(slot.id, later(5))).toMatchObject({ passed: true, title: "QA accepted rc 1" });
    const again = call(handoffsProcedures.settleWaiver, { handoffId, note: "Again." }, as(qa));
    expect(await refusalFrom(again)).toMatchObject({ code: "wrong_state" });
  });

  it("never for ever, never in the past, and never changed afterwards", async () => {
    const { handoffId } = await accepted(3);
    const other = await inTest("d");
    for (const days of [-1, 91]) {
      expect(await refusalFrom(accept(other.handoffId, waiver(days)))).toMatchObject({
        code: "invalid_input",
        field: "waiver.expiresAt",
      });
    }
    const longer = db
      .update(waivers)
      .set({ expiresAt: later(30) })
      .where(eq(waivers.handoffId, handoffId));
    await expect(longer).rejects.toMatchObject({ cause: { constraint: "waivers_fixed" } });
  });
});
