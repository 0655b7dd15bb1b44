"use client";

import { useCallback } from "react";

/** Tells CSS (`--bar-height`) how high the page's bar is, which wraps on narrow screens: what sticks below it must know. */
export function useBarHeight() {
  return useCallback((root: HTMLElement | null) => {
    const bar = root?.querySelector("header");
    if (!root || !bar) return;
    const observer = new ResizeObserver(() => root.style.setProperty("--bar-height", `${bar.offsetHeight}px`));
    observer.observe(bar);
    return () => observer.disconnect();
  }, []);
}
