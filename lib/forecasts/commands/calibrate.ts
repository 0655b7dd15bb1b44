import { and, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { forecastCalibrations, forecastRuns } from "@/db/schema";
import { measureCalibration } from "@/lib/domain/forecast/calibration";
import { chanceBy } from "@/lib/domain/forecast/chance-by";
import { loadUnsettledArrivals } from "@/lib/forecasts/queries/arrivals";
import { loadLastStop } from "@/lib/forecasts/queries/on-their-way";
import { loadSettled } from "@/lib/forecasts/queries/settled";

const judgedDays = 180;

/**
 * Compares what was forecast with what has happened: notes of every kept forecast when its release arrived at the last stop, and
 * measures how often the marks of the last half year held. Twice in a night changes nothing but the time of the measurement.
 */
export async function calibrate(tx: Tx, now: Date): Promise<{ settled: number }> {
  const settled = await settle(tx);
  const since = new Date(now.getTime() - judgedDays * 86_400_000);
  const measured = measureCalibration(await loadSettled(tx, since));
  if (measured.length > 0) {
    await tx.insert(forecastCalibrations).values(measured.map((each) => ({ ...each, measuredAt: now })));
  }
  await announce(tx, { noun: "forecasts" });
  return { settled };
}

async function settle(tx: Tx): Promise<number> {
  const stop = await loadLastStop(tx);
  if (stop === undefined) return 0;
  const arrivedAt = await loadUnsettledArrivals(tx, stop.id);
  if (arrivedAt.size === 0) return 0;
  const open = await tx
    .select({
      id: forecastRuns.id,
      releaseId: forecastRuns.releaseId,
      twentieths: forecastRuns.twentieths,
      at: forecastRuns.at,
    })
    .from(forecastRuns)
    .where(and(inArray(forecastRuns.releaseId, [...arrivedAt.keys()]), isNull(forecastRuns.actualAt)));
  for (const { id, releaseId, twentieths, at } of open) {
    const actualAt = arrivedAt.get(releaseId);
    // A forecast made after the arrival, while it was on its way through the queue, forecasts nothing.
    if (actualAt === undefined || actualAt < at) continue;
    const rank = chanceBy(
      twentieths.map((each) => new Date(each)),
      actualAt,
    );
    await tx.update(forecastRuns).set({ actualAt, rank, current: false }).where(eq(forecastRuns.id, id));
  }
  return open.length;
}

/** What nobody looks at any more: forecasts of releases that never left, older than a year. */
export async function forgetOldForecasts(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 365 * 86_400_000);
  await tx
    .delete(forecastRuns)
    .where(
      and(eq(forecastRuns.current, false), isNull(forecastRuns.actualAt), sql`not ${gte(forecastRuns.at, before)}`),
    );
}
