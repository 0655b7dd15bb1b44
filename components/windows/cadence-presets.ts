import type { OverrunRule } from "@/lib/domain/overrun";
import type { Cadence, WindowCadence } from "@/lib/domain/service-cadence";
import type { RuleDraft } from "./rule-draft";

/** What each way of shipping means for a window, for the person who sets one up. */
export const windowCadenceWords: Record<Cadence, { name: string; hint: string }> = {
  slow: {
    name: "Slow",
    hint: "A few openings a week or a month. Slots are booked inside them, well ahead.",
  },
  train: {
    name: "Train",
    hint: "The hours in which a timetable's trains leave. Teams board a departure with others.",
  },
  quick: {
    name: "Quick",
    hint: "Many openings a day that teams book themselves, up to the last minute.",
  },
  continuous: {
    name: "Continuous",
    hint: "No window at all: a service deploys at any time while it proves four things.",
  },
};

/** The four things that a service proves instead of needing a window. */
export const continuousProofs = [
  "fully automated deployment",
  "fully automated regression tests",
  "feature toggles",
  "self-recovery",
] as const;

export type Booking = {
  lanes: number;
  granularityMinutes: number;
  leadMinutes: number;
  overrun: OverrunRule;
};

type Preset = { rule: Partial<RuleDraft>; booking: Booking };

const dayMinutes = 1_440;

/** Where a new window of a cadence starts from: sensible, and all of it can be changed. */
export const cadencePresets: Record<WindowCadence, Preset> = {
  slow: {
    rule: { repeat: "weekly", weekdays: ["TU", "TH"], startTime: "06:00", moreTimes: [], hours: 6, minutes: 0 },
    booking: { lanes: 2, granularityMinutes: 30, leadMinutes: dayMinutes, overrun: "finish" },
  },
  train: {
    rule: { repeat: "weekly", weekdays: ["WE"], startTime: "10:00", moreTimes: [], hours: 4, minutes: 0 },
    booking: { lanes: 6, granularityMinutes: 60, leadMinutes: dayMinutes, overrun: "warn" },
  },
  quick: {
    rule: {
      repeat: "weekdays",
      startTime: "09:00",
      moreTimes: ["11:00", "13:00", "15:00"],
      hours: 1,
      minutes: 30,
    },
    booking: { lanes: 4, granularityMinutes: 5, leadMinutes: 0, overrun: "finish" },
  },
};
