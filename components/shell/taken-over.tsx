"use client";

import { useEffect } from "react";
import { takenOver } from "./keep-early-presses";

/** At the end of every page: from here on its components answer, also to what was pressed before they could. */
export function TakenOver() {
  useEffect(() => {
    document.dispatchEvent(new Event(takenOver));
  }, []);
  return null;
}
