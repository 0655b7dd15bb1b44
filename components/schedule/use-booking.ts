"use client";

import { useState } from "react";
import type { ChosenPlace } from "@/components/slots/place";
import type { FreeRoom, Slot, WeekPlan } from "./schedule-data";

/** What the form to book was opened with: free room that was pressed, or a place that is held already. */
export type Booking = {
  free?: FreeRoom;
  held?: { slotId: string; place: ChosenPlace };
  /** Of which environment the room is, where several are in view. */
  environment?: WeekPlan["environment"];
};

/** The form to book, and with what it stands open. */
export function useBooking() {
  const [booking, setBooking] = useState<Booking>();
  return {
    booking,
    book: (free?: FreeRoom, environment?: WeekPlan["environment"]) => setBooking({ free, environment }),
    resume: ({ id, occurrenceId, lane, during }: Slot) =>
      setBooking({ held: { slotId: id, place: { occurrenceId, lane, during } } }),
    held: (slotId: string, place: ChosenPlace) => setBooking({ held: { slotId, place } }),
    close: () => setBooking(undefined),
  };
}
