import { z } from "zod";
import { instant, text, uuid } from "@/lib/fields";

export const offerSwapInput = z.strictObject({
  /** The own slot. */
  slotId: uuid,
  /** The other team's, that is wanted for it. */
  forSlotId: uuid,
  message: text(500).default(""),
  /** When the offer lapses; three days unless told, at the latest when the earlier of the two slots starts. */
  expiresAt: instant.optional(),
});
export type OfferSwapInput = z.output<typeof offerSwapInput>;

export const answerSwapInput = z.strictObject({ swapId: uuid, answer: text(500).default("") });
export type AnswerSwapInput = z.output<typeof answerSwapInput>;

export const swapInput = z.strictObject({ swapId: uuid });
export type SwapInput = z.output<typeof swapInput>;

export const swapChoicesInput = z.strictObject({ slotId: uuid });
export const listSwapsInput = z.strictObject({
  /** Offers that this slot is part of. */
  slotId: uuid.optional(),
});
