import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { forecastRuns, releases, services } from "@/db/schema";
import { calibratedChanceBy } from "@/lib/domain/forecast/chance-by";
import { givePromise } from "@/lib/forecasts/commands/give-promise";
import { promiseInput } from "@/lib/forecasts/input";
import { datesOf } from "@/lib/forecasts/queries/current";
import { loadRanks } from "@/lib/forecasts/queries/ranks";
import { addDaysInZone, dayOf, instantOfMinute } from "@/lib/time/calendar";
import { type Cast, perform } from "./cast";
import { organisationZone } from "./example-plan";

/** A promise is for the end of a day, within so many days. */
const mostDays = 21;
const eveningMinute = 18 * 60;

/**
 * One date given to stakeholders that may as well be missed as kept: the release, and the evening, whose chance lies nearest to one
 * half. A forecast that only ever says "surely" or "hardly" would teach nobody to read it.
 */
export async function insertPromise(db: Database, now: Date, cast: Cast): Promise<void> {
  const runs = await db
    .select({ releaseId: forecastRuns.releaseId, twentieths: forecastRuns.twentieths })
    .from(forecastRuns)
    .innerJoin(releases, eq(releases.id, forecastRuns.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(eq(forecastRuns.current, true))
    .orderBy(services.name, releases.version);
  const evenings = Array.from({ length: mostDays }, (_, days) => {
    const day = dayOf(addDaysInZone(now, days + 1, organisationZone), organisationZone);
    return instantOfMinute(day, eveningMinute, organisationZone);
  });
  const ranks = await loadRanks(db);
  const [closest] = runs
    .flatMap(({ releaseId, twentieths }) =>
      evenings.map((evening) => {
        const chance = calibratedChanceBy(datesOf(twentieths), evening, ranks);
        return { releaseId, evening, fromHalf: Math.abs(chance - 0.5) };
      }),
    )
    .sort((a, b) => a.fromHalf - b.fromHalf);
  if (!closest) throw new Error("nothing of the example is as likely as not");
  const { releaseId, evening } = closest;
  const input = promiseInput.parse({ releaseId, promisedFor: evening.toISOString(), toWhom: "the sales team" });
  await perform(db, (tx) => givePromise(tx, cast("manager"), input, now));
}
