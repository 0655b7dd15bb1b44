import { z } from "zod";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { releaseKinds } from "@/lib/domain/release-state";
import { instant, name, requiredText, text, uuid, wallTime, zone } from "@/lib/fields";

/** What is left out of a change stays as it is. */

/** When something opens or closes. Whether the rule makes sense is for lib/domain/window-rule to say. */
const ruleFields = {
  /** Wall time of the first opening, in `zone`. */
  localStart: wallTime,
  zone,
  durationMinutes: z.int().min(1).max(525_600),
  /** RFC 5545 RRULE without its prefix; null: once. */
  rrule: requiredText(500).nullable(),
  /** Openings that do not take place. */
  exdates: z.array(wallTime).max(1_000),
};
const defaultedRule = {
  ...ruleFields,
  rrule: ruleFields.rrule.default(null),
  exdates: ruleFields.exdates.default([]),
};

const windowFields = {
  name,
  ...ruleFields,
  /** Openings that take place besides. */
  rdates: z.array(wallTime).max(1_000),
  lanes: z.int().min(1).max(50),
  /** Slots start and end on this grid, counted from the start of the opening. */
  granularityMinutes: z.int().min(1).max(1_440),
  /** A slot must be booked at least this long before it starts. */
  leadMinutes: z.int().min(0).max(525_600),
};
export const windowInput = z.strictObject({ windowId: uuid });
export const createWindowInput = z.strictObject({
  environmentId: uuid,
  name,
  ...defaultedRule,
  rdates: windowFields.rdates.default([]),
  lanes: windowFields.lanes.default(1),
  granularityMinutes: windowFields.granularityMinutes.default(15),
  leadMinutes: windowFields.leadMinutes.default(0),
});
export const changeWindowInput = z.strictObject({ windowId: uuid, ...z.object(windowFields).partial().shape });
export const previewWindowInput = z.strictObject({ ...defaultedRule, rdates: windowFields.rdates.default([]) });
export const listWindowsInput = z.strictObject({
  environmentId: uuid.optional(),
  archived: z.boolean().default(false),
});
export type CreateWindowInput = z.output<typeof createWindowInput>;
export type ChangeWindowInput = z.output<typeof changeWindowInput>;
export type PreviewWindowInput = z.output<typeof previewWindowInput>;

export const occurrenceInput = z.strictObject({ occurrenceId: uuid });
export const cancelOccurrenceInput = z.strictObject({ occurrenceId: uuid, reason: text(500).default("") });
export type CancelOccurrenceInput = z.output<typeof cancelOccurrenceInput>;

/** An environment or a service, by its id or its name: a pipeline knows the name. */
const idOrName = requiredText(120);
export const windowStatusInput = z.strictObject({
  environment: idOrName,
  service: idOrName.optional(),
  /** What kind of release: a freeze may let hotfixes pass. */
  kind: z.enum(releaseKinds).optional(),
  at: instant.optional(),
});
export type WindowStatusInput = z.output<typeof windowStatusInput>;

/** Where a freeze reaches. An empty list: everywhere. Lists of different kinds narrow each other. */
const scopeFields = {
  environmentIds: z.array(uuid).max(50),
  teamIds: z.array(uuid).max(200),
  serviceIds: z.array(uuid).max(500),
};
const defaultedScope = {
  environmentIds: scopeFields.environmentIds.default([]),
  teamIds: scopeFields.teamIds.default([]),
  serviceIds: scopeFields.serviceIds.default([]),
};
const freezeFields = { name, reason: text(2_000), grade: z.enum(freezeGrades), ...ruleFields, ...scopeFields };
export const freezeInput = z.strictObject({ freezeId: uuid });
export const createFreezeInput = z.strictObject({
  name,
  reason: text(2_000).default(""),
  grade: z.enum(freezeGrades),
  ...defaultedRule,
  ...defaultedScope,
});
export const changeFreezeInput = z.strictObject({ freezeId: uuid, ...z.object(freezeFields).partial().shape });
export const previewFreezeInput = z.strictObject({
  grade: z.enum(freezeGrades),
  ...defaultedRule,
  ...defaultedScope,
});
export const listFreezesInput = z.strictObject({
  /** Also those that are lifted or over. */
  past: z.boolean().default(false),
});
export type CreateFreezeInput = z.output<typeof createFreezeInput>;
export type ChangeFreezeInput = z.output<typeof changeFreezeInput>;
export type PreviewFreezeInput = z.output<typeof previewFreezeInput>;
