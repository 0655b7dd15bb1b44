import type { Standing } from "@/lib/approvals/input/standing";
import { databaseChangeInWords } from "@/lib/domain/standing-approval";

/** "checkout alone, at most a compatible database change, no downtime" */
export function conditionsInWords({ serviceName, mostDatabaseChange, mostDowntimeMinutes }: Standing): string {
  const change =
    mostDatabaseChange === "none"
      ? databaseChangeInWords("none")
      : `at most ${databaseChangeInWords(mostDatabaseChange)}`;
  const downtime = mostDowntimeMinutes === 0 ? "no downtime" : `at most ${mostDowntimeMinutes} min downtime`;
  return [serviceName === null ? "every service" : `${serviceName} alone`, change, downtime].join(", ");
}
