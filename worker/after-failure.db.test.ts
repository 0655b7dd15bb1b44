import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { departureBlockers, departureDecisions, departures, notices } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, departuresOf, finish, signAll } from "@/db/testing/train";
import { decideDeparture } from "@/lib/trains/commands/decide";
import { cancelDeparture, moveDeparture, resumeDeparture, skipDeparture } from "@/lib/trains/commands/run-departure";
import { archiveTrain, changeTrain, restoreTrain } from "@/lib/trains/commands/train";
import { readDeparture } from "@/lib/trains/queries/departure-detail";
import { runOpeningRound } from "./opening-round";

const { db } = testDatabase();
let org: Organisation;
const at = (text: string) => new Date(text);
const firstLeaves = at("2026-12-01T05:00:00Z");
const failed = at("2026-12-01T06:00:00Z");
const secondLeaves = at("2026-12-08T05:00:00Z");
const thirdLeaves = at("2026-12-15T05:00:00Z");
const minutesAfter = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);
const manager = () => actorOf(org.people.releaseManager);

beforeEach(async () => {
  org = await buildOrganisation(db);
});

/** A train whose first departure has failed, with the two that come after it. */
async function aFailedDeparture(more: Parameters<typeof aTrain>[2] = {}) {
  const rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3";
  const { trainId, departures: all } = await aTrain(db, org, { goRule: "automatic", rrule, ...more });
  const [first, second, third] = all;
  if (first === undefined || second === undefined || third === undefined) throw new Error("not enough departures");
  await fail(trainId, first);
  return { trainId, first, second, third };
}

/** The first departure of a train leaves with a release aboard, whose deployment fails. */
async function fail(trainId: string, first: typeof departures.$inferSelect): Promise<void> {
  const { release } = await anAcceptedRelease(db, org);
  await advanceTrain(db, trainId, org.now);
  await aboard(db, org, release, first);
  await advanceTrain(db, trainId, first.cutOffAt);
  await signAll(db, org, first);
  await advanceTrain(db, trainId, firstLeaves);
  await runOpeningRound(
    db,
    () => firstLeaves,
    () => {},
  );
  await finish(db, release, "failed", minutesAfter(firstLeaves, 5));
  await advanceTrain(db, trainId, failed);
}

const run = async ({ id }: { id: string }) => {
  const [row] = await db.select().from(departures).where(eq(departures.id, id));
  return row;
};
/** The departures, of these, that wait for somebody's go. */
async function waiting(...among: readonly { id: string }[]) {
  const open = await db
    .select({ id: departureBlockers.departureId })
    .from(departureBlockers)
    .where(and(eq(departureBlockers.kind, "after_failure"), eq(departureBlockers.status, "open")));
  return among.map(({ id }) => open.filter((blocker) => blocker.id === id).length);
}

