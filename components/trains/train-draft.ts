import { draftOf, newRuleDraft, type RuleDraft, ruleOf } from "@/components/windows/rule-draft";
import type { Role } from "@/lib/domain/permission";
import {
  type DayOffPolicy,
  type MilestoneBefore,
  type MilestoneRule,
  standardMilestones,
} from "@/lib/domain/train-milestones";
import type { BumpingRule, FailurePolicy, GoRule, HoldOutcome, MissedPolicy } from "@/lib/domain/train-policy";
import type { WeekdayCode } from "@/lib/time/rrule";
import type { TrainEntry } from "./train-data";

/** A train while it is edited: what each control shows. */
export type TrainDraft = {
  name: string;
  description: string;
  rule: RuleDraft;
  exdates: string[];
  rdates: string[];
  weekdays: WeekdayCode[];
  /** Empty: no holidays. */
  holidayCalendarId: string;
  onDayOff: DayOffPolicy;
  milestones: Record<MilestoneBefore, MilestoneRule>;
  environmentIds: string[];
  /** Empty: any number. */
  capacity: string;
  bumping: BumpingRule;
  missed: MissedPolicy;
  missedTrainId: string;
  holdMinutes: number;
  holdThen: HoldOutcome;
  goRule: GoRule;
  goRoles: Role[];
  onFailure: FailurePolicy;
  overlapping: boolean;
  noticeMinutes: number;
  conductorIds: string[];
};

/** The draft of a new train: every second Tuesday at ten, two weeks to board. */
export function newTrainDraft(firstDay: string, zone: string, environmentIds: string[]): TrainDraft {
  return {
    name: "",
    description: "",
    rule: { ...newRuleDraft(firstDay, zone), every: 2, weekdays: ["TU"], startTime: "10:00", hours: 4, rrule: "" },
    exdates: [],
    rdates: [],
    weekdays: ["MO", "TU", "WE", "TH", "FR"],
    holidayCalendarId: "",
    onDayOff: "next",
    milestones: standardMilestones,
    environmentIds,
    capacity: "",
    bumping: "never",
    missed: "next_departure",
    missedTrainId: "",
    holdMinutes: 240,
    holdThen: "ask",
    goRule: "decided",
    goRoles: ["release_manager"],
    onFailure: "stop",
    overlapping: true,
    noticeMinutes: 1440,
    conductorIds: [],
  };
}

/** The draft of a saved train. */
export function draftOfTrain(train: TrainEntry): TrainDraft {
  const { name, description, onDayOff, milestones, bumping, missed, holdMinutes, holdThen } = train;
  const { goRule, onFailure, overlapping, noticeMinutes } = train;
  return {
    ...{ name, description, onDayOff, milestones, bumping, missed, holdMinutes, holdThen },
    ...{ goRule, onFailure, overlapping, noticeMinutes },
    rule: draftOf(train),
    exdates: [...train.exdates],
    rdates: [...train.rdates],
    weekdays: [...train.weekdays],
    holidayCalendarId: train.holidayCalendar?.id ?? "",
    environmentIds: train.environments.map(({ id }) => id),
    capacity: train.capacity === null ? "" : String(train.capacity),
    missedTrainId: train.missedTrain?.id ?? "",
    goRoles: [...train.goRoles],
    conductorIds: train.conductors.map(({ id }) => id),
  };
}

/** When it departs, as a procedure takes it; `undefined` while the rule lacks something. */
export function timetableOf(draft: TrainDraft) {
  const rule = ruleOf(draft.rule);
  if (rule === undefined) return undefined;
  const { exdates, rdates, weekdays, holidayCalendarId, onDayOff, milestones } = draft;
  return { ...rule, exdates, rdates, weekdays, holidayCalendarId: holidayCalendarId || null, onDayOff, milestones };
}

/** Everything of the train, as a procedure takes it. */
export function columnsOf(draft: TrainDraft) {
  const timetable = timetableOf(draft);
  if (timetable === undefined) return undefined;
  const { name, description, environmentIds, capacity, bumping, missed, missedTrainId, holdMinutes, holdThen } = draft;
  const { goRule, goRoles, onFailure, overlapping, noticeMinutes, conductorIds } = draft;
  return {
    ...timetable,
    ...{ name, description, environmentIds, bumping, missed, holdMinutes, holdThen, goRule, goRoles, onFailure },
    ...{ overlapping, noticeMinutes, conductorIds },
    capacity: capacity.trim() === "" ? null : Number(capacity),
    missedTrainId: missed === "named_train" ? missedTrainId || null : null,
  };
}
