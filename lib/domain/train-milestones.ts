import type { LocalDate } from "@/lib/time/calendar";
import type { TimeRule } from "@/lib/time/recurrence";
import type { WeekdayCode } from "@/lib/time/rrule";

/*
 * The words of a timetable, apart from the arithmetic in `train-plan.ts`: that weighs a recurrence engine, and these are wanted in the
 * browser too.
 */

/** The milestones of a departure in their order. Whatever clocks and holidays do, none is ever later than the one after it. */
export const milestones = ["boarding", "cutoff", "qa_exit", "go_no_go", "departure", "arrival"] as const;
export type Milestone = (typeof milestones)[number];

/** Those that a rule places before the departure, counted back from it. */
export const milestonesBefore = ["boarding", "cutoff", "qa_exit", "go_no_go"] as const satisfies readonly Milestone[];
export type MilestoneBefore = (typeof milestonesBefore)[number];

/** So many working days before the day of departure (0: that day), when the wall clock shows this time (`17:00`). */
export type MilestoneRule = { workingDays: number; at: string };

/** What becomes of a departure whose day is no working day: it leaves anyway, or on the next or the previous working day. */
export const dayOffPolicies = ["keep", "next", "previous"] as const;
export type DayOffPolicy = (typeof dayOffPolicies)[number];

/** When a train departs (as a window opens), and its milestones. `durationMinutes` is the way from departure to arrival. */
export type TrainRule = TimeRule & {
  milestones: Record<MilestoneBefore, MilestoneRule>;
  onDayOff: DayOffPolicy;
};

/** Which days count: the weekdays on which people work, without these days of the train's zone. */
export type WorkingCalendar = { weekdays: readonly WeekdayCode[]; holidays: readonly LocalDate[] };

export type MilestoneTimes = Record<Milestone, Date>;

/** Half a year of working days: nobody boards earlier, and every milestone is found in bounded time. */
export const mostWorkingDays = 130;
/** What a timetable starts with when nobody says otherwise: two weeks aboard, three days with QA, a decision that morning. */
export const standardMilestones: Record<MilestoneBefore, MilestoneRule> = {
  boarding: { workingDays: 10, at: "09:00" },
  cutoff: { workingDays: 4, at: "17:00" },
  qa_exit: { workingDays: 1, at: "15:00" },
  go_no_go: { workingDays: 0, at: "09:00" },
};

/** What people call the milestones. */
export const milestoneWords = {
  boarding: "Boarding opens",
  cutoff: "Cut-off",
  qa_exit: "QA exit",
  go_no_go: "Go / no-go",
  departure: "Departure",
  arrival: "Arrival",
} as const;
