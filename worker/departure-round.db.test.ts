import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  auditEvents,
  departureBlockers,
  departureDecisions,
  departures,
  deployments,
  notices,
  serviceDependencies,
  slots,
  ticketMoves,
} from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, finish, signAll, slotsOf, ticketOf } from "@/db/testing/train";
import { aFreeze } from "@/db/testing/window";
import { raiseBlocker, resolveBlocker } from "@/lib/trains/commands/blockers";
import { decideDeparture } from "@/lib/trains/commands/decide";
import { runDepartureRound } from "./departure-round";
import { runOpeningRound } from "./opening-round";

const { db } = testDatabase();
let org: Organisation;
const at = (text: string) => new Date(text);
const cutOff = at("2026-11-25T16:00:00Z");
const qaExit = at("2026-11-30T14:00:00Z");
const goNoGo = at("2026-12-01T04:00:00Z");
const leaves = at("2026-12-01T05:00:00Z");
const minutesAfter = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

beforeEach(async () => {
  org = await buildOrganisation(db);
});

const openDue = (now: Date) =>
  runOpeningRound(
    db,
    () => now,
    () => {},
  );
const run = async (departureId: string) => {
  const [row] = await db.select().from(departures).where(eq(departures.id, departureId));
  if (row === undefined) throw new Error("no such departure");
  return row;
};
const decide = (departureId: string, decision: "go" | "no_go", now: Date, note = "") =>
  db.transaction((tx) => decideDeparture(tx, actorOf(org.people.releaseManager), { departureId, decision, note }, now));

async function twoDepartures(more: Parameters<typeof aTrain>[2] = {}) {
  const { trainId, departures: all } = await aTrain(db, org, { goRule: "automatic", ...more });
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new Error("the train has no two departures");
  await advanceTrain(db, trainId, org.now);
  return { trainId, first, second };
}

describe("a train from timetable to arrival", () => {
  it("boards, locks, leaves through real slots and arrives; what missed the QA exit stands aboard the next one, told why", async () => {
    const { trainId, first, second } = await twoDepartures();
    expect((await run(first.id)).status).toBe("boarding");
    const ready = await anAcceptedRelease(db, org);
    const late = await aQueuedRelease(db, org, { service: org.services.search });
    expect(await aboard(db, org, ready.release, first)).toMatchObject({ ok: true });
    expect(await aboard(db, org, late.release, first)).toMatchObject({ ok: true });

    await advanceTrain(db, trainId, cutOff);
    expect((await run(first.id)).status).toBe("locked");
    expect((await slotsOf(db, first)).map(({ slot }) => [slot.origin, slot.status, slot.during.start])).toEqual([
      ["train", "booked", leaves],
      ["train", "booked", leaves],
    ]);
    await signAll(db, org, first);

    await advanceTrain(db, trainId, qaExit);
    expect((await ticketOf(db, late.release)).departureId).toBe(second.id);
    expect((await slotsOf(db, first)).map(({ releaseId }) => releaseId)).toEqual([ready.release.id]);
    const [step] = await db
      .select()
      .from(ticketMoves)
      .where(and(eq(ticketMoves.fromDepartureId, first.id), eq(ticketMoves.toDepartureId, second.id)));
    expect(step).toMatchObject({ kind: "not_accepted", movedBy: null });
    expect(step?.reason).toContain("QA had not accepted");
    const told = await db.select().from(notices).where(eq(notices.subjectId, late.release.id));
    expect(told.map(({ kind }) => kind)).toContain("ticket_moved");

    await advanceTrain(db, trainId, goNoGo);
    expect((await run(first.id)).status).toBe("go");
    await advanceTrain(db, trainId, leaves);
    expect(await run(first.id)).toMatchObject({ status: "departed", departsAt: leaves });
    await openDue(leaves);
    expect((await slotsOf(db, first)).map(({ slot }) => slot.status)).toEqual(["open"]);
    await finish(db, ready.release, "succeeded", minutesAfter(leaves, 10));
    await advanceTrain(db, trainId, minutesAfter(leaves, 11));
    expect(await run(first.id)).toMatchObject({ status: "arrived", outcome: "complete" });
    expect((await ticketOf(db, ready.release)).status).toBe("arrived");
    const written = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, first.id));
    expect(written.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        "departure.boarding_opened",
        "departure.cut_off",
        "departure.qa_exit",
        "departure.went",
        "departure.departed",
        "departure.arrived",
      ]),
    );
  });

  it("takes all that was due while no worker ran, late and in order, in one round", async () => {
    const { first } = await twoDepartures();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await runDepartureRound(db, () => minutesAfter(leaves, 30));
    expect(await run(first.id)).toMatchObject({ status: "departed", departsAt: minutesAfter(leaves, 30) });
    expect((await slotsOf(db, first)).map(({ slot }) => slot.during.start)).toEqual([minutesAfter(leaves, 30)]);
  });
});

