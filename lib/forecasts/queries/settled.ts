import { and, desc, gte, isNotNull } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { forecastRuns } from "@/db/schema";
import type { SettledForecast } from "@/lib/domain/forecast/calibration";

const mostCases = 5000;

/** The forecasts whose release has left since an instant, newest first, with what came of them. One statement. */
export async function loadSettled(reader: Reader, since: Date): Promise<SettledForecast[]> {
  const rows = await reader
    .select({
      releaseId: forecastRuns.releaseId,
      at: forecastRuns.at,
      p50: forecastRuns.p50,
      p85: forecastRuns.p85,
      actualAt: forecastRuns.actualAt,
      chance: forecastRuns.chance,
      bookedFor: forecastRuns.bookedFor,
    })
    .from(forecastRuns)
    .where(and(isNotNull(forecastRuns.actualAt), gte(forecastRuns.actualAt, since)))
    .orderBy(desc(forecastRuns.actualAt))
    .limit(mostCases);
  return rows.flatMap(({ actualAt, bookedFor, ...row }) =>
    actualAt === null ? [] : [{ ...row, actualAt, onTime: bookedFor === null ? null : actualAt <= bookedFor }],
  );
}
