"use client";

import { clsx } from "clsx";
import { memo } from "react";
import { stateNames } from "@/components/schedule/bar/filter-words";
import type { Timeline } from "@/components/schedule/schedule-data";
import { worstState } from "@/components/schedule/worst-state";
import { slotLooks } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { Mark } from "@/components/ui/mark";
import { toneGrounds } from "@/components/ui/tone";
import { formatDay } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { Ground } from "./ground";
import { across, RowFrame } from "./row-frame";

type SlotRowProps = {
  row: Timeline["rows"][number];
  days: readonly Range[];
  zone: string;
  isFirst: boolean;
  onCell: (day: Date, rowId: string) => void;
};

const height = 40;

/** Whose slots are when: on each day how many, and how the most urgent of them stands. */
export const SlotRow = memo(function SlotRow({ row, days, zone, isFirst, onCell }: SlotRowProps) {
  const total = row.cells.reduce((sum, { count }) => sum + count, 0);
  return (
    <RowFrame
      height={height}
      name={row.name}
      lead={
        row.hue !== null && (
          <span style={{ background: hueColour(row.hue) }} className="size-2.5 shrink-0 rounded-full" />
        )
      }
      ground={<Ground days={days} zone={zone} />}
      more={total === 1 ? "1 slot" : `${total} slots`}
    >
      {row.cells.map(({ day, count, states }, index) => {
        const at = days[day];
        if (at === undefined) return null;
        const look = states.length === 0 ? undefined : slotLooks[worstState(states)];
        const each = states.map(({ state, count: of }) => `${of} ${stateNames[state].toLowerCase()}`).join(", ");
        const words = `${formatDay(at.start, zone, "long")}, ${row.name}: ${count === 1 ? "1 slot" : `${count} slots`}${each && `, ${each}`}`;
        return (
          <li key={day}>
            <button
              type="button"
              data-quarter-cell
              data-day={day}
              tabIndex={isFirst && index === 0 ? 0 : -1}
              aria-label={words}
              title={words}
              onClick={() => onCell(at.start, row.id)}
              style={across(day, day + 1, days.length)}
              className={clsx(
                "absolute inset-y-1 z-1 flex flex-col items-center justify-center gap-0.5 rounded-sm border border-panel text-2xs leading-none hover:z-2 hover:outline-2 hover:outline-accent focus-visible:z-3",
                look ? toneGrounds[look.tone] : "bg-sunken text-ink-2",
              )}
            >
              <span className="font-bold text-[0.625rem]">{count}</span>
              {look && <Mark name={look.mark} className="size-2" />}
            </button>
          </li>
        );
      })}
    </RowFrame>
  );
});