describe("the departure after one that failed", () => {
  it("is let go by a person alone: a hold policy that says go asks for that word instead, and waives nothing", async () => {
    const { trainId, second, third } = await aFailedDeparture({ holdThen: "go", holdMinutes: 60 });
    await advanceTrain(db, trainId, secondLeaves);
    const seen = await readDeparture(db, manager(), second.id);
    expect(seen.ok && seen.value.departure.hold).toMatchObject({ cause: "blockers", outcome: "ask" });

    await advanceTrain(db, trainId, minutesAfter(secondLeaves, 61));
    expect(await run(second)).toMatchObject({ status: "held", holdUntil: null });
    expect(await waiting(second, third)).toEqual([1, 0]);
    expect(await db.$count(departureDecisions, eq(departureDecisions.departureId, second.id))).toBe(0);
    const told = await db
      .select()
      .from(notices)
      .where(and(eq(notices.subjectId, second.id), eq(notices.personId, org.people.releaseManager.id)));
    expect(told.map(({ params }) => (params as { reason?: string }).reason)).toContainEqual(
      expect.stringContaining("held as long as it may be"),
    );

    const later = minutesAfter(secondLeaves, 90);
    const go = { departureId: second.id, decision: "go", note: "Looked at it." } as const;
    await db.transaction((tx) => decideDeparture(tx, manager(), go, later));
    await advanceTrain(db, trainId, later);
    expect((await run(second))?.departedAt).toEqual(later);
    expect(await waiting(second, third)).toEqual([0, 0]);
  });

  it.each(["skipped", "cancelled"] as const)(
    "hands its wait for a go to the one after it when it is %s by hand, and that one does not leave without",
    async (how) => {
      const { trainId, second, third } = await aFailedDeparture();
      const command = how === "skipped" ? skipDeparture : cancelDeparture;
      const off = { departureId: second.id, reason: "Nobody is there." };
      expect(await db.transaction((tx) => command(tx, manager(), off, failed))).toMatchObject({ ok: true });
      expect((await run(second))?.status).toBe(how);
      expect(await waiting(second, third)).toEqual([0, 1]);
      await advanceTrain(db, trainId, thirdLeaves);
      expect(await run(third)).toMatchObject({ status: "held", holdCause: "blockers" });
    },
  );

  it("hands it on when the hold policy cancels it, too", async () => {
    const { trainId, second, third } = await aFailedDeparture({ holdThen: "cancel", holdMinutes: 60 });
    await advanceTrain(db, trainId, secondLeaves);
    await advanceTrain(db, trainId, minutesAfter(secondLeaves, 61));
    expect((await run(second))?.status).toBe("cancelled");
    expect(await waiting(second, third)).toEqual([0, 1]);
  });

  it("is whichever leaves first: one that is taken up again, moved behind or before another, or added by a new rule", async () => {
    const { trainId, second, third } = await aFailedDeparture();
    const off = { departureId: second.id, reason: "Nobody is there." };
    await db.transaction((tx) => skipDeparture(tx, manager(), off, failed));
    await db.transaction((tx) => resumeDeparture(tx, manager(), { departureId: second.id }, failed));
    expect(await waiting(second, third)).toEqual([1, 0]);

    const moveTo = (departsAt: Date) =>
      db.transaction((tx) =>
        moveDeparture(tx, manager(), { departureId: second.id, departsAt, reason: "The hall is closed." }, failed),
      );
    expect(await moveTo(minutesAfter(thirdLeaves, 60))).toMatchObject({ ok: true });
    expect(await waiting(second, third)).toEqual([0, 1]);
    expect(await moveTo(minutesAfter(secondLeaves, 60))).toMatchObject({ ok: true });
    expect(await waiting(second, third)).toEqual([1, 0]);

    const mondaysToo = { trainId, rrule: "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=6" };
    expect(await db.transaction((tx) => changeTrain(tx, manager(), mondaysToo, failed))).toMatchObject({ ok: true });
    const monday = (await departuresOf(db, trainId)).find(({ departsAt }) => departsAt > failed);
    expect(monday?.departsAt).toEqual(at("2026-12-07T05:00:00Z"));
    expect(await waiting(monday ?? second, second, third)).toEqual([1, 0, 0]);
  });

  it("still waits when the train was archived and restored in between, and no longer once somebody has said go", async () => {
    const { trainId, second } = await aFailedDeparture({ rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=4" });
    const archiveAndRestore = async (now: Date) => {
      expect(await db.transaction((tx) => archiveTrain(tx, manager(), { trainId }, now))).toMatchObject({ ok: true });
      expect(await db.transaction((tx) => restoreTrain(tx, manager(), { trainId }, now))).toMatchObject({ ok: true });
      return (await departuresOf(db, trainId)).filter(({ status }) => status === "scheduled");
    };
    const [next] = await archiveAndRestore(failed);
    if (next === undefined) throw new Error("nothing departs any more");
    expect(next.departsAt).toEqual(thirdLeaves);
    expect(await waiting(second, next)).toEqual([0, 1]);
    await advanceTrain(db, trainId, thirdLeaves);
    expect(await run(next)).toMatchObject({ status: "held", holdCause: "blockers" });

    const go = { departureId: next.id, decision: "go", note: "Looked at it." } as const;
    await db.transaction((tx) => decideDeparture(tx, manager(), go, thirdLeaves));
    expect(await archiveAndRestore(thirdLeaves)).toHaveLength(1);
    expect(await waiting(...(await departuresOf(db, trainId)))).toEqual([0, 0, 0, 0]);
  });

  it("is the first that comes, where the timetable had none when the last one failed", async () => {
    const once = { goRule: "automatic", rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=1" } as const;
    const { trainId, departures: all } = await aTrain(db, org, once);
    const [first] = all;
    if (first === undefined) throw new Error("the train has no departure");
    await fail(trainId, first);
    const longer = { trainId, rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=3" };
    expect(await db.transaction((tx) => changeTrain(tx, manager(), longer, failed))).toMatchObject({ ok: true });
    expect(await waiting(...(await departuresOf(db, trainId)))).toEqual([0, 1, 0]);
  });
});