describe("a departure that is held", () => {
  it("floats while a blocker holds it and leaves once that is resolved; its cut-off stays, and its slots open then and not before", async () => {
    const { trainId, first } = await twoDepartures();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    await signAll(db, org, first);
    const developer = actorOf(org.people.developer);
    const raised = await db.transaction((tx) =>
      raiseBlocker(tx, developer, { departureId: first.id, reason: "The ledger is reconciled." }, goNoGo),
    );
    if (!raised.ok) throw new Error(raised.refusal.message);
    await advanceTrain(db, trainId, minutesAfter(leaves, 1));
    expect(await run(first.id)).toMatchObject({ status: "held", holdCause: "blockers", cutOffAt: cutOff });
    await openDue(minutesAfter(leaves, 1));
    await openDue(minutesAfter(leaves, 60 * 5));
    expect((await slotsOf(db, first)).map(({ slot }) => slot.status)).toEqual(["booked"]);
    const { blockerId } = raised.value;
    await db.transaction((tx) => resolveBlocker(tx, developer, { blockerId, note: "Done." }, minutesAfter(leaves, 90)));
    const later = minutesAfter(leaves, 91);
    await advanceTrain(db, trainId, later);
    expect(await run(first.id)).toMatchObject({ status: "departed", departsAt: later, cutOffAt: cutOff });
    await openDue(later);
    // What was signed for the departure stays signed, however late it leaves.
    expect((await slotsOf(db, first)).map(({ slot }) => [slot.status, slot.during.start])).toEqual([["open", later]]);
  });

  it.each([
    ["go", "departed"],
    ["cancel", "cancelled"],
    ["ask", "held"],
  ] as const)("does what the hold policy says when its time is over: %s", async (holdThen, status) => {
    const { trainId, first, second } = await twoDepartures({ holdThen, holdMinutes: 60 });
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    await db.transaction((tx) =>
      raiseBlocker(tx, actorOf(org.people.qa), { departureId: first.id, reason: "Numbers are off." }, goNoGo),
    );
    await advanceTrain(db, trainId, leaves);
    await advanceTrain(db, trainId, minutesAfter(leaves, 61));
    expect((await run(first.id)).status).toBe(status);
    const ticket = await ticketOf(db, release);
    expect(ticket.departureId).toBe(holdThen === "cancel" ? second.id : first.id);
    if (holdThen === "ask") expect((await run(first.id)).holdUntil).toBeNull();
    if (holdThen === "go") {
      const blockers = await db.select().from(departureBlockers).where(eq(departureBlockers.departureId, first.id));
      expect(blockers).toMatchObject([{ status: "waived", endedBy: null }]);
      expect(blockers[0]?.endReason).toContain("hold policy");
    }
  });

  it("case 13: is held by a freeze for trains, visibly, keeps its slots, and leaves by itself when the freeze ends (case 8)", async () => {
    const { trainId, first } = await twoDepartures();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    await signAll(db, org, first);
    await aFreeze(db, {
      name: "No trains",
      grade: "no_train",
      start: minutesAfter(leaves, -30),
      end: minutesAfter(leaves, 120),
      environmentIds: [org.environments.production.id],
    });
    await advanceTrain(db, trainId, leaves);
    const held = await run(first.id);
    expect(held).toMatchObject({ status: "held", holdCause: "freeze" });
    expect(held.holdReason).toContain("No trains closes");
    await openDue(minutesAfter(leaves, 1));
    expect((await slotsOf(db, first)).map(({ slot }) => slot.status)).toEqual(["booked"]);
    const after = minutesAfter(leaves, 121);
    await advanceTrain(db, trainId, after);
    await openDue(after);
    expect((await run(first.id)).status).toBe("departed");
    expect((await slotsOf(db, first)).map(({ slot }) => slot.status)).toEqual(["open"]);
  });

  it("waits for somebody's go where the train asks for one; a no-go holds it, a later go sends it", async () => {
    const { trainId, first } = await twoDepartures({ goRule: "decided" });
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, goNoGo);
    expect((await run(first.id)).status).toBe("locked");
    expect(await decide(first.id, "go", goNoGo)).toMatchObject({ ok: false, refusal: { field: "note" } });
    expect(await decide(first.id, "no_go", goNoGo, "Payments is not ready.")).toMatchObject({ ok: true });
    await advanceTrain(db, trainId, leaves);
    expect(await run(first.id)).toMatchObject({ status: "held", holdCause: "no_go" });
    expect(await decide(first.id, "go", minutesAfter(leaves, 5), "They are now.")).toMatchObject({ ok: true });
    await advanceTrain(db, trainId, minutesAfter(leaves, 6));
    expect((await run(first.id)).status).toBe("departed");
    const decisions = await db.select().from(departureDecisions).where(eq(departureDecisions.departureId, first.id));
    expect(decisions).toMatchObject([
      { decision: "no_go", personId: org.people.releaseManager.id },
      { decision: "go", personId: org.people.releaseManager.id },
    ]);
  });
});

