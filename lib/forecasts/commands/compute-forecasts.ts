import { setImmediate } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { forecastRuns } from "@/db/schema";
import { inTransaction } from "@/db/transaction";
import { forecast, type ReleaseForecast } from "@/lib/domain/forecast/forecast";
import { accept } from "@/lib/domain/refusal";
import { loadQuestion, type OrganisationQuestion } from "@/lib/forecasts/queries/question";
import { loadOddsBefore, warnOfOdds } from "./warn-of-odds";
import { warnOfPromises } from "./warn-of-promises";

/** The worker has other things to do at their second: so many releases are drawn before it looks up. */
const atOnce = 8;
/** Of what was said so many hours apart one is kept: calibration asks what was said each day, not each minute. */
const keptApartHours = 12;

/** The same on every machine and at every moment of a day, so that a forecast moves only when something has. */
const seed = 20_261_124;

/**
 * Forecasts every release on its way and keeps the result; the last ones of earlier days stay, to be compared with what happens.
 * Releases that have left have no current forecast any more. Returns how many were forecast.
 */
export async function computeForecasts(db: Database, now: Date): Promise<number> {
  const question = await loadQuestion(db, now);
  if (question === undefined) return 0;
  const results: ReleaseForecast[] = [];
  for (let first = 0; first < question.releases.length; first += atOnce) {
    results.push(...forecast({ ...question, releases: question.releases.slice(first, first + atOnce) }, seed));
    await setImmediate();
  }
  // It touches every release, slot and departure on the way: whoever changes several of them at this moment may wait for it and it for
  // them, and then it is run again.
  const kept = await inTransaction(db, async (tx) => {
    await keepForecasts(tx, question, results, now);
    return accept(results.length);
  });
  if (!kept.ok) throw new Error(kept.refusal.message);
  return kept.value;
}

async function keepForecasts(
  tx: Tx,
  question: OrganisationQuestion,
  results: readonly ReleaseForecast[],
  now: Date,
): Promise<void> {
  // Before anything is cleared away: what was said last may be what goes.
  const before = await loadOddsBefore(tx);
  // What is young beside what was kept before tells calibration nothing new.
  await tx.execute(sql`
    delete from forecast_runs c using forecast_runs k
    where c.current and k.release_id = c.release_id and not k.current
      and k.at > c.at - make_interval(hours => ${keptApartHours})`);
  await tx.update(forecastRuns).set({ current: false }).where(eq(forecastRuns.current, true));
  const byId = new Map(question.releases.map((release) => [release.releaseId, release]));
  const rows = results.map((result) => runOf(result, byId.get(result.releaseId), now));
  if (rows.length > 0) await tx.insert(forecastRuns).values(rows);
  await warnOfPromises(tx, results, question.ranks ?? [], now);
  await warnOfOdds(tx, before, rows, now);
  await announce(tx, { noun: "forecasts" });
}

/** The slot whose chance it is: its own, or from the cut-off on the one that its departure has for it. */
function slotOf(
  booked: ReleaseForecast["booked"],
  release: OrganisationQuestion["releases"][number] | undefined,
): string | null {
  if (booked?.by === "slot") return booked.key;
  const slot = release?.slot;
  return slot?.departureId === booked?.key ? (slot?.slotId ?? null) : null;
}

/** A forecast as its row. */
export function runOf(
  result: ReleaseForecast,
  release: OrganisationQuestion["releases"][number] | undefined,
  at: Date,
): typeof forecastRuns.$inferInsert {
  const { booked, waitsFor, basedOn } = result;
  return {
    releaseId: result.releaseId,
    at,
    current: true,
    phase: release?.phase ?? "waiting",
    p50: result.p50,
    p85: result.p85,
    p95: result.p95,
    twentieths: result.twentieths.map((each) => each.toISOString()),
    bars: result.bars.map((bar) => ({ ...bar, start: bar.start.toISOString(), end: bar.end.toISOString() })),
    lands: result.lands.map((land) => ({ ...land, at: land.at.toISOString() })),
    waitsFor: waitsFor?.phase ?? null,
    waitsForShare: waitsFor?.share ?? null,
    slotId: slotOf(booked, release),
    departureId: booked?.by === "departure" ? booked.key : null,
    bookedAt: booked?.at ?? null,
    bookedFor: booked?.readyBy ?? null,
    chance: booked?.chance ?? null,
    ownHandovers: basedOn.own,
    teamHandovers: basedOn.team,
    allHandovers: basedOn.all,
    borrowed: basedOn.borrowed,
    draws: result.draws,
  };
}
