import type { api } from "@/lib/rpc/client";

export type SeriesDate = Awaited<ReturnType<typeof api.slots.previewSeries.call>>["dates"][number];
export type DateChoice = "as_planned" | "instead" | "left_out";

/** What is chosen for a date unless somebody says otherwise: itself where it is free, nothing where it is not. */
export function usualChoice({ place }: Pick<SeriesDate, "place">): DateChoice {
  return place === null ? "left_out" : "as_planned";
}

/** Where a date is booked by a choice, if at all. */
export function placeOf(date: SeriesDate, choice: DateChoice) {
  if (choice === "left_out") return null;
  return choice === "instead" ? date.instead : date.place;
}
