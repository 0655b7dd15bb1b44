import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aQaGroup } from "@/db/testing/qa-group";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { createTestDatabase } from "@/db/testing/test-database";
import { failingGates } from "@/lib/domain/gate";
import type { NoticeKind } from "@/lib/domain/notice-words";
import { slotGates } from "@/lib/domain/slot-gates";
import { warnOfWaivers } from "@/lib/handoffs/commands/warn-of-waivers";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { releasesProcedures } from "@/lib/releases/procedures";
import { askForSignatures } from "@/lib/slots/commands/ask-for-signatures";
import { missSlots } from "@/lib/slots/commands/miss-slots";
import { slotsProcedures } from "@/lib/slots/procedures";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { noticesProcedures } from "./procedures";

let db: Database;
let organisation: Organisation;

beforeEach(async () => {
  const database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  return () => database.drop();
});

const as = (person: TestPerson) => contextAs(actorOf(person), organisation.now, db);
async function told(person: TestPerson) {
  const listed = await call(noticesProcedures.list, {}, as(person));
  return listed.notices.map(({ kind, title, text }) => ({ kind, title, text }));
}

const countTold = (kind: NoticeKind) => db.$count(notices, eq(notices.kind, kind));
const day = 86_400_000;

describe("people are told of what they expect to hear", () => {
  it("whoever handed a build over hears the verdict; whoever gave it knows", async () => {
    const { people } = organisation;
    const { handoff, release } = await aQueuedRelease(db, organisation, { version: "4.0.0" });
    await call(handoffsProcedures.claim, { handoffId: handoff.id }, as(people.qa));
    const verdict = { handoffId: handoff.id, category: "crash", severity: "major", reason: "It crashes." } as const;
    await call(handoffsProcedures.reject, verdict, as(people.qa));
    expect(await told(people.developer)).toEqual([
      {
        kind: "build_rejected",
        title: `ledger ${release.version} rc 1 came back from QA`,
        text: "Quin Tester: It crashes.",
      },
    ]);
    expect(await told(people.qa)).toEqual([]);
  });

  it("a tester hears that a colleague took a build over from them", async () => {
    const { people } = organisation;
    const { handoff } = await aQueuedRelease(db, organisation, { version: "4.0.0" });
    await call(handoffsProcedures.claim, { handoffId: handoff.id }, as(people.qa));
    await call(handoffsProcedures.takeOver, { handoffId: handoff.id }, as(people.secondQa));
    expect(await told(people.qa)).toMatchObject([{ title: "ledger 4.0.0 rc 1 is with Quirin Tester now" }]);
  });

  it("whoever has a build in test hears that it needs no test any more: taken back, withdrawn with its release, or replaced", async () => {
    const { people, services } = organisation;
    const inTest = async (version: string) => {
      const made = await aQueuedRelease(db, organisation, { version });
      await call(handoffsProcedures.claim, { handoffId: made.handoff.id }, as(people.qa));
      return made;
    };
    const back = await inTest("4.0.1");
    const taken = { handoffId: back.handoff.id, reason: "Wrong branch." };
    await call(handoffsProcedures.withdraw, taken, as(people.developer));
    const gone = await inTest("4.0.2");
    const ended = { releaseId: gone.release.id, reason: "Not wanted." };
    await call(releasesProcedures.withdraw, ended, as(people.developer));
    await aQaGroup(db, organisation, { limit: 5, offerMinutes: 0 });
    await inTest("4.0.3");
    const newer = { service: services.ledger.id, version: "4.0.3", commitSha: "abcdef0" };
    const artifactDigest = `sha256:${"7".repeat(64)}`;
    await call(handoffsProcedures.handOver, { ...newer, artifactDigest }, as(people.developer));
    expect((await told(people.qa)).map(({ title, text }) => [title, text])).toEqual([
      ["ledger 4.0.3 rc 1 needs no test any more", "ledger 4.0.3 rc 2 was handed over."],
      ["ledger 4.0.2 needs no test any more", `${people.developer.name} withdrew the release: Not wanted.`],
      ["ledger 4.0.1 rc 1 needs no test any more", `${people.developer.name} took it back: Wrong branch.`],
    ]);
  });

  it("a tester hears that a build was given to them and why; whoever had it, that it was taken; nobody else", async () => {
    const { people } = organisation;
    const { handoff } = await aQueuedRelease(db, organisation, { version: "4.0.0" });
    await call(handoffsProcedures.claim, { handoffId: handoff.id }, as(people.qa));
    const third = await aPerson(db, { name: "Tess Tester", roles: [{ role: "qa" }] });
    const given = { handoffId: handoff.id, personId: people.secondQa.id, reason: "You know the ledger." };
    await call(handoffsProcedures.reassign, given, as(third));
    expect(await told(people.secondQa)).toEqual([
      {
        kind: "build_assigned",
        title: "ledger 4.0.0 rc 1 is given to you to test",
        text: "By Tess Tester. You know the ledger.",
      },
    ]);
    expect(await told(people.qa)).toMatchObject([{ kind: "build_taken_over" }]);
    expect(await countTold("build_assigned")).toBe(1);
  });

  it("whoever took a risk and whoever handed the build over hear a day before its end, once, that it ends", async () => {
    const { people, now } = organisation;
    const { handoff } = await aQueuedRelease(db, organisation, { version: "4.0.0" });
    await call(handoffsProcedures.claim, { handoffId: handoff.id }, as(people.qa));
    const expiresAt = new Date(now.getTime() + 3 * day);
    const waiver = { risk: "Receipts in Danish are untested", expiresAt: expiresAt.toISOString() };
    await call(handoffsProcedures.accept, { handoffId: handoff.id, note: "", waiver }, as(people.qa));
    const sweep = (at: Date) => db.transaction((tx) => warnOfWaivers(tx, { kind: "worker" }, at));
    await sweep(new Date(expiresAt.getTime() - day - 1));
    expect(await countTold("waiver_expiring")).toBe(0);
    for (const hours of [24, 1]) await sweep(new Date(expiresAt.getTime() - hours * (day / 24)));
    const ends = {
      kind: "waiver_expiring",
      title: "A waiver of ledger 4.0.0 rc 1 ends Thu 26 Nov 10:00 CET",
      text: "Receipts in Danish are untested",
    };
    expect(await told(people.qa)).toContainEqual(ends);
    expect(await told(people.developer)).toContainEqual(ends);
    expect(await countTold("waiver_expiring")).toBe(2);
  });

  it("a waiver that was settled ends nothing, and nobody is told", async () => {
    const { people, now } = organisation;
    const { handoff } = await aQueuedRelease(db, organisation, { version: "4.0.0" });
    await call(handoffsProcedures.claim, { handoffId: handoff.id }, as(people.qa));
    const waiver = { risk: "Untested", expiresAt: new Date(now.getTime() + 3 * day).toISOString() };
    await call(handoffsProcedures.accept, { handoffId: handoff.id, note: "", waiver }, as(people.qa));
    await call(handoffsProcedures.settleWaiver, { handoffId: handoff.id, note: "Tested." }, as(people.qa));
    await db.transaction((tx) => warnOfWaivers(tx, { kind: "worker" }, new Date(now.getTime() + 2.5 * day)));
    expect(await countTold("waiver_expiring")).toBe(0);
  });

  it("those whose signature a new booking needs are asked once, and nobody else", async () => {
    const { people, nextOccurrence } = organisation;
    const { release } = await anAcceptedRelease(db, organisation, { version: "4.0.0" });
    const start = nextOccurrence.during.start;
    const during = { start: start.toISOString(), end: new Date(start.getTime() + 3_600_000).toISOString() };
    const wish = { occurrenceId: nextOccurrence.id, lane: 1, during, releaseIds: [release.id] };
    const { slotId } = await call(slotsProcedures.book, wish, as(people.developer));
    for (let time = 1; time <= 2; time++) {
      await db.transaction((tx) => askForSignatures(tx, { kind: "worker" }, slotId, organisation.now));
    }
    const asksForIt = [{ kind: "approval_waits", title: "ledger 4.0.0 to Production waits for your signature" }];
    expect(await told(people.releaseManager)).toMatchObject(asksForIt);
    expect(await told(people.secondReleaseManager)).toMatchObject(asksForIt);
    expect(await told(people.qa)).toEqual([]);

    await call(slotsProcedures.cancel, { slotId, reason: "No longer needed." }, as(people.secondDeveloper));
    expect(await told(people.developer)).toMatchObject([
      { kind: "slot_cancelled", title: "Dirk Developer gave up the slot of ledger 4.0.0" },
    ]);
  });

  it("whoever booked a slot hears that it was missed, and why", async () => {
    const { people } = organisation;
    const { release } = await aQueuedRelease(db, organisation, { version: "4.0.0" });
    const slot = await aSlot(db, organisation, { releases: [release] });
    const facts = (await loadSlotFacts(db, [slot.id], organisation.now)).get(slot.id);
    if (facts === undefined) throw new Error("the slot has no facts");
    const failing = failingGates(slotGates(facts, slot.during.start));
    await db.transaction((tx) => missSlots(tx, { kind: "worker" }, [{ facts, failing }], organisation.now));
    expect(await told(people.developer)).toMatchObject([
      { kind: "slot_missed", title: "ledger 4.0.0 to Production missed its slot of Tue 24 Nov 06:00 CET" },
    ]);
  });
});
