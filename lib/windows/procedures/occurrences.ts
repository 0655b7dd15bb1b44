import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { editOccurrence } from "@/lib/windows/commands/edit-occurrence";
import { cancelOccurrence, restoreOccurrence } from "@/lib/windows/commands/occurrence";
import {
  cancelOccurrenceInput,
  editOccurrenceInput,
  occurrenceInput,
  previewOccurrenceInput,
  windowStatusInput,
} from "@/lib/windows/input";
import { slotsPreview } from "@/lib/windows/queries/change-preview";
import { readContinuation } from "@/lib/windows/queries/continuation";
import { loadOpeningChange } from "@/lib/windows/queries/opening-change";
import { loadOpeningDetail } from "@/lib/windows/queries/opening-detail";
import { readWindowStatus } from "@/lib/windows/queries/window-status";
import { continuationOutput, openingDetailOutput, openingPreviewOutput } from "./outputs";
import { ruleOutput } from "./shapes";

const tags = ["Windows"];

const placeOutput = z.object({ id: z.string(), name: z.string() });

export const occurrenceProcedures = {
  opening: procedure({
    access: "plan.read",
    method: "GET",
    path: "/occurrences/{occurrenceId}",
    summary: "Reads one opening of a window with the slots in it and its history",
    tags,
    input: occurrenceInput,
    output: openingDetailOutput,
    handler: async ({ input, actor, db }) => {
      const found = await loadOpeningDetail(db, input.occurrenceId, readScope(actor));
      return found ? accept(found) : refuse("not_found", "There is no such opening.");
    },
  }),
  previewOpening: procedure({
    access: "window.manage",
    method: "POST",
    path: "/occurrences/{occurrenceId}/preview",
    summary: "Shows what a change of one opening would do to the slots booked in it, without making it",
    tags,
    input: previewOccurrenceInput,
    output: openingPreviewOutput,
    handler: async ({ input, now, db }) => {
      const change = await loadOpeningChange(db, input, now, { lock: false });
      if (!change.ok) return change;
      const { edit, fates, standing } = change.value;
      return accept({ ...slotsPreview(fates.fates, [standing]), ...edit });
    },
  }),
  editOccurrence: procedure({
    access: "window.manage",
    method: "PATCH",
    path: "/occurrences/{occurrenceId}",
    summary: "Moves one opening of a window, makes it shorter or longer, or gives it other lanes; the others stay",
    tags,
    input: editOccurrenceInput,
    output: z.object({ movedSlots: z.number(), cancelledSlots: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => editOccurrence(tx, actor, input, now)),
  }),
  continuation: procedure({
    access: "window.manage",
    method: "GET",
    path: "/occurrences/{occurrenceId}/continuation",
    summary: "Reads the rule with which a window would go on from one opening, to be changed from there on",
    tags,
    input: occurrenceInput,
    output: continuationOutput,
    handler: ({ input, now, db }) => readContinuation(db, input.occurrenceId, now),
  }),
  cancelOccurrence: procedure({
    access: "window.manage",
    method: "POST",
    path: "/occurrences/{occurrenceId}/cancel",
    summary: "Cancels one opening of a window; the slots booked in it are given up, or refuse it",
    tags,
    input: cancelOccurrenceInput,
    output: z.object({ cancelledSlots: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => cancelOccurrence(tx, actor, input, now)),
  }),
  restoreOccurrence: procedure({
    access: "window.manage",
    method: "POST",
    path: "/occurrences/{occurrenceId}/restore",
    summary: "Lets a cancelled opening take place after all",
    tags,
    input: occurrenceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => restoreOccurrence(tx, actor, input, now)),
  }),
  status: procedure({
    access: "plan.read",
    method: "GET",
    path: "/window-status",
    summary: "May I deploy? Whether an environment is open at an instant, why, and when it opens next",
    tags,
    input: windowStatusInput,
    output: z.object({
      decision: z.enum(["open", "closed"]),
      reasons: z.array(ruleOutput),
      instant: z.date(),
      zone: z.string(),
      nextChangeAt: z.date().optional(),
      nextOpen: z.date().optional(),
      environment: placeOutput,
      service: placeOutput.nullable(),
    }),
    handler: ({ input, actor, now, db }) => readWindowStatus(db, readScope(actor), input, now),
  }),
};
