/** What a release is booked for: a slot of its own, or the departure of a train that it is aboard. */
export const bookedBy = ["slot", "departure"] as const;
export type BookedBy = (typeof bookedBy)[number];