describe("a departure on its way", () => {
  /** ledger stands under checkout; search stands alone. */
  async function departed(onFailure: "stop" | "go_on") {
    const { ledger, checkout, search } = org.services;
    await db.insert(serviceDependencies).values({ serviceId: checkout.id, dependsOnId: ledger.id });
    const { trainId, first, second } = await twoDepartures({ onFailure });
    const base = (await anAcceptedRelease(db, org, { service: ledger })).release;
    const upon = (await anAcceptedRelease(db, org, { service: checkout })).release;
    const alone = (await anAcceptedRelease(db, org, { service: search })).release;
    for (const release of [upon, base, alone]) await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    await signAll(db, org, first);
    await advanceTrain(db, trainId, leaves);
    await openDue(leaves);
    const statusOf = async (release: { id: string }) =>
      (await slotsOf(db, first)).find(({ releaseId }) => releaseId === release.id)?.slot.status;
    return { trainId, first, second, base, upon, alone, statusOf };
  }

  it("opens what stands on nothing side by side, and the rest once its base has arrived", async () => {
    const { trainId, first, base, upon, alone, statusOf } = await departed("stop");
    expect([await statusOf(base), await statusOf(alone), await statusOf(upon)]).toEqual(["open", "open", "booked"]);
    await finish(db, base, "succeeded", minutesAfter(leaves, 5));
    await openDue(minutesAfter(leaves, 6));
    expect(await statusOf(upon)).toBe("open");
    await finish(db, upon, "succeeded", minutesAfter(leaves, 10));
    await finish(db, alone, "succeeded", minutesAfter(leaves, 10));
    await advanceTrain(db, trainId, minutesAfter(leaves, 11));
    expect(await run(first.id)).toMatchObject({ status: "arrived", outcome: "complete" });
  });

  it("goes on without what stands on a failure, moves that to the next departure, and holds that one until somebody says go", async () => {
    const { trainId, first, second, base, upon, alone, statusOf } = await departed("go_on");
    await finish(db, base, "failed", minutesAfter(leaves, 5));
    await advanceTrain(db, trainId, minutesAfter(leaves, 6));
    expect(await statusOf(upon)).toBe("missed");
    expect((await run(first.id)).status).toBe("departed");
    await finish(db, alone, "succeeded", minutesAfter(leaves, 10));
    await advanceTrain(db, trainId, minutesAfter(leaves, 11));
    expect(await run(first.id)).toMatchObject({ status: "arrived", outcome: "failed" });
    expect(await ticketOf(db, base)).toMatchObject({ status: "failed" });
    expect(await ticketOf(db, alone)).toMatchObject({ status: "arrived" });
    expect(await ticketOf(db, upon)).toMatchObject({ status: "aboard", departureId: second.id });
    const nextLeaves = at("2026-12-08T05:00:00Z");
    await advanceTrain(db, trainId, nextLeaves);
    expect(await run(second.id)).toMatchObject({ status: "held", holdCause: "blockers" });
    expect(await decide(second.id, "go", minutesAfter(nextLeaves, 1), "Looked at it.")).toMatchObject({ ok: true });
    await advanceTrain(db, trainId, minutesAfter(nextLeaves, 2));
    expect((await run(second.id)).status).toBe("departed");
  });

  it("stops at a failure where the train says so: nothing more opens, and what has not left goes on to the next departure", async () => {
    const { trainId, first, second, base, upon, alone, statusOf } = await departed("stop");
    await finish(db, base, "failed", minutesAfter(leaves, 5));
    await advanceTrain(db, trainId, minutesAfter(leaves, 6));
    expect(await statusOf(upon)).toBe("missed");
    expect(await statusOf(alone)).toBe("open");
    await finish(db, alone, "succeeded", minutesAfter(leaves, 10));
    await advanceTrain(db, trainId, minutesAfter(leaves, 11));
    expect((await ticketOf(db, upon)).departureId).toBe(second.id);
    const made = await db.select().from(deployments).where(eq(deployments.releaseId, upon.id));
    expect(made).toEqual([]);
    expect((await run(first.id)).outcome).toBe("failed");
  });

  it("case 16: reports what nobody signed by the arrival as missed with its reason, and its release goes on", async () => {
    const { trainId, first, second } = await twoDepartures();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, leaves);
    await openDue(leaves);
    const over = minutesAfter(leaves, 241);
    await openDue(over);
    const [only] = await slotsOf(db, first);
    expect(only?.slot.status).toBe("missed");
    expect(only?.slot.missedGates?.map(({ gate }) => gate)).toContain("approvals");
    await advanceTrain(db, trainId, over);
    expect(await run(first.id)).toMatchObject({ status: "arrived", outcome: "incomplete" });
    expect(await ticketOf(db, release)).toMatchObject({ status: "aboard", departureId: second.id });
  });
});

it("no slot of a train opens before its departure has left, by whatever path", async () => {
  const { trainId, first } = await twoDepartures();
  const { release } = await anAcceptedRelease(db, org);
  await aboard(db, org, release, first);
  await advanceTrain(db, trainId, cutOff);
  const [only] = await slotsOf(db, first);
  await expect(
    db
      .update(slots)
      .set({ status: "open", openedAt: cutOff, fencingNumber: 1_000_000 })
      .where(eq(slots.id, only?.slot.id ?? "")),
  ).rejects.toMatchObject({ cause: { constraint: "slots_open_with_departure" } });
});
