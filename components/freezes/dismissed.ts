"use client";

import { useSyncExternalStore } from "react";

/** Freezes that somebody has put away until the browser is closed: by freeze and the start of the stretch, so that the next one shows. */
const key = "signalbox.freezes.put-away";
const none: readonly string[] = [];

let known: readonly string[] | undefined;
const listeners = new Set<() => void>();

function read(): readonly string[] {
  if (known !== undefined) return known;
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    known = Array.isArray(stored) ? stored.filter((each) => typeof each === "string") : none;
  } catch {
    known = none;
  }
  return known;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function stretchKey({ freezeId, during }: { freezeId: string; during: { start: Date } }): string {
  return `${freezeId} ${during.start.toISOString()}`;
}

export function putAway(stretch: string): void {
  known = [...read(), stretch];
  try {
    sessionStorage.setItem(key, JSON.stringify(known));
  } catch {
    // A browser that stores nothing shows it again on the next page.
  }
  for (const listener of listeners) listener();
}

export function useDismissed(): readonly string[] {
  return useSyncExternalStore(subscribe, read, () => none);
}
