import { desc, isNotNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { forecastRuns } from "@/db/schema";

/** Outcomes that calibration learns from: the newest, a release counted once per forecast that was kept. */
export const mostRanks = 200;

/** The places that past outcomes had in their forecasts, the newest first. One statement. */
export async function loadRanks(reader: Reader): Promise<number[]> {
  const rows = await reader
    .select({ rank: forecastRuns.rank })
    .from(forecastRuns)
    .where(isNotNull(forecastRuns.rank))
    .orderBy(desc(forecastRuns.actualAt))
    .limit(mostRanks);
  return rows.flatMap(({ rank }) => rank ?? []);
}
