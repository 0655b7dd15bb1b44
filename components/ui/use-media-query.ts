"use client";

import { useCallback, useSyncExternalStore } from "react";

/** The phone of `globals.css`, for the few places where the behaviour differs and not just the look. */
export const phoneQuery = "(width < 48rem)";

/** Whether a media query holds. On the server and in the first render: no. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
