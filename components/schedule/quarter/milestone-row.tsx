"use client";

import { CalendarHeart } from "lucide-react";
import type { Timeline } from "@/components/schedule/schedule-data";
import { Mark } from "@/components/ui/mark";
import { indexOfDay, localDate, startOfLocalDate } from "@/lib/time/calendar";
import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { Ground } from "./ground";
import { placeLabels } from "./place-labels";
import { RowFrame } from "./row-frame";

type MilestoneRowProps = {
  days: readonly Range[];
  zone: string;
  marks: Timeline["marks"];
  milestones: Timeline["milestones"];
  /** Named beside each when there are several. */
  environments: Timeline["environments"];
  onOpen: (slotId: string) => void;
};

const rows = 3;
const rowHeight = 20;
/** As high as its name. */
const leastHeight = 44;
/** About what a day takes of the width of a laptop. */
const usualDayWidth = 12;

/** What people plan around: holidays and company events, downtimes, changes that cannot be taken back. */
export function MilestoneRow({ days, zone, marks, milestones, environments, onOpen }: MilestoneRowProps) {
  const events = [
    ...marks.map(({ id, title, during, allDay, zone: own }) => {
      // A whole day is the same day of the calendar for everybody.
      const day = allDay ? startOfLocalDate(localDate(during.start, own), zone) : undefined;
      return { key: id, label: title, during, at: day ?? during.start, slotId: null, isMark: true };
    }),
    ...milestones.map(({ id, title, during, slotId, environmentId }) => {
      const environment = environments.find((each) => each.id === environmentId)?.name;
      const label = environment ? `${title}, ${environment}` : title;
      return { key: id, label, during, at: during.start, slotId, isMark: false };
    }),
  ].map((event) => ({ ...event, day: indexOfDay(days, event.at) }));
  const placed = placeLabels(events, usualDayWidth, rows);
  const used = Math.max(1, ...placed.map(({ row }) => row + 1));
  return (
    <RowFrame
      name="Milestones"
      more="holidays, events, downtime"
      height={Math.max(leastHeight, used * rowHeight + 8)}
      ground={<Ground days={days} zone={zone} />}
    >
      {placed.map(({ key, label, during, slotId, isMark, day, row, hasRoom }) => {
        const words = `${label}, ${formatRange(during, zone)}`;
        const look = "absolute flex h-5 w-max max-w-64 items-center gap-1 rounded-sm px-1 text-2xs";
        const style = { left: `${(day / days.length) * 100}%`, top: row * rowHeight + 4 };
        const content = (
          <>
            <MilestoneMark isMark={isMark} />
            {hasRoom ? <span className="truncate">{label}</span> : <span className="sr-only">{label}</span>}
          </>
        );
        return (
          <li key={key}>
            {slotId === null ? (
              <span title={words} style={style} className={`${look} text-ink-2`}>
                {content}
              </span>
            ) : (
              <button
                type="button"
                data-quarter-cell
                data-day={day}
                data-slot={slotId}
                tabIndex={-1}
                title={words}
                aria-label={words}
                style={style}
                onClick={() => onOpen(slotId)}
                className={`${look} font-medium hover:bg-sunken focus-visible:z-3`}
              >
                {content}
              </button>
            )}
          </li>
        );
      })}
    </RowFrame>
  );
}

function MilestoneMark({ isMark }: { isMark: boolean }) {
  if (isMark) return <CalendarHeart className="size-3 shrink-0" aria-hidden="true" />;
  return <Mark name="triangle" className="shrink-0 text-risk" />;
}
