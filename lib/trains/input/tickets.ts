import { z } from "zod";
import { requiredText, text, uuid } from "@/lib/fields";

export const boardInput = z.strictObject({
  releaseId: uuid,
  departureId: uuid,
  note: text(500).default(""),
  /** After the cut-off and beyond the capacity: for hotfixes, by those who may open slots. */
  hotfix: z.boolean().default(false),
});
export type BoardInput = z.output<typeof boardInput>;
export const leaveTrainInput = z.strictObject({ ticketId: uuid, reason: text(500).default("") });
export type LeaveTrainInput = z.output<typeof leaveTrainInput>;
export const moveTicketInput = z.strictObject({ ticketId: uuid, departureId: uuid, reason: requiredText(500) });
export type MoveTicketInput = z.output<typeof moveTicketInput>;
export const ticketsOfReleaseInput = z.strictObject({ releaseId: uuid });
