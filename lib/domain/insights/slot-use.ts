import type { FigureTable } from "./figure";

/** One window's room, in hours of lanes. Past: used, missed. Ahead: booked. */
export type WindowRoom = {
  windowId: string;
  window: string;
  environment: string;
  openings: number;
  roomHours: number;
  usedHours: number;
  missedHours: number;
  aheadRoomHours: number;
  aheadBookedHours: number;
};

export type WindowUse = WindowRoom & {
  freeHours: number;
  /** Of the room of the period, 0 to 1; null without room. */
  usedShare: number | null;
  aheadFreeHours: number;
};

/** Room that nobody took is what is left of it; the fullest windows first. */
export function windowsInUse(windows: readonly WindowRoom[]): WindowUse[] {
  return windows
    .map((window) => ({
      ...window,
      freeHours: Math.max(0, window.roomHours - window.usedHours - window.missedHours),
      usedShare: window.roomHours === 0 ? null : Math.min(1, window.usedHours / window.roomHours),
      aheadFreeHours: Math.max(0, window.aheadRoomHours - window.aheadBookedHours),
    }))
    .sort((a, b) => (b.usedShare ?? -1) - (a.usedShare ?? -1) || a.window.localeCompare(b.window));
}

export function slotUseTable(windows: readonly WindowUse[]): FigureTable {
  return {
    columns: [
      { label: "Window", kind: "text" },
      { label: "Environment", kind: "text" },
      { label: "Openings", kind: "count" },
      { label: "Room (hours)", kind: "count" },
      { label: "Used (hours)", kind: "count" },
      { label: "Missed (hours)", kind: "count" },
      { label: "Free (hours)", kind: "count" },
      { label: "Share used", kind: "share" },
      { label: "Booked, next two weeks (hours)", kind: "count" },
      { label: "Free, next two weeks (hours)", kind: "count" },
    ],
    rows: windows.map((use) => [
      use.window,
      use.environment,
      use.openings,
      use.roomHours,
      use.usedHours,
      use.missedHours,
      use.freeHours,
      use.usedShare,
      use.aheadBookedHours,
      use.aheadFreeHours,
    ]),
  };
}
