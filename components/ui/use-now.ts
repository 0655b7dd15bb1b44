"use client";

import { useSyncExternalStore } from "react";
import { systemNow } from "@/lib/time/clock";

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

/** Now, rounded down to a step; the component renders again only when a step has passed. */
export function useNow(stepSeconds = 1): Date {
  const step = stepSeconds * 1000;
  const snapshot = () => Math.floor(systemNow().getTime() / step) * step;
  return new Date(useSyncExternalStore(onEverySecond, snapshot, snapshot));
}
