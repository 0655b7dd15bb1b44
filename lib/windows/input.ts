import { z } from "zod";
import { overrunRules } from "@/lib/domain/overrun";
import { releaseKinds } from "@/lib/domain/release-state";
import { windowCadences } from "@/lib/domain/service-cadence";
import { orphanAnswers, slotAnswers } from "@/lib/domain/slot-answer";
import { instant, name, requiredText, text, uuid, version } from "@/lib/fields";
import { defaultedRule, previewMonth, ruleFields } from "@/lib/rule-fields";

/** What is left out of a change stays as it is. */

const windowFields = {
  name,
  ...ruleFields,
  lanes: z.int().min(1).max(50),
  /** Slots start and end on this grid, counted from the start of the opening. */
  granularityMinutes: z.int().min(1).max(1_440),
  /** A slot must be booked at least this long before it starts. */
  leadMinutes: z.int().min(0).max(525_600),
  /** What kind of shipping it is made for. */
  cadence: z.enum(windowCadences),
  /** What becomes of deployments that are under way when an opening closes. */
  overrun: z.enum(overrunRules),
  /** Who may book in it; empty: every team. */
  teamIds: z.array(uuid).max(200),
};
const defaultedWindow = {
  ...defaultedRule,
  lanes: windowFields.lanes.default(1),
  granularityMinutes: windowFields.granularityMinutes.default(15),
  leadMinutes: windowFields.leadMinutes.default(0),
  cadence: windowFields.cadence.default("slow"),
  overrun: windowFields.overrun.default("finish"),
  teamIds: windowFields.teamIds.default([]),
};
const changedWindow = z.object(windowFields).partial().shape;
/** What becomes of slots that are booked in openings which change. */
const slotsAnswer = {
  slots: z
    .enum(slotAnswers)
    .default("keep")
    .describe(
      "keep: openings with booked slots stay as they are. move: slots go along with their opening. refuse: nothing changes when a booked slot would be touched.",
    ),
  orphans: z
    .enum(orphanAnswers)
    .default("refuse")
    .describe(
      "Slots that would have no place any more. refuse: nothing changes. keep: their openings stay as they are. cancel: they are given up.",
    ),
};
export const windowInput = z.strictObject({ windowId: uuid });
export const createWindowInput = z.strictObject({ environmentId: uuid, name, ...defaultedWindow });
export const changeWindowInput = z.strictObject({ windowId: uuid, ...changedWindow, ...slotsAnswer });
/** The window goes on from this opening with what is given here, and with what it was for the rest. */
export const splitWindowInput = z.strictObject({
  windowId: uuid,
  occurrenceId: uuid,
  ...changedWindow,
  ...slotsAnswer,
});
export const previewWindowInput = z.strictObject({
  ...defaultedRule,
  /** Where it would open: its freezes are marked. */
  environmentId: uuid.optional(),
  month: previewMonth,
});
export const previewChangeInput = z.strictObject({
  windowId: uuid,
  /** The change would begin with this opening; left out: it is for the whole window. */
  occurrenceId: uuid.optional(),
  ...changedWindow,
});
export const listWindowsInput = z.strictObject({
  environmentId: uuid.optional(),
  archived: z.boolean().default(false),
});
export type CreateWindowInput = z.output<typeof createWindowInput>;
export type ChangeWindowInput = z.output<typeof changeWindowInput>;
export type SplitWindowInput = z.output<typeof splitWindowInput>;
export type PreviewWindowInput = z.output<typeof previewWindowInput>;
export type PreviewChangeInput = z.output<typeof previewChangeInput>;

export const occurrenceInput = z.strictObject({ occurrenceId: uuid });
const reason = text(500).default("");
export const cancelOccurrenceInput = z.strictObject({
  occurrenceId: uuid,
  reason,
  slots: z
    .enum(["refuse", "cancel"])
    .default("refuse")
    .describe("Booked slots in it. refuse: nothing changes. cancel: they are given up."),
});
export type CancelOccurrenceInput = z.output<typeof cancelOccurrenceInput>;

const editedOpening = {
  occurrenceId: uuid,
  during: z.strictObject({ start: instant, end: instant }).optional(),
  lanes: windowFields.lanes.optional(),
};
export const editOccurrenceInput = z.strictObject({
  ...editedOpening,
  reason,
  slots: z
    .enum(slotAnswers)
    .default("keep")
    .describe(
      "Booked slots in it. keep: they stay at their time. move: they go along with its start. refuse: nothing changes when one would be touched.",
    ),
  orphans: z
    .enum(["refuse", "cancel"])
    .default("refuse")
    .describe("Slots that would have no place any more. refuse: nothing changes. cancel: they are given up."),
});
export type EditOccurrenceInput = z.output<typeof editOccurrenceInput>;
export const previewOccurrenceInput = z.strictObject({
  ...editedOpening,
  slots: z.enum(["keep", "move"]).default("keep"),
});
export type PreviewOccurrenceInput = z.output<typeof previewOccurrenceInput>;

/** An environment or a service, by its id or its name: a pipeline knows the name. */
const idOrName = requiredText(120);
export const windowStatusInput = z.strictObject({
  environment: idOrName,
  service: idOrName.optional(),
  /** Which release of the service: a freeze may have an exception for exactly that one. */
  version: version.optional(),
  /** What kind of release: a freeze may let hotfixes pass. Left out: what the release says of itself. */
  kind: z.enum(releaseKinds).optional(),
  /** `roll_back`: back to what ran before, which no freeze stops. */
  purpose: z.enum(["deploy", "roll_back"]).default("deploy"),
  at: instant.optional(),
});
export type WindowStatusInput = z.output<typeof windowStatusInput>;
