"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { isStreamOpen, onLiveChanges } from "@/components/shell/live-changes";

/** A stream that has not opened by then may never do so: some networks hold it back. */
const patienceMillis = 2_000;

/** Whether changes are heard of, or there is no more waiting for that. */
export function useIsLive(): boolean {
  const isOpen = useSyncExternalStore(onLiveChanges, isStreamOpen, () => false);
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), patienceMillis);
    return () => clearTimeout(timer);
  }, []);
  return isOpen || isLate;
}
