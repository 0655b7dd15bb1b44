"use client";

import type { Timeline } from "@/components/schedule/schedule-data";
import { Mark } from "@/components/ui/mark";
import { gradeInWords } from "@/lib/domain/freeze";
import { indexOfDay } from "@/lib/time/calendar";
import { formatDay, formatDuration, formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { Ground } from "./ground";
import { across, RowFrame } from "./row-frame";

type EnvironmentRowProps = {
  environment: Timeline["environments"][number];
  days: readonly Range[];
  zone: string;
  freezes: Timeline["freezes"];
  onDay: (day: Date) => void;
};

const height = 46;
/** Above the bars, for the names of freezes. */
const headHeight = 16;
const dayMinutes = 1440;

/** When an environment opens: the longer on a day, the higher; and when it is frozen. */
export function EnvironmentRow({ environment, days, zone, freezes, onDay }: EnvironmentRowProps) {
  return (
    <RowFrame
      name={environment.name}
      more={environment.defaultOpen ? "always open" : "windows and freezes"}
      height={height}
      ground={<Ground days={days} zone={zone} />}
    >
      {environment.defaultOpen && (
        <li className="pointer-events-none absolute inset-x-0 bottom-0.5 h-2 bg-clear/20">
          <span className="sr-only">{environment.name} accepts deployments at any time</span>
        </li>
      )}
      {environment.open.map(({ day, minutes, windows }) => {
        const at = days[day];
        if (at === undefined) return null;
        const words = `${formatDay(at.start, zone, "long")}: ${windows.join(", ")}, open ${formatDuration(minutes * 60_000)}`;
        const share = Math.max(0.25, Math.min(1, minutes / (dayMinutes / 2)));
        return (
          <li key={day}>
            <button
              type="button"
              data-quarter-cell
              data-day={day}
              tabIndex={-1}
              aria-label={words}
              title={words}
              onClick={() => onDay(at.start)}
              style={{ ...across(day, day + 1, days.length), height: share * (height - headHeight - 4) }}
              className="absolute bottom-0.5 rounded-t-sm border-panel border-x bg-clear/30 hover:bg-clear/55 focus-visible:z-3"
            />
          </li>
        );
      })}
      {freezes.map((freeze) => {
        const from = indexOfDay(days, freeze.during.start);
        const to = indexOfDay(days, new Date(freeze.during.end.getTime() - 1)) + 1;
        const scope = freeze.only.length > 0 ? `, only ${freeze.only.join(", ")}` : "";
        return (
          <li
            key={`${freeze.freezeId} ${freeze.during.start.getTime()}`}
            title={`${freeze.name} closes ${gradeInWords(freeze.grade)}${scope}, ${formatRange(freeze.during, zone)}`}
            style={across(from, to, days.length)}
            className="pointer-events-none absolute inset-y-0 z-2 rounded-sm border border-risk/50 bg-hatch-freeze"
          >
            <span className="absolute top-px left-px flex w-max max-w-56 items-center gap-1 rounded-sm bg-panel px-1 font-semibold text-2xs text-risk leading-3.5">
              <Mark name="square" className="size-2" />
              <span className="truncate">{freeze.name}</span>
            </span>
          </li>
        );
      })}
    </RowFrame>
  );
}
