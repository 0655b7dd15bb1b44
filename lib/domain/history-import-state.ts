import type { Transitions } from "./state-machine";

export const historyImportStates = [
  "uploading",
  "reading",
  "ready",
  "importing",
  "imported",
  "failed",
  "cancelled",
  "removed",
] as const;
export type HistoryImportState = (typeof historyImportStates)[number];

export const historyImportEvents = [
  "uploaded",
  "read",
  "read_again",
  "confirmed",
  "imported",
  "failed",
  "cancelled",
  "removed",
] as const;
export type HistoryImportEvent = (typeof historyImportEvents)[number];

/**
 * A file with a history on its way in: it comes in parts, is read (as often as somebody corrects how), is looked at, and then counts as
 * a whole or not at all.
 */
export const historyImportTransitions: Transitions<HistoryImportState, HistoryImportEvent> = {
  uploading: { uploaded: "reading", cancelled: "cancelled" },
  reading: { read: "ready", failed: "failed", cancelled: "cancelled" },
  ready: { read_again: "reading", confirmed: "importing", cancelled: "cancelled" },
  importing: { imported: "imported", failed: "failed", cancelled: "cancelled" },
  imported: { removed: "removed" },
  failed: { read_again: "reading", cancelled: "cancelled" },
  cancelled: {},
  removed: {},
};
