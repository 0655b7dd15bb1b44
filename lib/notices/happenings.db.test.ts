import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { createTestDatabase } from "@/db/testing/test-database";
import { failingGates } from "@/lib/domain/gate";
import { slotGates } from "@/lib/domain/slot-gates";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
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
  const { notices } = await call(noticesProcedures.list, {}, as(person));
  return notices.map(({ kind, title, text }) => ({ kind, title, text }));
}

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
