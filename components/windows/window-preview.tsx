import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { describeRule } from "@/lib/time/describe-rule";
import { formatRange } from "@/lib/time/format";
import { OpeningMarks } from "./opening-marks";
import { OpeningTime } from "./opening-time";
import type { PreviewOpening, WindowPreviewData } from "./window-row";

type Rule = Parameters<typeof describeRule>[0];

type WindowPreviewProps = {
  rule: Rule | undefined;
  data: WindowPreviewData | undefined;
  /** Why the rule cannot be saved, with the openings that are at fault. */
  refusal?: ShownRefusal;
  /** What was last worked out belongs to an earlier rule. */
  isStale: boolean;
  /** The zone of whoever looks: each opening is told in theirs too, where it differs. */
  viewerZone: string;
  /** Takes one opening out. */
  onLeaveOut: (start: string) => void;
};

/** What a window will do, in words and in its next ten openings, before it is saved. */
export function WindowPreview({ rule, data, refusal, isStale, viewerZone, onLeaveOut }: WindowPreviewProps) {
  const isWorking = rule !== undefined && !refusal && (!data || isStale);
  return (
    <Card title="Next openings" aria-label="Next openings" aria-live="polite" aria-busy={isWorking}>
      <div className="grid gap-3">
        {rule && <p className="font-medium first-letter:uppercase">{describeRule(rule)}.</p>}
        {!rule && <p className="text-ink-2">Choose a day and a time to see when it opens.</p>}
        {isWorking && <Skeleton lines={10} className="h-5!" />}
        {rule && refusal && (
          <Notice
            tone="risk"
            title={refusal.message}
            rules={refusal.rules.filter(({ reason }) => reason !== refusal.message)}
          />
        )}
        {rule && data && !isWorking && !refusal && (
          <>
            <ol className="divide-y divide-line">
              {data.openings.map((opening) => (
                <PreviewRow
                  key={opening.originalLocalStart}
                  opening={opening}
                  zone={rule.zone}
                  viewerZone={viewerZone}
                  onLeaveOut={onLeaveOut}
                />
              ))}
            </ol>
            <p className="text-ink-2 text-sm">{countInWords(data)}</p>
            {data.notes.length > 0 && (
              <Notice tone="waiting" title="When the clock changes">
                <ul className="grid gap-1">
                  {data.notes.map((note) => (
                    <li key={note}>{note}</li>
                  ))}
                </ul>
              </Notice>
            )}
          </>
        )}
      </div>
    </Card>
  );
}

type PreviewRowProps = {
  opening: PreviewOpening;
  zone: string;
  viewerZone: string;
  onLeaveOut: (start: string) => void;
};

function PreviewRow({ opening, zone, viewerZone, onLeaveOut }: PreviewRowProps) {
  const { during, marks, originalLocalStart } = opening;
  const here = formatRange(during, zone);
  const yours = formatRange(during, viewerZone);
  return (
    <li className="flex items-center gap-2 py-1">
      <div className="min-w-0 grow">
        <OpeningTime during={during} zone={zone} />
        {yours !== here && <p className="text-ink-2 text-xs">for you {yours}</p>}
        {marks.length > 0 && (
          <div className="mt-1 flex flex-wrap gap-1">
            <OpeningMarks marks={marks} />
          </div>
        )}
      </div>
      <Button
        iconOnly
        size="sm"
        variant="quiet"
        aria-label={`Leave out ${here}`}
        title="Leave this one out"
        onClick={() => onLeaveOut(originalLocalStart)}
      >
        <X className="size-4" aria-hidden="true" />
      </Button>
    </li>
  );
}

function countInWords({ openings, count }: WindowPreviewData): string {
  const more = count > openings.length ? `And ${count - openings.length} more: it` : "It";
  return `${more} opens ${count === 1 ? "once" : `${count} times`} in the next 24 months.`;
}
