"use client";

import { useSyncExternalStore } from "react";

let isPrinting = false;

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia("print");
  const set = (printing: boolean) => () => {
    isPrinting = printing;
    changed();
  };
  const [before, after] = [set(true), set(false)];
  const byMedia = () => set(media.matches)();
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  media.addEventListener("change", byMedia);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
    media.removeEventListener("change", byMedia);
  };
}

/** Whether the page is being put on paper: there is no scrolling, so all of it must be drawn. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isPrinting,
    () => false,
  );
}
