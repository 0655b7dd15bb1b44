"use client";

import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { dayInWords, monthNames } from "@/lib/time/words";
import { Button } from "./button";
import { dayAfterKey, monthAfter, weeksOfMonth } from "./month-days";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** How a day looks: `filled` is open, `shut` closed, `struck` crossed out, `ringed` was added. */
export type DayLook = "filled" | "shut" | "struck" | "ringed";
export type DayState = { look: DayLook; words: string };

const looks: Record<DayLook, string> = {
  filled: "border-clear-fill bg-clear-ground font-semibold text-clear",
  shut: "border-waiting-fill bg-waiting-ground font-semibold text-waiting",
  struck: "border-transparent bg-risk-ground text-risk line-through",
  ringed: "border-accent border-dashed bg-accent-ground font-semibold text-accent",
};

type MonthGridProps = {
  label: string;
  /** `2026-11` */
  month: string;
  onMonth: (month: string) => void;
  /** Days that mean something, by date; the words are said after the date. */
  days: ReadonlyMap<string, DayState>;
  onPick: (date: string) => void;
  /** Days before it cannot be picked. */
  min?: string;
  disabled?: boolean;
};

/** A month to pick days from. One tab stop; arrows, Home, End, Page up and down move, Enter and space pick. */
export function MonthGrid({ label, month, onMonth, days, onPick, min, disabled }: MonthGridProps) {
  const titleId = useId();
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<string>();
  const inMonth = active?.startsWith(month) ? active : `${month}-01`;
  const [year, number] = month.split("-");

  function onKeyDown(event: KeyboardEvent) {
    const next = dayAfterKey(event.key, inMonth);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    if (!next.startsWith(month)) onMonth(next.slice(0, 7));
    // The day of another month is there after the next drawing.
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus());
  }

  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex items-center justify-between gap-2">
        <Button
          iconOnly
          size="sm"
          variant="quiet"
          aria-label="Month before"
          onClick={() => onMonth(monthAfter(month, -1))}
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <p id={titleId} aria-live="polite" className="font-semibold text-sm">
          {monthNames[Number(number) - 1]} {year}
        </p>
        <Button
          iconOnly
          size="sm"
          variant="quiet"
          aria-label="Month after"
          onClick={() => onMonth(monthAfter(month, 1))}
        >
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <table ref={grid} aria-label={label} className="w-full table-fixed border-separate border-spacing-0.5 text-sm">
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col" className="pb-1 font-normal text-ink-2 text-xs">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(month).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const state = days.get(date);
                const off = disabled || (min !== undefined && date < min);
                if (!date.startsWith(month)) return <td key={date} aria-hidden="true" />;
                return (
                  <td key={date} className="p-0">
                    <button
                      type="button"
                      data-day={date}
                      tabIndex={date === inMonth ? 0 : -1}
                      aria-disabled={off || undefined}
                      aria-label={`${dayInWords(date)}${state ? `, ${state.words}` : ""}`}
                      onKeyDown={onKeyDown}
                      onFocus={() => setActive(date)}
                      onClick={() => !off && onPick(date)}
                      className={clsx(
                        "grid min-h-8 w-full select-none place-items-center rounded-md border tabular-nums phone:min-h-11",
                        state ? looks[state.look] : "border-transparent",
                        off ? "cursor-not-allowed text-ink-2 opacity-60" : "cursor-pointer hover:border-control",
                      )}
                    >
                      {Number(date.slice(8))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
