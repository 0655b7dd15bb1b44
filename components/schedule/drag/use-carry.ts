"use client";

import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { type Cell, cellsOf } from "@/components/schedule/grid/cells";
import type { Layout } from "@/components/schedule/grid/layout";
import type { Slot, WeekPlan } from "@/components/schedule/schedule-data";
import type { Booker, Place } from "@/lib/domain/booking-facts";
import { instantOfMinute } from "@/lib/time/calendar";
import { systemNow } from "@/lib/time/clock";
import type { Range } from "@/lib/time/range";
import { scrollAtEdges } from "./auto-scroll";
import { type Carried, createCarriedStore, samePlace, standsAsBefore } from "./carried";
import { followGrab } from "./grab";
import { isMovable, judgeHold, judgeMove } from "./judge";
import { dayOfPlace, type StepKey, stepped } from "./steps";
import { targetAt } from "./target";
import { type Dragged, wishAt } from "./wish";

export type CarryFacts = {
  layout: Layout;
  plan: WeekPlan;
  booker: Booker | null;
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
  head: RefObject<HTMLElement | null>;
  /** It was put down elsewhere than it stood. */
  onDrop: (carried: Carried) => void;
};

/** Takes slots and room up by hand or by key, carries them with the rules' verdict beside them, and puts them down. */
export function useCarry(facts: CarryFacts) {
  const [store] = useState(createCarriedStore);
  const endOfGrab = useRef<() => void>(undefined);
  useEffect(() => () => endOfGrab.current?.(), []);
  // A finger that carries must not scroll; a listener that may say so must be there before the touch begins.
  useEffect(() => {
    const area = facts.scroller.current;
    const hold = (event: TouchEvent) => store.get()?.by === "hand" && event.cancelable && event.preventDefault();
    area?.addEventListener("touchmove", hold, { passive: false });
    return () => area?.removeEventListener("touchmove", hold);
  }, [facts.scroller, store]);

  function carry(dragged: Dragged, place: Place, day: number, by: Carried["by"]) {
    const before = store.get();
    if (before && before.day === day && samePlace(before.place, place)) return;
    const { plan, booker } = facts;
    if (booker === null) return;
    const now = systemNow();
    const verdict =
      dragged.act === "book" ? judgeHold(plan, booker, place, now) : judgeMove(plan, booker, dragged.slot, place, now);
    store.set({ dragged, place, day, verdict, by });
  }
  const putDown = useEffectEvent(() => {
    const carried = store.get();
    store.set(null);
    if (carried && !standsAsBefore(carried)) facts.onDrop(carried);
  });
  const moveTo = useEffectEvent((dragged: Dragged, hand: { x: number; y: number }) => {
    const { layout, plan, content } = facts;
    const box = content.current?.getBoundingClientRect();
    if (box === undefined) return;
    const target = targetAt(layout, { x: hand.x - box.left, y: hand.y - box.top });
    const day = layout.plans[target.day]?.day;
    if (day === undefined) return;
    const place = wishAt(dragged, target, day, layout.zone, plan.occurrences);
    carry(dragged, place, target.day, "hand");
  });
  const grabbed = useEffectEvent((event: PointerEvent<HTMLElement>): Dragged | undefined => {
    const { layout, content, booker, plan } = facts;
    const box = content.current?.getBoundingClientRect();
    if (box === undefined || booker === null || !(event.target instanceof Element)) return undefined;
    const target = targetAt(layout, { x: event.clientX - box.left, y: event.clientY - box.top });
    const day = layout.plans[target.day]?.day;
    if (day === undefined) return undefined;
    const at = instantOfMinute(day, target.minute, layout.zone);
    const cell = cellOf(event.target, layout);
    if (cell?.kind === "slot" && isMovable(cell.slot, booker)) {
      const edge = edgeAt(event, cell.slot, day);
      if (edge !== undefined) return { act: edge, slot: cell.slot };
      return { act: "move", slot: cell.slot, grabMinutes: (at.getTime() - cell.slot.during.start.getTime()) / 60_000 };
    }
    if (cell?.kind === "free") return { act: "book", room: cell.room, anchor: at };
    const isOpenGround = plan.environment.defaultOpen && cell === undefined && event.target.closest("[data-day]");
    return isOpenGround ? { act: "book", room: { occurrenceId: null, lane: 1 }, anchor: at } : undefined;
  });

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0 || !event.isPrimary || store.get() !== null) return;
    const dragged = grabbed(event);
    const { scroller, content, head } = facts;
    if (dragged === undefined || scroller.current === null || content.current === null) return;
    const area = scroller.current;
    const scrolling = scrollAtEdges(area, head.current?.offsetHeight ?? 0, (hand) => moveTo(dragged, hand));
    const ground = content.current;
    const finish = () => {
      scrolling.stop();
      ground.style.cursor = "";
    };
    endOfGrab.current = followGrab({
      event: event.nativeEvent,
      capture: ground,
      onTake: () => {
        // Whoever hears the pointer says how it looks; nothing else of the page need be styled anew for that.
        ground.style.cursor = dragged.act === "move" ? "grabbing" : dragged.act === "book" ? "cell" : "ns-resize";
      },
      onMove: (at) => {
        scrolling.handAt(at);
        moveTo(dragged, at);
      },
      onDrop: () => {
        finish();
        putDown();
      },
      onCancel: () => {
        finish();
        store.set(null);
      },
    });
  }

  return {
    store,
    onPointerDown,
    /** By key: takes a slot up where it stands. False: it is not the reader's to move. */
    pickUp(slot: Slot): boolean {
      const { layout, booker } = facts;
      if (!isMovable(slot, booker)) return false;
      carry({ act: "move", slot, grabMinutes: 0 }, slot, dayOfPlace(slot, layout), "keys");
      return true;
    },
    /** By key: begins to draw a stretch out of free room, a step long. */
    beginRoom(cell: Cell & { kind: "free" }) {
      const { room } = cell;
      const opening = facts.plan.occurrences.find(({ id }) => id === room.occurrenceId);
      const stepMs = (opening?.granularityMinutes ?? 15) * 60_000;
      const { start, end } = room.during;
      const during = { start, end: new Date(Math.min(end.getTime(), start.getTime() + stepMs)) };
      carry({ act: "book", room, anchor: start }, { ...room, during }, cell.day, "keys");
    },
    /** By key: a step on. False: there is nothing that way. */
    step(key: StepKey, stretch: boolean): boolean {
      const carried = store.get();
      const next = carried && stepped(carried.place, key, stretch, facts.layout);
      if (!carried || !next) return false;
      carry(carried.dragged, next, dayOfPlace(next, facts.layout), "keys");
      return true;
    },
    putDown: () => putDown(),
    putBack: () => store.set(null),
  };
}

export type Carry = ReturnType<typeof useCarry>;

/** In pixels, from the top and the bottom of a card: for a mouse, for a finger. */
const edgeHeights = { fine: 7, coarse: 12 };

/** The edge of a slot that is under the hand. What goes on over midnight has none there, and what is too low has none at all. */
function edgeAt(
  { target, clientY, pointerType }: PointerEvent,
  { during }: Slot,
  day: Range,
): "start" | "end" | undefined {
  const card = target instanceof Element ? target.closest("[data-cell]")?.getBoundingClientRect() : undefined;
  const reach = pointerType === "touch" ? edgeHeights.coarse : edgeHeights.fine;
  if (card === undefined || card.height < 3 * reach) return undefined;
  if (clientY - card.top < reach && during.start >= day.start) return "start";
  return card.bottom - clientY < reach && during.end <= day.end ? "end" : undefined;
}

/** The cell that an element of the page belongs to. */
export function cellOf(element: Element, layout: Layout): Cell | undefined {
  const key = element.closest<HTMLElement>("[data-cell]")?.dataset.cell;
  return key === undefined ? undefined : cellsOf(layout).find((cell) => cell.key === key);
}
