import { call } from "@orpc/server";
import { and, eq, isNotNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { forecastRuns } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aQueuedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { calibrate } from "./commands/calibrate";
import { computeForecasts } from "./commands/compute-forecasts";
import { forecastsProcedures } from "./procedures";

const hour = 3_600_000;
let organisation: Organisation;
/** When the release that was deployed had arrived. */
let arrivedAt: Date;
let deployedId: string;
const db = () => testDatabase().db;
const fromArrival = (hours: number) => new Date(arrivedAt.getTime() + hours * hour);
const as = (who: keyof Organisation["people"], now: Date) => contextAs(actorOf(organisation.people[who]), now);

/** A forecast that was kept: every twentieth of its draws an hour after the one before, the first at `start` hours from the arrival. */
async function aKeptForecast(releaseId: string, start: number, more: Partial<typeof forecastRuns.$inferInsert> = {}) {
  const twentieths = Array.from({ length: 19 }, (_, n) => fromArrival(start + n));
  const at = (n: number) => twentieths[n] as Date;
  const [run] = await db()
    .insert(forecastRuns)
    .values({
      releaseId,
      at: fromArrival(-48),
      current: false,
      phase: "waiting",
      p50: at(9),
      p85: at(16),
      p95: at(18),
      twentieths: twentieths.map((each) => each.toISOString()),
      bars: [],
      ownHandovers: 1,
      teamHandovers: 1,
      allHandovers: 1,
      borrowed: "all",
      draws: 100,
      ...more,
    })
    .returning();
  return run?.id ?? "";
}

const read = async (id: string) => (await db().select().from(forecastRuns).where(eq(forecastRuns.id, id)))[0];

beforeAll(async () => {
  organisation = await buildOrganisation(db());
  const deployed = await aDeployment(db(), organisation);
  arrivedAt = deployed.at;
  deployedId = deployed.release.id;
});

describe("each night what was forecast is compared with what happened", () => {
  it("notes when the release arrived and the rank of that, and measures the marks and the chances", async () => {
    // Its median was half an hour after the arrival; and it had given it a slot that it made, and one that it missed.
    const late = await aKeptForecast(deployedId, -8.5, { bookedFor: fromArrival(1), chance: 0.8 });
    const early = await aKeptForecast(deployedId, -17.5, { bookedFor: fromArrival(-1), chance: 0.9 });
    const tooLate = await aKeptForecast(deployedId, 1, { at: fromArrival(1) });
    const { release: waits } = await aQueuedRelease(db(), organisation);
    const open = await aKeptForecast(waits.id, 0);
    const night = fromArrival(12);
    for (const again of [0, 1]) await db().transaction((tx) => calibrate(tx, new Date(night.getTime() + again * hour)));
    expect((await read(late))?.actualAt).toEqual(arrivedAt);
    expect((await read(late))?.rank).toBeCloseTo(0.475, 6);
    expect((await read(early))?.rank).toBeCloseTo(0.925, 6);
    // A forecast made afterwards forecasts nothing, and what still waits is not over.
    expect([(await read(tooLate))?.rank, (await read(open))?.rank]).toEqual([null, null]);
    const report = await call(forecastsProcedures.calibration, undefined, as("stakeholder", night));
    const all = report.measured.find(({ horizon }) => horizon === null);
    expect(all).toMatchObject({ cases: 2, releases: 1, p50Held: 0.5, p85Held: 0.5, chances: 2 });
    expect(all?.brier).toBeCloseTo((0.2 ** 2 + 0.9 ** 2) / 2, 10);
    expect(all?.bins).toEqual([
      { from: 0.8, to: 0.9, forecasts: 1, releases: 1, meanChance: 0.8, cameTrue: 1 },
      { from: 0.9, to: 1, forecasts: 1, releases: 1, meanChance: 0.9, cameTrue: 0 },
    ]);
    expect(report.nights.map(({ cases }) => cases)).toEqual([2, 2]);
  });

  it("reads the chance of a promise, too, as such chances have turned out", async () => {
    await db().delete(forecastRuns);
    const now = organisation.now;
    const { release } = await aQueuedRelease(db(), organisation);
    await computeForecasts(db(), now);
    const [run] = await db()
      .select()
      .from(forecastRuns)
      .where(and(eq(forecastRuns.releaseId, release.id), eq(forecastRuns.current, true)));
    const promisedFor = run?.twentieths[13] ?? "";
    const date = { releaseId: release.id, toWhom: "the campaign team", promisedFor };
    const before = await call(forecastsProcedures.promise, date, as("developer", now));
    for (let n = 0; n < 60; n++) await aKeptForecast(deployedId, 0, { actualAt: arrivedAt, rank: 0.99 });
    expect(await db().$count(forecastRuns, isNotNull(forecastRuns.rank))).toBe(60);
    const after = await call(forecastsProcedures.promise, date, as("developer", now));
    // Everything came later than nearly all draws: the belief of 20 that it is right against 60 times that it was not.
    expect(after.chance).toBeCloseTo((before.chance ?? 0) * (20 / 80), 6);
    const { promise } = await call(forecastsProcedures.ofRelease, { releaseId: release.id }, as("qa", now));
    expect(promise?.chance).toBe(after.chance);
  });
});
