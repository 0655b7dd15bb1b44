import { z } from "zod";
import { roles } from "@/lib/domain/permission";
import { dayOffPolicies, standardMilestones } from "@/lib/domain/train-milestones";
import { bumpingRules, failurePolicies, goRules, holdOutcomes, missedPolicies } from "@/lib/domain/train-policy";
import { name, text, uuid } from "@/lib/fields";
import { defaultedRule, ruleFields } from "@/lib/rule-fields";

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** So many working days before the departure, at this time of day. */
const milestone = z.strictObject({
  workingDays: z.int().min(0).max(130),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be hours and minutes, such as 17:00")
    .describe("The time of day in the train's zone: 17:00."),
});
export const milestones = z.strictObject({
  boarding: milestone,
  cutoff: milestone,
  qa_exit: milestone,
  go_no_go: milestone,
});

const timetableFields = {
  ...ruleFields,
  /** From departure to arrival. */
  durationMinutes: z.int().min(1).max(44_640),
  /** The days on which people work: milestones are counted in them. */
  weekdays: z.array(z.enum(weekdays)).min(1).max(7),
  /** The calendar whose all-day events are no working days; null: none. */
  holidayCalendarId: uuid.nullable(),
  onDayOff: z.enum(dayOffPolicies),
  milestones,
};
const policyFields = {
  description: text(2_000),
  /** The environments that it passes; their order is that of the promotion path. */
  environmentIds: z.array(uuid).min(1).max(20),
  /** How many releases a departure takes, hotfixes not counted; null: any number. */
  capacity: z.int().min(1).max(1_000).nullable(),
  bumping: z.enum(bumpingRules),
  missed: z.enum(missedPolicies),
  missedTrainId: uuid.nullable(),
  holdMinutes: z.int().min(0).max(525_600),
  holdThen: z.enum(holdOutcomes),
  goRule: z.enum(goRules),
  goRoles: z.array(z.enum(roles)).max(roles.length),
  onFailure: z.enum(failurePolicies),
  overlapping: z.boolean(),
  noticeMinutes: z.int().min(0).max(525_600),
  /** Who conducts, in turn. */
  conductorIds: z.array(uuid).max(200),
};
const defaultedTimetable = {
  ...defaultedRule,
  durationMinutes: timetableFields.durationMinutes.default(240),
  weekdays: timetableFields.weekdays.default(["MO", "TU", "WE", "TH", "FR"]),
  holidayCalendarId: timetableFields.holidayCalendarId.default(null),
  onDayOff: timetableFields.onDayOff.default("keep"),
  milestones: milestones.default(standardMilestones),
};
const defaultedPolicies = {
  description: policyFields.description.default(""),
  environmentIds: policyFields.environmentIds,
  capacity: policyFields.capacity.default(null),
  bumping: policyFields.bumping.default("never"),
  missed: policyFields.missed.default("next_departure"),
  missedTrainId: policyFields.missedTrainId.default(null),
  holdMinutes: policyFields.holdMinutes.default(240),
  holdThen: policyFields.holdThen.default("ask"),
  goRule: policyFields.goRule.default("decided"),
  goRoles: policyFields.goRoles.default(["release_manager"]),
  onFailure: policyFields.onFailure.default("stop"),
  overlapping: policyFields.overlapping.default(true),
  noticeMinutes: policyFields.noticeMinutes.default(1_440),
  conductorIds: policyFields.conductorIds.default([]),
};

/** What a plan file says of a train in the same words; whom it refers to it names. */
const { holidayCalendarId: _, ...plannedTimetable } = defaultedTimetable;
const { environmentIds: __, missedTrainId: ___, conductorIds: ____, ...plannedPolicies } = defaultedPolicies;
export const plannedTrain = { ...plannedTimetable, ...plannedPolicies };

export const trainInput = z.strictObject({ trainId: uuid });
export const listTrainsInput = z.strictObject({ archived: z.boolean().default(false) });
export const createTrainInput = z.strictObject({ name, ...defaultedTimetable, ...defaultedPolicies });
/** What is left out stays as it is. */
export const changeTrainInput = z.strictObject({
  trainId: uuid,
  ...z.object({ name, ...timetableFields, ...policyFields }).partial().shape,
});
export const previewTrainInput = z.strictObject({
  ...defaultedTimetable,
  /** Where it would go: freezes there are marked. */
  environmentIds: z.array(uuid).max(20).default([]),
  /** How many departures to show. */
  count: z.int().min(1).max(60).default(10),
});
export type CreateTrainInput = z.output<typeof createTrainInput>;
export type ChangeTrainInput = z.output<typeof changeTrainInput>;
export type PreviewTrainInput = z.output<typeof previewTrainInput>;
