"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { FieldError } from "@/components/ui/field";
import { type DayState, MonthGrid } from "@/components/ui/month-grid";
import { dayInWords } from "@/lib/time/words";
import { type MonthStart, type PickedDates, toggleDay } from "./picked-dates";

/** More dates than these are counted, and picked in the calendar. */
const mostNamed = 12;

type DateFieldsProps = {
  /** What the rule does: a window opens, a freeze closes. */
  verb: "opens" | "closes";
  dates: PickedDates;
  set: (change: Partial<PickedDates>) => void;
  /** When it begins on an extra day. */
  extraTime: string;
  month: string;
  onMonth: (month: string) => void;
  /** What the rule does in the month; undefined while it is worked out or is no rule. */
  starts: readonly MonthStart[] | undefined;
  /** Days before it are past. */
  today: string;
  errorOf: (field: string) => string | undefined;
};

/** The days that are left out and those that are added, picked from a small calendar. */
export function DateFields(props: DateFieldsProps) {
  const { verb, dates, set, extraTime, month, onMonth, starts, today, errorOf } = props;
  // What the last answer said stays until the next one is there, so that the calendar does not flicker.
  const [shown, setShown] = useState<{ month: string; starts: readonly MonthStart[] }>();
  if (starts !== undefined && (shown?.starts !== starts || shown.month !== month)) setShown({ month, starts });
  const known = shown?.month === month ? shown.starts : [];
  const days = new Map(known.map(({ start, state }): [string, DayState] => [start.slice(0, 10), lookOf(state, verb)]));
  return (
    <div className="grid items-start gap-5 sm:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      <MonthGrid
        label={verb === "opens" ? "Days on which the window opens" : "Days on which the freeze closes"}
        month={month}
        onMonth={onMonth}
        days={days}
        min={today}
        disabled={starts === undefined}
        onPick={(day) => set(toggleDay(dates, day, known, extraTime))}
      />
      <div className="grid gap-4">
        <p className="text-ink-2 text-sm">
          Press a day on which it {verb} to leave it out; press it again to take it back. Press any other day: then it{" "}
          {verb} besides.
        </p>
        <DateList
          label="Not on"
          dates={dates.exdates}
          empty="No day is left out."
          onRemove={(date) => set({ exdates: dates.exdates.filter((other) => other !== date) })}
        />
        <FieldError>{errorOf("exdates")}</FieldError>
        <DateList
          label="Also on"
          dates={dates.rdates}
          empty="No extra day."
          onRemove={(date) => set({ rdates: dates.rdates.filter((other) => other !== date) })}
        />
        <FieldError>{errorOf("rdates")}</FieldError>
      </div>
    </div>
  );
}

function lookOf(state: MonthStart["state"], verb: DateFieldsProps["verb"]): DayState {
  switch (state) {
    case "opens":
      return { look: verb === "opens" ? "filled" : "shut", words: verb };
    case "excepted":
      return { look: "struck", words: "left out" };
    case "extra":
      return { look: "ringed", words: `${verb} besides` };
  }
}

type DateListProps = { label: string; dates: readonly string[]; empty: string; onRemove: (date: string) => void };

function DateList({ label, dates, empty, onRemove }: DateListProps) {
  return (
    <section aria-label={label}>
      <h3 className="mb-1 font-medium text-sm">{label}</h3>
      {dates.length === 0 && <p className="text-ink-2 text-sm">{empty}</p>}
      <ul className="flex flex-wrap gap-1.5">
        {dates.slice(0, mostNamed).map((date) => (
          <li
            key={date}
            className="flex items-center gap-1 rounded-full border border-line bg-sunken py-0.5 pr-1 pl-2.5 text-sm tabular-nums"
          >
            {dayInWords(date)} {date.slice(11)}
            <button
              type="button"
              aria-label={`Take ${dayInWords(date)} off the list`}
              onClick={() => onRemove(date)}
              className="hit-area grid size-5 place-items-center rounded-full hover:bg-panel"
            >
              <X className="size-3.5" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {dates.length > mostNamed && (
        <p className="mt-1 text-ink-2 text-sm">and {dates.length - mostNamed} more, in the calendar.</p>
      )}
    </section>
  );
}
