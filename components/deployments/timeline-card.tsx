import { Card } from "@/components/ui/card";
import { TimeText } from "@/components/ui/time-text";
import { ToneMark } from "@/components/ui/tone-mark";
import { formatInstant } from "@/lib/time/format";
import { AttemptEntry } from "./attempt-entry";
import type { DeploymentDetail } from "./deployment-data";
import { nextOfRollback, rollbackEntries } from "./rollback-entries";
import type { TimelineEntry as Entry } from "./timeline-entry";
import { toneOfAttempt as toneOf } from "./timeline-entry";

/** Everything that happened between opening and end, in order: attempts with what was sent and answered, and reports. */
export function TimelineCard({ deployment, zone }: { deployment: DeploymentDetail; zone: string }) {
  const { nextCallAt, acceptedAt, reportUntil, finishedAt, rollbacks } = deployment;
  const goingBack = rollbacks.find((rollback) => rollback.finishedAt === null);
  return (
    <Card title="What happened" aside={`times in ${zone}`}>
      <ol aria-label="What happened" className="divide-y divide-line" aria-live="polite">
        {entriesOf(deployment).map(({ key, at, tone, content }) => (
          <li key={key} className="flex items-start gap-2.5 py-3 first:pt-0">
            <ToneMark tone={tone} className="mt-px" />
            <div className="min-w-0 grow">{content}</div>
            <TimeText at={at} zone={zone} style="seconds" className="shrink-0 pt-px text-ink-2 text-sm tabular-nums" />
          </li>
        ))}
      </ol>
      {!finishedAt && (
        <p className="mt-2 border-line border-t pt-3 text-ink-2 text-sm">
          {nextCallAt && !acceptedAt && `The next call goes out ${formatInstant(nextCallAt, zone, "exact")}.`}
          {acceptedAt && reportUntil && `The final report is due by ${formatInstant(reportUntil, zone, "exact")}.`}
          {!acceptedAt && !nextCallAt && "The call is going out."}
        </p>
      )}
      {goingBack && (
        <p className="mt-2 border-line border-t pt-3 text-ink-2 text-sm">{nextOfRollback(goingBack, zone)}</p>
      )}
    </Card>
  );
}

function entriesOf(deployment: DeploymentDetail): Entry[] {
  const { slot, openedBy, attempts, reports, finishedAt, rollbacks } = deployment;
  const status = rollbacks.at(-1)?.deploymentWas ?? deployment.status;
  const opened: Entry[] = slot.openedAt
    ? [
        {
          key: "opened",
          at: slot.openedAt,
          tone: "clear",
          content: <p className="font-semibold">The slot opened{openedBy ? `: ${openedBy} pressed “go now”` : ""}</p>,
        },
      ]
    : [];
  const calls = attempts.map(
    (attempt): Entry => ({
      key: attempt.id,
      at: attempt.sentAt,
      tone: toneOf(attempt),
      content: <AttemptEntry attempt={attempt} />,
    }),
  );
  const said = reports.map(
    (report): Entry => ({
      key: report.webhookId,
      at: report.receivedAt,
      tone: report.status === "failed" ? "risk" : report.status === "succeeded" ? "clear" : "accent",
      content: (
        <>
          <p className="font-semibold">The receiver reported {report.status}</p>
          {report.message && <p className="whitespace-pre-wrap break-words text-ink-2 text-sm">{report.message}</p>}
        </>
      ),
    }),
  );
  // An end that no report brought about: given up, or not reported in time.
  const endedByItself = finishedAt && !reports.some((report) => report.status !== "running");
  const ended: Entry[] = endedByItself
    ? [
        {
          key: "ended",
          at: finishedAt,
          tone: status === "succeeded" ? "clear" : "risk",
          content: (
            <>
              <p className="font-semibold">{status === "succeeded" ? "Done with the accepted call" : "Given up"}</p>
              {rollbacks.length === 0 && <p className="text-ink-2 text-sm">{deployment.message}</p>}
            </>
          ),
        },
      ]
    : [];
  const forth = [...opened, ...[...calls, ...said].sort((a, b) => a.at.getTime() - b.at.getTime()), ...ended];
  return [...forth, ...rollbacks.toReversed().flatMap(rollbackEntries)];
}
