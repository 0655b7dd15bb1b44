"use client";

import { type RefObject, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { minuteOfDay } from "@/lib/time/calendar";
import { systemNow } from "@/lib/time/clock";
import { contains } from "@/lib/time/range";
import { cellsOf } from "./cells";
import { hoursOf } from "./day-plan";
import { scrollKept } from "./hour-scale";
import { type Box, gutterWidth, type Layout } from "./layout";

type Scrolled = {
  scroller: RefObject<HTMLElement | null>;
  head: RefObject<HTMLElement | null>;
  layout: Layout;
  chosenSlotId: string | null;
  /** Draws what came into sight. */
  look: () => void;
};

/** The calendar shows a little of what was, above the present. */
const minutesBeforeNow = 90;
const air = 12;

/** A day by itself, or the week that begins with it; in a week, quiet days come and go. */
const daysOf = ({ plans }: Layout) => `${plans[0]?.day.start.getTime()} ${plans.length === 1}`;

/** How far down the window the mouse points at the calendar; undefined while it is elsewhere. */
function useHand(scroller: RefObject<HTMLElement | null>): RefObject<number | undefined> {
  const hand = useRef<number>(undefined);
  useEffect(() => {
    const area = scroller.current;
    if (area === null) return;
    const move = ({ pointerType, clientY }: PointerEvent) => {
      hand.current = pointerType === "mouse" ? clientY : undefined;
    };
    const leave = () => {
      hand.current = undefined;
    };
    area.addEventListener("pointermove", move, { passive: true });
    area.addEventListener("pointerleave", leave);
    return () => {
      area.removeEventListener("pointermove", move);
      area.removeEventListener("pointerleave", leave);
    };
  }, [scroller]);
  return hand;
}

/** Where the calendar begins, how it stays there while hours come and go, and how it comes to what was chosen, focused or carried. */
export function useScrolling({ scroller, head, layout, chosenSlotId, look }: Scrolled) {
  /** Scrolls as little as brings the box into sight. */
  const scrollTo = useCallback(
    (box: Box) => {
      const area = scroller.current;
      if (area === null) return;
      const headHeight = head.current?.offsetHeight ?? 0;
      const room = { width: area.clientWidth - gutterWidth, height: area.clientHeight - headHeight };
      const to = (at: number, from: number, length: number, size: number) => {
        // What is longer than the room shows its beginning.
        if (at - air < from || size > length) return Math.max(0, at - air);
        return at + size + air > from + length ? at + size + air - length : from;
      };
      area.scrollTo({
        top: to(box.top, area.scrollTop, room.height, box.height),
        left: to(box.left - gutterWidth, area.scrollLeft, room.width, box.width),
      });
    },
    [scroller, head],
  );
  /** The same, and what came into sight is drawn at once: it shall have the focus. */
  const reveal = useCallback(
    (box: Box) => {
      scrollTo(box);
      look();
    },
    [scrollTo, look],
  );

  // A slot that was chosen elsewhere (a menu, an address) may lie out of sight, or under the panel that it opened.
  const revealChosen = useEffectEvent((slotId: string) => {
    const cell = cellsOf(layout).find((each) => each.kind === "slot" && each.slot.id === slotId);
    if (cell) scrollTo(cell.box);
  });
  useEffect(() => {
    if (chosenSlotId !== null) revealChosen(chosenSlotId);
  }, [chosenSlotId]);

  const begin = useEffectEvent(() => {
    const { plans, scale, zone } = layout;
    const now = systemNow();
    const isPresent = plans.some(({ day }) => contains(day, now));
    const first = Math.min(...hoursOf(plans).slots.map(({ from }) => from));
    const minute = isPresent ? minuteOfDay(now, zone) - minutesBeforeNow : first;
    if (Number.isFinite(minute)) scroller.current?.scrollTo({ top: scale.yOf(minute) - 24, left: 0 });
  });
  // Other days begin where something happens in them; a change within them leaves the reader where they are.
  const days = daysOf(layout);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days are what it waits for, see above.
  useLayoutEffect(() => begin(), [days]);

  const hand = useHand(scroller);
  const drawn = useRef(layout);
  const stay = useEffectEvent(() => {
    const before = drawn.current;
    drawn.current = layout;
    const area = scroller.current;
    // Hours that somebody unfolds open below the strip that they pressed, and other days begin as they do.
    if (area === null || before.plans === layout.plans || daysOf(before) !== days) return;
    const top = area.getBoundingClientRect().top + (head.current?.offsetHeight ?? 0);
    const anchor = hand.current === undefined ? 0 : Math.max(0, hand.current - top);
    const to = scrollKept(before.scale, layout.scale, area.scrollTop, anchor);
    if (Math.abs(to - area.scrollTop) >= 1) area.scrollTop = to;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn before is compared with each new layout.
  useLayoutEffect(() => stay(), [layout]);
  return { reveal, scrollTo };
}
