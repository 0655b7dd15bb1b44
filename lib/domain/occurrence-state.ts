/** What can be said of one opening of a window: it takes place, or it was cancelled alone. */
export const occurrenceStates = ["scheduled", "cancelled"] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];
