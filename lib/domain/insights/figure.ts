import { onTimeMinutes } from "@/lib/domain/on-time";

/** What the page of insights shows, in its order. */
export const figureNames = ["deliveries", "flow", "ages", "cycle_times", "bounces", "punctuality", "slot_use"] as const;
export type FigureName = (typeof figureNames)[number];

/** The title of each figure and how it is counted: the same words on the page, in the API and in the guide. */
export const figureWords: Readonly<Record<FigureName, { title: string; definition: string }>> = {
  deliveries: {
    title: "Delivery",
    definition:
      "The four DORA measures of one environment, production unless another is chosen. Deployment frequency: deployments that arrived, a week. Lead time for changes: median from the announcement of a release's first build to its arrival (DORA counts from the commit, whose time nobody tells here). Change failure rate: deployments that failed, timed out or were rolled back, of all that ended. Time to restore: median from a failure until the service was rolled back or its next deployment arrived.",
  },
  flow: {
    title: "Flow of the queue",
    definition:
      "Builds handed over to QA, counted at the start of each day: those that wait for a tester, those in test, and, from the start of the period on, those whose turn is over (accepted, rejected, superseded or withdrawn). A waiting band that widens means that builds come faster than they are judged.",
  },
  ages: {
    title: "Age of work in progress",
    definition:
      "Every release that was handed over and has not left yet: days since its first hand-over, by where it is now. The lines are the cycle times within which half and 85 % of the releases of the period were accepted; what stands above the upper one is older than nearly everything that was ever accepted.",
  },
  cycle_times: {
    title: "Cycle times",
    definition:
      "One dot for each release that QA accepted in the period: days as the calendar runs from its first hand-over to its acceptance, all rounds and the rework between them included. Half of the releases lie below the lower line, 85 % below the upper.",
  },
  bounces: {
    title: "Bounces",
    definition:
      "Builds that QA sent back, of all builds that QA judged in the period, by service and by reason. Verdicts of automated regression runs are left out.",
  },
  punctuality: {
    title: "On-time departures",
    definition: `Slots of windows and trains whose time came in the period. A window's slot is judged by its start, a train's slot by when its departure was to leave by the timetable and when it left, whether it was held or moved. On time: opened, or its departure left, within ${onTimeMinutes} minutes of that, and closed by its end. Late: later than that. Overran: in time, but something was still under way at its end. Missed: never opened. Cancelled: its departure was cancelled after the cut-off; it counts as not on time. Slots that were given up, and those without a planned time (deployed at any time, emergencies), are left out; so is a departure that has not left yet.`,
  },
  slot_use: {
    title: "Use of slots",
    definition:
      "Room of each window that was open in the period, lanes times hours: what slots used, what was booked and missed, and what stayed free. Beside it the same of the coming two weeks: booked and free. Slots that were given up count as free.",
  },
};

/** How a column's values are to be read: hours and days as numbers, shares between 0 and 1, instants. */
export type ColumnKind = "text" | "count" | "hours" | "share" | "instant";

/** The table behind a figure. Rows are as wide as `columns`; null: there is no such value. */
export type FigureTable = {
  columns: readonly { label: string; kind: ColumnKind }[];
  rows: readonly (readonly (string | number | null)[])[];
};
