"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { onLiveChanges } from "@/components/shell/live-changes";
import { keepWeek, type WeekInput } from "./week-keeper";

/** Keeps these weeks true while the component is on screen. */
export function useLiveWeeks(inputs: readonly WeekInput[]): void {
  const queryClient = useQueryClient();
  const key = JSON.stringify(inputs);
  useEffect(() => {
    const keepers = (JSON.parse(key) as WeekInput[]).map((input) => keepWeek(queryClient, input));
    const unsubscribe = onLiveChanges((changes) => {
      for (const keeper of keepers) keeper.hear(changes);
    });
    return () => {
      unsubscribe();
      for (const keeper of keepers) keeper.stop();
    };
  }, [queryClient, key]);
}
