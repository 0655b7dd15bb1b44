"use client";

import { useCallback, useMemo, useState } from "react";
import { type DayPlan, hoursOf } from "./day-plan";
import { type HourScale, hourScale } from "./hour-scale";

/** The hour axis of the days in view, and the way to unfold and fold its closed hours. */
export function useFoldedScale(
  plans: readonly DayPlan[],
  fitInto?: number,
): { scale: HourScale; fold: (fromMinute: number) => void } {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const hours = useMemo(() => hoursOf(plans), [plans]);
  const scale = useMemo(() => hourScale({ ...hours, unfolded, fitInto }), [hours, unfolded, fitInto]);
  return { scale, fold: useCallback((from: number) => setUnfolded((before) => toggled(before, from)), []) };
}

function toggled(set: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
