"use client";

import { useSyncExternalStore } from "react";
import { phoneQuery } from "@/components/ui/use-media-query";

export type Viewport = "unknown" | "phone" | "wide";

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(phoneQuery);
  list.addEventListener("change", changed);
  return () => list.removeEventListener("change", changed);
}

/**
 * Which of two layouts to render. The server cannot know: it renders both, each hidden by CSS where it does not belong, and
 * the browser drops the other one.
 */
export function useViewport(): Viewport {
  return useSyncExternalStore<Viewport>(
    subscribe,
    () => (window.matchMedia(phoneQuery).matches ? "phone" : "wide"),
    () => "unknown",
  );
}
