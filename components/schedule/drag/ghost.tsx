"use client";

import { clsx } from "clsx";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { type Box, columnOf, type Layout, pieceBox } from "@/components/schedule/grid/layout";
import type { Opening } from "@/components/schedule/schedule-data";
import { slotTitle } from "@/components/slots/slot-words";
import { Mark } from "@/components/ui/mark";
import type { Place } from "@/lib/domain/booking-facts";
import { minuteOfDay } from "@/lib/time/calendar";
import { formatRange } from "@/lib/time/format";
import type { Carried, CarriedStore } from "./carried";
import { RuleWords } from "./rule-words";
import { StaleSignatures } from "./stale-signatures";

type GhostProps = { store: CarriedStore; layout: Layout; openings: readonly Opening[]; onMoved: (box: Box) => void };

const tagWidth = 250;
const tagHeight = 64;

/** What is carried, where it would stand, and what the rules say to that: in words and a mark, not by colour alone. */
export function Ghost({ store, layout, openings, onMoved }: GhostProps) {
  const carried = useSyncExternalStore(store.subscribe, store.get, () => null);
  // A hand scrolls by itself; what is moved by key must come into sight.
  const follow = useEffectEvent((moved: Carried | null) => moved?.by === "keys" && onMoved(ghostBox(moved, layout)));
  useEffect(() => {
    follow(carried);
  }, [carried]);
  useLifted(carried);
  const words = carried && placeInWords(carried.place, layout.zone, openings);
  return (
    <>
      {carried && words && <Outline carried={carried} layout={layout} words={words} />}
      <p role="status" aria-live="assertive" className="sr-only">
        {carried &&
          words &&
          `${words.when}, ${words.where}. ${carried.verdict.ok ? "Free." : carried.verdict.sentence}`}
      </p>
    </>
  );
}

function Outline({ carried, layout, words }: { carried: Carried; layout: Layout; words: Words }) {
  const { verdict, dragged } = carried;
  const box = ghostBox(carried, layout);
  const right = layout.edges.at(-1) ?? 0;
  const tagLeft = Math.max(0, Math.min(box.left, right - tagWidth - 4));
  const fitsBelow = box.top + box.height + tagHeight < layout.scale.height;
  const tagTop = fitsBelow ? box.top + box.height + 6 : Math.max(4, box.top - tagHeight - 6);
  const title = dragged.act === "book" ? "New slot" : slotTitle(dragged.slot);
  return (
    <div aria-hidden="true" className="pointer-events-none">
      <div
        style={{ transform: `translate(${box.left}px, ${box.top}px)`, width: box.width, height: box.height }}
        className={clsx(
          "absolute top-0 left-0 z-6 overflow-hidden rounded-md border-2 px-1.5 py-0.5 font-semibold text-xs shadow-float will-change-transform",
          verdict.ok
            ? "border-clear bg-clear-ground/90 text-clear"
            : "border-risk border-dashed bg-risk-ground/90 text-risk",
        )}
      >
        <span className="block truncate">{title}</span>
      </div>
      <div
        data-verdict={verdict.ok ? "free" : "refused"}
        style={{ transform: `translate(${tagLeft}px, ${tagTop}px)`, width: tagWidth }}
        className="absolute top-0 left-0 z-7 rounded-md border border-line bg-raised px-2.5 py-1.5 shadow-float will-change-transform"
      >
        <p className="font-semibold text-sm">{words.when}</p>
        <p className={clsx("flex items-start gap-1.5 text-xs", verdict.ok ? "text-clear" : "text-risk")}>
          <Mark name={verdict.ok ? "check" : "cross"} className="mt-[3px]" />
          {verdict.ok ? (
            <span>Free, {words.where}</span>
          ) : (
            <RuleWords rule={verdict.rule} sentence={verdict.sentence} />
          )}
        </p>
        <StaleSignatures carried={carried} />
      </div>
    </div>
  );
}

type Words = { when: string; where: string };

/** "Tue 24 Nov 08:15–09:15 CET" and "Core lane 2" */
function placeInWords({ occurrenceId, lane, during }: Place, zone: string, openings: readonly Opening[]): Words {
  const opening = openings.find(({ id }) => id === occurrenceId);
  return { when: formatRange(during, zone), where: opening ? `${opening.windowName} lane ${lane}` : "any time" };
}

/** Where a place is drawn on the day that the hand is at; what lies on other days of it is cut off. */
export function ghostBox({ place, day }: Pick<Carried, "place" | "day">, layout: Layout): Box {
  const plan = layout.plans[day];
  if (plan === undefined) return { left: 0, top: 0, width: 0, height: 0 };
  const { start, end } = place.during;
  const from = start <= plan.day.start ? 0 : start >= plan.day.end ? 1440 : minuteOfDay(start, layout.zone);
  const to = end >= plan.day.end ? 1440 : end <= plan.day.start ? 0 : minuteOfDay(end, layout.zone);
  const band = plan.bands.find(({ of }) => of.id === place.occurrenceId);
  const span = { from, to: Math.max(to, from + 5) };
  if (band) {
    const lane = Math.min(place.lane, band.of.lanes);
    return pieceBox(layout, day, { ...span, left: (lane - 1) / band.of.lanes, width: 1 / band.of.lanes }, band);
  }
  const isAlone = place.occurrenceId === null && plan.anytimeLeft > 0 && plan.anytime.length > 0;
  const share = isAlone ? { left: plan.anytimeLeft, width: 1 - plan.anytimeLeft } : { left: 0, width: 1 };
  const box = pieceBox(layout, day, { ...span, ...share });
  return box.width > 0 ? box : { ...box, ...columnOf(layout, day) };
}

/** The card of what is carried steps back as long as it is. */
function useLifted(carried: Carried | null) {
  const slotId = carried && carried.dragged.act !== "book" ? carried.dragged.slot.id : undefined;
  useEffect(() => {
    if (slotId === undefined) return;
    const cards = document.querySelectorAll(`[data-slot="${CSS.escape(slotId)}"]`);
    for (const card of cards) card.setAttribute("data-lifted", "");
    return () => {
      for (const card of cards) card.removeAttribute("data-lifted");
    };
  }, [slotId]);
}
