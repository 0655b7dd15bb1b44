"use client";

import { useContext, useSyncExternalStore } from "react";
import { systemNow } from "@/lib/time/clock";
import { PageMomentContext } from "./page-moment";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

// One timer for the whole page, at the turn of each second, so that two clocks on it never disagree.
function schedule(): void {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      schedule();
    },
    1000 - (systemNow().getTime() % 1000),
  );
}

export function onEverySecond(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

/**
 * Now, rounded down to a step; the component renders again only when a step has passed. While a page is taken over from the server, the
 * moment at which that one made it.
 */
export function useNow(stepSeconds = 1): Date {
  const moment = useContext(PageMomentContext);
  const step = stepSeconds * 1000;
  const rounded = (at: number) => Math.floor(at / step) * step;
  const current = () => rounded(systemNow().getTime());
  const asMade = () => (moment === undefined ? current() : rounded(moment));
  return new Date(useSyncExternalStore(onEverySecond, current, asMade));
}
