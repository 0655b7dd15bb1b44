"use client";

import { useCallback } from "react";

/**
 * Tells CSS how far down the page the element begins (`--above`), so that it can be as high as what is left of the window:
 * banners above it come, go and wrap.
 */
export function useRoomBelow() {
  return useCallback((root: HTMLElement | null) => {
    if (!root) return;
    const measure = () => root.style.setProperty("--above", `${root.getBoundingClientRect().top + window.scrollY}px`);
    const observer = new ResizeObserver(measure);
    // The page stays as high as the window when a banner above goes; what is around the element then grows.
    for (const around of [document.body, root.parentElement]) if (around) observer.observe(around);
    measure();
    return () => observer.disconnect();
  }, []);
}
