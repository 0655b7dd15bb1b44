import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { ticketMoves, tickets } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, signAll, slotsOf, ticketOf } from "@/db/testing/train";
import { inTransaction } from "@/db/transaction";
import { cancelSlot } from "@/lib/slots/commands/cancel-slot";
import { moveSlot } from "@/lib/slots/commands/move-slot";
import { openNow } from "@/lib/slots/commands/open-now";
import { boardRelease } from "./commands/board";
import { leaveTrain, moveTicket } from "./commands/leave";
import { readDeparture } from "./queries/departure-detail";
import { readTicketsOfRelease } from "./queries/tickets-of-release";

const { db, connectAgain } = testDatabase();
let org: Organisation;
const cutOff = new Date("2026-11-25T16:00:00Z");

beforeEach(async () => {
  org = await buildOrganisation(db);
});

async function aRunningTrain(more: Parameters<typeof aTrain>[2] = {}) {
  const { trainId, departures } = await aTrain(db, org, { goRule: "automatic", ...more });
  const [first, second] = departures;
  if (first === undefined || second === undefined) throw new Error("the train has no two departures");
  await advanceTrain(db, trainId, org.now);
  return { trainId, first, second };
}
const developer = () => actorOf(org.people.developer);

describe("two who board the last place at once", () => {
  it("do not both get it: the second is told who has it, and stands nowhere", async () => {
    const { first } = await aRunningTrain({ capacity: 1 });
    const one = (await anAcceptedRelease(db, org)).release;
    const two = (await anAcceptedRelease(db, org, { service: org.services.search })).release;
    const board = (pool: typeof db, release: { id: string }) =>
      inTransaction(pool, (tx) =>
        boardRelease(
          tx,
          developer(),
          { releaseId: release.id, departureId: first.id, note: "", hotfix: false },
          org.now,
        ),
      );
    const other = connectAgain().db;
    const results = await Promise.all([board(db, one), board(other, two)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const lost = results.find(({ ok }) => !ok);
    expect(lost).toMatchObject({ refusal: { code: "departure_full" } });
    expect(!lost?.ok && lost?.refusal.rules.length).toBeGreaterThan(1);
    expect(await db.$count(tickets, eq(tickets.departureId, first.id))).toBe(1);
  });

  it("are refused by the database itself, whoever writes: no seat beyond the capacity, none on what has left, one ticket a release", async () => {
    const { first, second } = await aRunningTrain({ capacity: 1 });
    const one = (await anAcceptedRelease(db, org)).release;
    const two = (await anAcceptedRelease(db, org, { service: org.services.search })).release;
    await aboard(db, org, one, first);
    const ticket = (release: typeof one, departureId: string) =>
      db.insert(tickets).values({
        releaseId: release.id,
        serviceId: release.serviceId,
        trainId: first.trainId,
        departureId,
        boardedBy: org.people.developer.id,
        boardedAt: org.now,
      });
    const refusedBy = (constraint: string) => ({ cause: { constraint } });
    await expect(ticket(two, first.id)).rejects.toMatchObject(refusedBy("tickets_capacity"));
    await expect(ticket(one, second.id)).rejects.toMatchObject(refusedBy("tickets_one_live_per_release"));
    const [step] = await db.select().from(ticketMoves).limit(1);
    await expect(
      db
        .update(ticketMoves)
        .set({ reason: "else" })
        .where(eq(ticketMoves.id, step?.id ?? "")),
    ).rejects.toMatchObject(refusedBy("ticket_moves_append_only"));
  });
});

describe("a full departure", () => {
  it("makes room for what QA has accepted, where its rule says so: the last to board goes on, with the reason on its ticket", async () => {
    const { first, second } = await aRunningTrain({ capacity: 1, bumping: "readiest" });
    const slow = (await aQueuedRelease(db, org)).release;
    const ready = (await anAcceptedRelease(db, org, { service: org.services.search })).release;
    await aboard(db, org, slow, first);
    const at = new Date(org.now.getTime() + 60_000);
    expect(await aboard(db, org, ready, first, { at })).toMatchObject({
      ok: true,
      value: { bumped: expect.stringContaining("ledger") },
    });
    expect(await ticketOf(db, slow)).toMatchObject({ departureId: second.id, status: "aboard" });
    const seen = await readTicketsOfRelease(db, developer(), slow.id, org.now);
    expect(seen.ok && seen.value.ticket?.moves.map(({ kind }) => kind)).toEqual(["bumped", "boarded"]);
    expect(seen.ok && seen.value.ticket?.moves[0]?.reason).toContain("makes room");
  });

  it("makes room for a hotfix alone, where its rule says so: a feature gives way before a fix that boarded after it", async () => {
    const { ledger, checkout, search } = org.services;
    const { first, second } = await aRunningTrain({ capacity: 2, bumping: "hotfix" });
    const feature = (await anAcceptedRelease(db, org, { service: ledger })).release;
    const fix = (await anAcceptedRelease(db, org, { service: checkout, kind: "fix" })).release;
    const accepted = (await anAcceptedRelease(db, org, { service: search })).release;
    const urgent = (await anAcceptedRelease(db, org, { service: search, kind: "hotfix" })).release;
    await aboard(db, org, feature, first);
    await aboard(db, org, fix, first, { at: new Date(org.now.getTime() + 60_000) });
    const at = new Date(org.now.getTime() + 120_000);
    expect(await aboard(db, org, accepted, first, { at })).toMatchObject({
      ok: false,
      refusal: { code: "departure_full", message: expect.stringContaining("room is made for hotfixes alone") },
    });
    expect(await aboard(db, org, urgent, first, { at })).toMatchObject({
      ok: true,
      value: { bumped: expect.stringContaining("ledger") },
    });
    expect(await ticketOf(db, feature)).toMatchObject({ departureId: second.id, status: "aboard" });
    expect(await ticketOf(db, fix)).toMatchObject({ departureId: first.id });
  });

  it("sends who misses it to the first departure that still takes it of the train that its policy names", async () => {
    const rrule = "FREQ=WEEKLY;BYDAY=TH;COUNT=2";
    const other = await aTrain(db, org, { localStart: "2026-12-03T06:00", rrule });
    const { trainId, first } = await aRunningTrain({ missed: "named_train", missedTrainId: other.trainId });
    const late = (await aQueuedRelease(db, org)).release;
    await aboard(db, org, late, first);
    await advanceTrain(db, trainId, first.qaExitAt);
    const [, open] = other.departures;
    // The cut-off of the Thursday after has passed by then: that of the next one has not.
    expect(await ticketOf(db, late)).toMatchObject({
      status: "aboard",
      trainId: other.trainId,
      departureId: open?.id,
    });
    const seen = await readDeparture(db, developer(), first.id);
    expect(seen.ok && seen.value.movedOn.map(({ move }) => move.to?.id)).toEqual([open?.id]);
  });

  it("passes a ticket on to the first departure with room, and keeps it waiting where there is none to be had", async () => {
    const { trainId, first } = await aRunningTrain({ missed: "ask" });
    const late = (await aQueuedRelease(db, org)).release;
    await aboard(db, org, late, first);
    await advanceTrain(db, trainId, new Date("2026-11-30T14:00:00Z"));
    expect(await ticketOf(db, late)).toMatchObject({ status: "waiting", departureId: null });
    const seen = await readDeparture(db, developer(), first.id);
    expect(seen.ok && seen.value.movedOn.map(({ move }) => [move.kind, move.to])).toEqual([["not_accepted", null]]);
  });
});

describe("a ticket", () => {
  it("is moved by somebody with a reason, and taken off for good; its slots go with it", async () => {
    const { trainId, first, second } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    expect(await slotsOf(db, first)).toHaveLength(1);
    const { id: ticketId } = await ticketOf(db, release);
    const move = { ticketId, departureId: second.id, reason: "The customer asked for a week more." };
    expect(await inTransaction(db, (tx) => moveTicket(tx, developer(), move, cutOff))).toMatchObject({ ok: true });
    expect(await slotsOf(db, first)).toEqual([]);
    expect((await ticketOf(db, release)).departureId).toBe(second.id);
    await inTransaction(db, (tx) => leaveTrain(tx, developer(), { ticketId, reason: "" }, cutOff));
    expect(await ticketOf(db, release)).toMatchObject({ status: "left" });
    const again = await inTransaction(db, (tx) => leaveTrain(tx, developer(), { ticketId, reason: "" }, cutOff));
    expect(again).toMatchObject({ ok: false, refusal: { code: "wrong_state" } });
  });

  it("of a hotfix is given after the cut-off by who may open slots, and gets its slots at once", async () => {
    const { trainId, first } = await aRunningTrain();
    await advanceTrain(db, trainId, cutOff);
    const { release } = await anAcceptedRelease(db, org, { kind: "hotfix" });
    const late = { at: cutOff, hotfix: true };
    expect(await aboard(db, org, release, first, late)).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
    expect(await aboard(db, org, release, first, { ...late, by: org.people.releaseManager })).toMatchObject({
      ok: true,
    });
    expect(await slotsOf(db, first)).toHaveLength(1);
  });

  it("is another team's, and a stranger's, not to touch", async () => {
    const { first } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    const stakeholder = await aboard(db, org, release, first, { by: org.people.stakeholder });
    expect(stakeholder).toMatchObject({ ok: false, refusal: { code: "forbidden" } });
  });
});

describe("a slot of a train", () => {
  it("case 13: is moved, given up and opened by no door but its departure's, and says where that is done", async () => {
    const { trainId, first } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    await signAll(db, org, first);
    const [only] = await slotsOf(db, first);
    const slotId = only?.slot.id ?? "";
    const manager = actorOf(org.people.releaseManager);
    const refused = { ok: false, refusal: { code: "of_a_train", message: expect.stringContaining("departure") } };
    const { id: occurrenceId, during } = org.nextOccurrence;
    const move = { slotId, occurrenceId, lane: 1, during };
    expect(await inTransaction(db, (tx) => moveSlot(tx, manager, move, cutOff))).toMatchObject(refused);
    expect(await inTransaction(db, (tx) => cancelSlot(tx, manager, { slotId, reason: "" }, cutOff))).toMatchObject(
      refused,
    );
    expect(await inTransaction(db, (tx) => openNow(tx, manager, { slotId }, first.departsAt))).toMatchObject(refused);
  });

  it("goes on to the next departure when another slot deploys its service at that time", async () => {
    const { trainId, first, second } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    const other = (await anAcceptedRelease(db, org)).release;
    const start = first.departsAt;
    const opening = org.occurrences.find(({ during }) => during.start <= start && during.end > start);
    await aSlot(db, org, {
      releases: [other],
      occurrenceId: opening?.id ?? null,
      during: { start, end: new Date(start.getTime() + 3_600_000) },
    });
    await advanceTrain(db, trainId, cutOff);
    expect((await ticketOf(db, release)).departureId).toBe(second.id);
    const moves = await db.select().from(ticketMoves).where(eq(ticketMoves.toDepartureId, second.id));
    expect(moves.map(({ kind }) => kind)).toEqual(["service_taken"]);
  });
});
