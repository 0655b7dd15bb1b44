import type { Range } from "@/lib/time/range";
import { horizonAfter, validateRule } from "@/lib/time/validate-rule";
import { NoWorkingDay } from "./milestone-times";
import { longestOpeningMinutes } from "./occurrence-edit";
import { accept, type Result, refuse } from "./refusal";
import {
  type MilestoneRule,
  milestonesBefore,
  milestoneWords,
  mostWorkingDays,
  type TrainRule,
  type WorkingCalendar,
} from "./train-milestones";
import { planTrain, type TrainPlan } from "./train-plan";

/*
 * Evaluates recurrence, and so weighs what `lib/time/recurrence.ts` weighs: for the server only.
 */

const invalid = (field: string, message: string) => refuse("invalid_input", message, { field });

function checkMilestones(rule: TrainRule): ReturnType<typeof invalid> | undefined {
  for (const [index, name] of milestonesBefore.entries()) {
    const { workingDays, at } = rule.milestones[name];
    if (!Number.isInteger(workingDays) || workingDays < 0 || workingDays > mostWorkingDays)
      return invalid(`milestones.${name}.workingDays`, `Working days go from 0 to ${mostWorkingDays}.`);
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
      return invalid(`milestones.${name}.at`, "The time must be hours and minutes, such as 17:00.");
    const before = milestonesBefore[index - 1];
    if (before !== undefined && isLater(rule.milestones[before], rule.milestones[name])) {
      const message = `${milestoneWords[name]} would be before ${milestoneWords[before]}; the milestones stand in this order.`;
      return invalid(`milestones.${name}.at`, message);
    }
  }
  return undefined;
}

const isLater = (a: MilestoneRule, b: MilestoneRule) =>
  a.workingDays < b.workingDays || (a.workingDays === b.workingDays && a.at > b.at);

/**
 * Whether a train may be saved with this timetable; answers with its departures of the planning horizon, `shown` at most. Refuses
 * (`invalid_input`, with the field) what is no rule or never departs within 24 months, milestones out of order or after the
 * departure itself, a week without working days, a calendar of nothing but holidays. A departure may overlap the next one.
 */
export function decideTrainRule(rule: TrainRule, calendar: WorkingCalendar, now: Date, shown = 10): Result<TrainPlan> {
  if (calendar.weekdays.length === 0) return invalid("weekdays", "At least one day of the week must be a working day.");
  if (rule.durationMinutes > longestOpeningMinutes)
    return invalid("durationMinutes", "From departure to arrival it is 31 days at most.");
  const checked = validateRule(rule, now, { mayOverlap: true });
  if (!checked.ok) {
    const { kind, field, message } = checked.fault;
    return invalid(field, kind === "never_opens" ? `No train would depart. ${message}` : message);
  }
  const unordered = checkMilestones(rule);
  if (unordered) return unordered;
  return planOrRefuse(rule, calendar, { start: now, end: horizonAfter(now) }, shown);
}

function planOrRefuse(rule: TrainRule, calendar: WorkingCalendar, range: Range, shown: number): Result<TrainPlan> {
  try {
    const plan = planTrain(rule, calendar, range, shown);
    const { workingDays, at } = rule.milestones.go_no_go;
    const early = plan.departures.find(({ localStart }) => workingDays === 0 && localStart.slice(11, 16) < at);
    if (early === undefined) return accept(plan);
    const time = early.localStart.slice(11, 16);
    return invalid("milestones.go_no_go.at", `The train leaves at ${time}, before its go / no-go at ${at} that day.`);
  } catch (error) {
    if (error instanceof NoWorkingDay) return invalid("weekdays", `${error.message} Look at the holidays.`);
    throw error;
  }
}
