import { formatInstant } from "@/lib/time/format";
import { AttemptEntry } from "./attempt-entry";
import type { Rollback } from "./deployment-data";
import { type TimelineEntry, toneOfAttempt } from "./timeline-entry";

/** What happened on one way back: who wanted it and why, its calls, what the receiver said, how it ended. */
export function rollbackEntries(rollback: Rollback): TimelineEntry[] {
  const { id, requestedAt, requestedBy, reason, previousVersion, attempts, reports, finishedAt, status, message } =
    rollback;
  const asked: TimelineEntry = {
    key: id,
    at: requestedAt,
    tone: "waiting",
    content: (
      <>
        <p className="font-semibold">
          {requestedBy} rolled it back{previousVersion && `, to ${previousVersion}`}
        </p>
        <p className="whitespace-pre-wrap break-words text-ink-2 text-sm">“{reason}”</p>
      </>
    ),
  };
  const calls = attempts.map(
    (attempt): TimelineEntry => ({
      key: attempt.id,
      at: attempt.sentAt,
      tone: toneOfAttempt(attempt),
      content: <AttemptEntry attempt={attempt} call="Rollback call" />,
    }),
  );
  const said = reports.map(
    (report): TimelineEntry => ({
      key: `${id} ${report.webhookId}`,
      at: report.receivedAt,
      tone: report.status === "failed" ? "risk" : report.status === "rolled_back" ? "clear" : "accent",
      content: (
        <>
          <p className="font-semibold">The receiver reported {report.status.replace("_", " ")}</p>
          {report.message && <p className="whitespace-pre-wrap break-words text-ink-2 text-sm">{report.message}</p>}
        </>
      ),
    }),
  );
  // An end that no report brought about: accepted and done, given up, or not reported in time.
  const endedByItself = finishedAt !== null && !reports.some((report) => report.status !== "running");
  const ended: TimelineEntry[] = endedByItself
    ? [
        {
          key: `${id} ended`,
          at: finishedAt,
          tone: status === "rolled_back" ? "clear" : "risk",
          content: (
            <>
              <p className="font-semibold">
                {status === "rolled_back" ? "Rolled back" : "The rollback did not succeed"}
              </p>
              <p className="text-ink-2 text-sm">{message}</p>
            </>
          ),
        },
      ]
    : [];
  return [asked, ...[...calls, ...said].sort((a, b) => a.at.getTime() - b.at.getTime()), ...ended];
}

/** What a rollback that is under way waits for. */
export function nextOfRollback({ acceptedAt, nextCallAt, reportUntil }: Rollback, zone: string): string {
  if (acceptedAt && reportUntil)
    return `The report on the rollback is due by ${formatInstant(reportUntil, zone, "exact")}.`;
  if (nextCallAt) return `The next call for the rollback goes out ${formatInstant(nextCallAt, zone, "exact")}.`;
  return "The call for the rollback is going out.";
}
