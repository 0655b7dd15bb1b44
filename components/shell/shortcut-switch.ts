"use client";

import { useSyncExternalStore } from "react";

// WCAG 2.1.4: shortcuts of a single character can be turned off; speech input would trigger them by chance.
const storageKey = "signalbox.shortcuts";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function shortcutsAreOn(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== "off";
  } catch {
    // Storage may be forbidden by the browser's settings; then the choice cannot be kept.
    return true;
  }
}

function turnShortcuts(on: boolean): void {
  try {
    if (on) window.localStorage.removeItem(storageKey);
    else window.localStorage.setItem(storageKey, "off");
  } finally {
    for (const listener of listeners) listener();
  }
}

export function useShortcutSwitch(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, shortcutsAreOn, () => true);
  return [on, turnShortcuts];
}
