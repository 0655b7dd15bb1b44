"use client";

import { clsx } from "clsx";
import { CalendarHeart } from "lucide-react";
import { memo } from "react";
import type { DayInOutlook, Days } from "@/components/schedule/schedule-data";
import { worstState } from "@/components/schedule/worst-state";
import { isClosedToReader, slotLooks, slotTitle } from "@/components/slots/slot-words";
import { hueColour } from "@/components/ui/hue-colour";
import { Mark } from "@/components/ui/mark";
import { toneGrounds, toneTexts } from "@/components/ui/tone";
import { useNow } from "@/components/ui/use-now";
import { formatDay, formatInstant } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import { dayInWords, openingsInWords, slotCount } from "./day-words";

type MonthDayProps = {
  day: Range;
  zone: string;
  isOutside: boolean;
  isChosen: boolean;
  facts: DayInOutlook | undefined;
  severalEnvironments?: Days["environments"];
  freezes: Days["freezes"];
  marks: Days["marks"];
  chosenSlotId: string | null;
  onOpen: (slotId: string) => void;
  onDay: (day: Date) => void;
};

/** A day of a month. */
export const MonthDay = memo(function MonthDay(props: MonthDayProps) {
  const { day, zone, isOutside, isChosen, facts, severalEnvironments, freezes, marks, onOpen, onDay } = props;
  const isToday = contains(day, useNow(60));
  const slots = facts?.slots ?? [];
  const count = slotCount(facts);
  const more = count - slots.length;
  const worst = slotLooks[worstState(facts?.states ?? [])];
  return (
    <div
      className={clsx(
        "relative flex min-w-0 flex-col gap-0.5 border-line border-l p-1 phone:items-center",
        freezes.length > 0 && "bg-hatch-freeze",
        isOutside && "bg-ground",
      )}
    >
      <button
        type="button"
        data-month-day
        tabIndex={isChosen ? 0 : -1}
        onClick={() => onDay(day.start)}
        aria-label={`${formatDay(day.start, zone, "full")}${isToday ? ", today" : ""}, ${dayInWords(facts, freezes, marks)}`}
        aria-current={isToday ? "date" : undefined}
        className="flex min-h-6 w-full items-center gap-1.5 rounded-sm px-1 text-left hover:bg-sunken phone:min-h-11 phone:flex-col phone:justify-center"
      >
        <span
          className={clsx(
            "font-semibold",
            isToday
              ? "rounded-full bg-accent px-1.5 text-on-accent"
              : isOutside
                ? "font-normal text-ink-2"
                : "text-ink",
          )}
        >
          {formatDay(day.start, zone, "short").split(" ")[1]}
        </span>
        <span className="min-w-0 truncate text-2xs text-clear phone:hidden">{openingsInWords(facts, zone)}</span>
        {count > 0 && (
          <span
            className={clsx(
              "flex items-center gap-0.5 rounded-full px-1.5 font-semibold text-2xs md:hidden",
              toneGrounds[worst.tone],
            )}
          >
            {count}
            <Mark name={worst.mark} className="size-2" />
          </span>
        )}
      </button>
      {freezes.slice(0, 1).map(({ freezeId, name }) => (
        <span
          key={freezeId}
          className="flex items-center gap-1 truncate px-1 font-semibold text-2xs text-risk phone:hidden"
        >
          <Mark name="square" className="size-2" />
          <span className="truncate">{name}</span>
        </span>
      ))}
      {marks.slice(0, 1).map(({ id, title }) => (
        <span key={id} className="flex items-center gap-1 truncate px-1 text-2xs text-ink-2 phone:hidden">
          <CalendarHeart className="size-3 shrink-0" aria-hidden="true" />
          <span className="truncate">{title}</span>
        </span>
      ))}
      {slots.map((slot) => (
        <MonthSlot
          key={slot.id}
          slot={slot}
          zone={zone}
          environmentName={severalEnvironments?.find(({ id }) => id === slot.environmentId)?.name}
          isChosen={slot.id === props.chosenSlotId}
          onOpen={onOpen}
        />
      ))}
      {more > 0 && (
        <button
          type="button"
          onClick={() => onDay(day.start)}
          className="min-h-6 px-1 text-left text-2xs text-ink-2 hover:underline phone:hidden"
        >
          {more} more
        </button>
      )}
    </div>
  );
});

type MonthSlotProps = {
  slot: DayInOutlook["slots"][number];
  zone: string;
  environmentName?: string;
  isChosen: boolean;
  onOpen: (slotId: string) => void;
};

function MonthSlot({ slot, zone, environmentName, isChosen, onOpen }: MonthSlotProps) {
  const { team, during, summary } = slot;
  const look = slotLooks[summary.state];
  const quiet = isClosedToReader(slot);
  const time = formatInstant(during.start, zone, "time");
  return (
    <button
      type="button"
      data-slot={slot.id}
      aria-disabled={quiet || undefined}
      aria-current={isChosen || undefined}
      aria-label={[time, slotTitle(slot), team?.name, environmentName, summary.words].filter(Boolean).join(", ")}
      title={`${slotTitle(slot)} · ${summary.words}`}
      onClick={() => !quiet && onOpen(slot.id)}
      style={{ borderLeftColor: team ? hueColour(team.hue) : undefined }}
      className="flex min-h-6 w-full items-center gap-1 overflow-hidden rounded-sm border border-line border-l-3 bg-panel px-1 text-left text-2xs hover:border-control aria-[current]:outline-2 aria-[current]:outline-accent phone:hidden"
    >
      <span className="shrink-0 text-ink-2">{time}</span>
      <span className="min-w-0 grow truncate font-medium">{slotTitle(slot)}</span>
      <Mark name={look.mark} className={clsx("shrink-0", toneTexts[look.tone])} />
    </button>
  );
}
