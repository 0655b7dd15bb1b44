import { z } from "zod";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { mostGivenPeriods } from "@/lib/domain/rehearsal";
import { thawRules } from "@/lib/domain/thaw-rule";
import { instant, name, text, uuid } from "@/lib/fields";
import { defaultedRule, previewMonth, ruleFields } from "@/lib/rule-fields";

/** What is left out of a change stays as it is. */

const scopeLists = {
  environmentIds: z.array(uuid).max(50),
  teamIds: z.array(uuid).max(200),
  serviceIds: z.array(uuid).max(500),
};
const defaultedLists = {
  environmentIds: scopeLists.environmentIds.default([]),
  teamIds: scopeLists.teamIds.default([]),
  serviceIds: scopeLists.serviceIds.default([]),
};
const except = z
  .strictObject(defaultedLists)
  .describe("Taken out again, whatever the other lists say: everything but checkout.");

/** Where a freeze reaches. An empty list: everywhere. Lists of different kinds narrow each other. */
const scopeFields = { ...scopeLists, except };
const defaultedScope = { ...defaultedLists, except: except.prefault({}) };

/** Where the releases go that it keeps from leaving, once it ends, and how many of them start in one hour at most. */
const thawFields = { thaw: z.enum(thawRules), thawPerHour: z.int().min(1).max(1_000) };

const freezeFields = {
  name,
  reason: text(2_000),
  grade: z.enum(freezeGrades),
  ...ruleFields,
  ...scopeFields,
  ...thawFields,
};
export const freezeInput = z.strictObject({ freezeId: uuid });
export const createFreezeInput = z.strictObject({
  name,
  reason: text(2_000).default(""),
  grade: z.enum(freezeGrades),
  ...defaultedRule,
  ...defaultedScope,
  thaw: thawFields.thaw.default("next_slot"),
  thawPerHour: thawFields.thawPerHour.default(4),
});
export const changeFreezeInput = z.strictObject({ freezeId: uuid, ...z.object(freezeFields).partial().shape });
/** When a freeze that is only looked at closes. Without a rule: as something does that is there already. */
const plannedTimes = {
  ...defaultedRule,
  localStart: ruleFields.localStart
    .optional()
    .describe("A local time in the zone beside it. Left out with zone and duration: see calendarId and freezeId."),
  zone: ruleFields.zone.optional(),
  durationMinutes: ruleFields.durationMinutes.optional(),
  calendarId: uuid.optional().describe("In place of a rule: it closes while an event of this calendar lasts."),
};
export const previewFreezeInput = z.strictObject({
  freezeId: uuid
    .optional()
    .describe("The freeze that is to be changed: its exceptions count, and without a rule it closes when it does now."),
  grade: z.enum(freezeGrades),
  ...plannedTimes,
  ...defaultedScope,
  month: previewMonth,
});
/** Stretches that no rule gives: the events of a calendar that is not kept yet. */
export const givenPeriods = z
  .array(z.strictObject({ start: instant, end: instant }))
  .max(mostGivenPeriods)
  .describe("In place of a rule: it closes in these stretches.");
export const listFreezesInput = z.strictObject({
  /** Also those that are lifted or over. */
  past: z.boolean().default(false),
});
export type CreateFreezeInput = z.output<typeof createFreezeInput>;
export type ChangeFreezeInput = z.output<typeof changeFreezeInput>;
export type PreviewFreezeInput = z.output<typeof previewFreezeInput>;

/** Without an environment: everything. */
export const stopTheLineInput = z.strictObject({ environmentId: uuid.optional(), reason: text(2_000).default("") });
export const previewStopInput = z.strictObject({ environmentId: uuid.optional() });
export type StopTheLineInput = z.output<typeof stopTheLineInput>;
