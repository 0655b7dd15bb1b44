import { wordsOfAction } from "@/components/audit/action-words";
import { detailsOf } from "@/components/audit/event-details";
import { Card } from "@/components/ui/card";
import { TimeText } from "@/components/ui/time-text";
import type { OpeningDetail } from "./window-row";

/** What happened to one opening, newest first: what was done to it alone, and changes of its window since it was planned. */
export function OpeningHistory({ history, zone }: { history: OpeningDetail["history"]; zone: string }) {
  return (
    <Card title="History">
      {history.length === 0 && <p className="text-ink-2">It stands as its rule planned it.</p>}
      {history.length > 0 && (
        <ol aria-label="History" className="divide-y divide-line">
          {history.map(({ id, at, actorName, action, data }) => (
            <li key={id} className="grid gap-0.5 py-2 first:pt-0 last:pb-0">
              <p>
                <span className="font-semibold">{actorName}</span> {wordsOfAction(action)}
              </p>
              <TimeText at={at} zone={zone} style="full" className="text-ink-2 text-sm" />
              <dl className="grid gap-0.5 text-sm">
                {detailsOf(data, zone).map(({ term, text }) => (
                  <div key={term} className="flex flex-wrap gap-x-1.5">
                    <dt className="text-ink-2">{term}</dt>
                    <dd className="min-w-0 break-words">{text}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
