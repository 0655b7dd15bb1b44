"use client";

import { useMemo, useRef } from "react";
import type { WeekPlan } from "@/components/schedule/schedule-data";
import type { Range } from "@/lib/time/range";
import { type DayFacts, type DayPlan, factsOfDay, planDay } from "./day-plan";

type Kept = { facts: DayFacts; zone: string; plan: DayPlan };

const sameList = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Free room is worked out anew with every change; it is the same when it says the same. */
const sameRoom = (a: DayFacts["free"], b: DayFacts["free"]) =>
  a.length === b.length &&
  a.every((room, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      room.occurrenceId === other.occurrenceId &&
      room.lane === other.lane &&
      room.during.start.getTime() === other.during.start.getTime() &&
      room.during.end.getTime() === other.during.end.getTime()
    );
  });

function sameFacts(a: DayFacts, b: DayFacts): boolean {
  return (
    sameList(a.slots, b.slots) &&
    sameList(a.occurrences, b.occurrences) &&
    sameList(a.freezes, b.freezes) &&
    sameList(a.marks, b.marks) &&
    sameRoom(a.taken.map(asRoom), b.taken.map(asRoom)) &&
    sameRoom(a.free, b.free)
  );
}
const asRoom = (place: DayFacts["taken"][number]) => ({ ...place, occurrenceId: place.occurrenceId ?? "" });

/** The plans of days. A change in one day leaves the plans of the others the very same, and their columns undrawn. */
export function useDayPlans(plan: WeekPlan, days: readonly Range[], zone: string): DayPlan[] {
  const kept = useRef(new Map<number, Kept>());
  return useMemo(() => {
    const next = new Map<number, Kept>();
    const plans = days.map((day) => {
      const key = day.start.getTime();
      const facts = factsOfDay(plan, day, zone);
      const before = kept.current.get(key);
      const same = before !== undefined && before.zone === zone && sameFacts(before.facts, facts);
      const own = same ? before : { facts, zone, plan: planDay(facts, day, zone) };
      next.set(key, own);
      return own.plan;
    });
    kept.current = next;
    return plans;
  }, [plan, days, zone]);
}
