import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { milestoneWords } from "@/lib/domain/train-milestones";
import type { ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { describeRule } from "@/lib/time/describe-rule";
import { formatInstant } from "@/lib/time/format";
import { dayInWords, joined } from "@/lib/time/words";
import type { TrainPreviewData } from "./train-data";
import type { timetableOf } from "./train-draft";

type TrainPreviewProps = {
  timetable: ReturnType<typeof timetableOf>;
  data: TrainPreviewData | undefined;
  refusal?: ShownRefusal;
  /** What was last worked out belongs to an earlier rule. */
  isStale: boolean;
  /** Takes one departure out. */
  onLeaveOut: (start: string) => void;
};

/** What a timetable will do, in words and in its next ten departures with their milestones, before it is saved. */
export function TrainPreview({ timetable, data, refusal, isStale, onLeaveOut }: TrainPreviewProps) {
  const isWorking = timetable !== undefined && !refusal && (!data || isStale);
  return (
    <Card title="Next departures" aria-label="Next departures" aria-live="polite" aria-busy={isWorking}>
      <div className="grid gap-3">
        {timetable && <p className="font-medium first-letter:uppercase">{describeRule(timetable)}.</p>}
        {!timetable && <p className="text-ink-2">Choose a day and a time to see when it departs.</p>}
        {isWorking && <Skeleton lines={10} className="h-8!" />}
        {timetable && refusal && <Notice tone="risk" title={refusal.message} />}
        {timetable && data && !isWorking && !refusal && (
          <>
            <ol className="divide-y divide-line">
              {data.departures.map((departure) => (
                <PreviewRow
                  key={departure.originalLocalStart}
                  departure={departure}
                  zone={timetable.zone}
                  onLeaveOut={onLeaveOut}
                />
              ))}
            </ol>
            {data.leftOut.length > 0 && (
              <Notice tone="waiting" title="Some give way">
                {joined(data.leftOut.map((start) => dayInWords(start)))}: another departure leaves at the time to which
                a day off moves them, so they do not take place.
              </Notice>
            )}
            {data.holidays.length > 0 && (
              <p className="text-ink-2 text-sm">
                Days off in between:{" "}
                {joined(data.holidays.slice(0, 12).map(({ day, title }) => `${title} (${dayInWords(day)})`))}
                {data.holidays.length > 12 && ` and ${data.holidays.length - 12} more`}.
              </p>
            )}
          </>
        )}
      </div>
    </Card>
  );
}

type PreviewRowProps = {
  departure: TrainPreviewData["departures"][number];
  zone: string;
  onLeaveOut: (start: string) => void;
};

function PreviewRow({ departure, zone, onLeaveOut }: PreviewRowProps) {
  const { at, dayOff, originalLocalStart, localStart, adjusted, freezes } = departure;
  const when = formatInstant(at.departure, zone, "full");
  const isMoved = originalLocalStart !== localStart;
  return (
    <li className="flex items-start gap-2 py-1.5">
      <div className="min-w-0 grow">
        <p>{when}</p>
        <p className="text-ink-2 text-xs">
          boards {formatInstant(at.boarding, zone)} · cut-off {formatInstant(at.cutoff, zone)} · QA exit{" "}
          {formatInstant(at.qa_exit, zone)} · go / no-go {formatInstant(at.go_no_go, zone)} · arrives{" "}
          {formatInstant(at.arrival, zone)}
        </p>
        <div className="mt-1 flex flex-wrap gap-1 empty:hidden">
          {dayOff && (
            <Chip tone="accent" mark="dot">
              {dayOff === "holiday" ? "holiday" : "day off"}
              {isMoved ? ` on ${dayInWords(originalLocalStart)}, moved` : ", leaves anyway"}
            </Chip>
          )}
          {freezes.map((name) => (
            <Chip key={name} tone="risk" mark="square">
              {name}
            </Chip>
          ))}
          {adjusted.map(({ milestone, how }) => (
            <Chip key={milestone} tone="waiting" mark="triangle">
              {milestoneWords[milestone]}: {how === "gap" ? "clock jumps" : "hour twice"}
            </Chip>
          ))}
        </div>
      </div>
      <Button
        iconOnly
        size="sm"
        variant="quiet"
        aria-label={`Leave out ${when}`}
        title="Leave this one out"
        onClick={() => onLeaveOut(originalLocalStart)}
      >
        <X className="size-4" aria-hidden="true" />
      </Button>
    </li>
  );
}
