import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { may, readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { slotStates } from "@/lib/domain/slot-state";
import { swapStates } from "@/lib/domain/swap-state";
import { range, uuid } from "@/lib/fields";
import { memberOf, procedure } from "@/lib/rpc/procedure";
import { acceptSwap, declineSwap, withdrawSwap } from "./commands/answer-swap";
import { offerSwap } from "./commands/offer-swap";
import { answerSwapInput, listSwapsInput, offerSwapInput, swapChoicesInput, swapInput } from "./input";
import { listOffers, listSwapChoices } from "./queries/offers";

const tags = ["Swaps"];
const swapOutput = z.object({ swapId: uuid });
const slot = z.object({
  id: uuid,
  name: z.string(),
  during: range,
  status: z.enum(slotStates),
  team: z.object({ id: uuid, name: z.string(), hue: z.number() }),
});
const rule = z.object({ kind: z.string(), id: z.string().optional(), name: z.string(), reason: z.string() });

/** Two teams exchange slots: one offers, the other accepts, and both change places at once. */
export const swapsProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/swaps",
    summary: "The swap offers that are open, and those that were answered in the last two weeks",
    tags,
    input: listSwapsInput,
    output: z.object({
      swaps: z.array(
        z.object({
          id: uuid,
          status: z.enum(swapStates),
          slot,
          forSlot: slot,
          environment: z.object({ id: uuid, name: z.string(), zone: z.string() }),
          message: z.string(),
          offeredBy: z.string(),
          offeredAt: z.date(),
          expiresAt: z.date(),
          decidedBy: z.string().nullable(),
          decidedAt: z.date().nullable(),
          answer: z.string(),
          mayAnswer: z.boolean(),
          mayWithdraw: z.boolean(),
        }),
      ),
    }),
    handler: async ({ input, actor, now, db }) => {
      const offers = await listOffers(db, readScope(actor), input, now);
      return accept({
        swaps: offers.map((offer) => ({
          ...offer,
          mayAnswer: offer.status === "offered" && may(actor, "slot.book", offer.forSlot.teamId),
          mayWithdraw: offer.status === "offered" && may(actor, "slot.book", offer.slot.teamId),
        })),
      });
    },
  }),
  choices: procedure({
    access: "slot.book",
    method: "GET",
    path: "/slots/{slotId}/swap-choices",
    summary: "The slots of other teams that a slot could be swapped with, and what would refuse it",
    tags,
    input: swapChoicesInput,
    output: z.object({
      choices: z.array(
        z.object({
          slot,
          refusal: z.object({ code: z.string(), message: z.string(), rules: z.array(rule) }).nullable(),
        }),
      ),
    }),
    handler: async ({ input, actor, now, db }) => {
      const member = memberOf(actor);
      const reach = member.permissions.get("slot.book") ?? [];
      const reading = { scope: readScope(actor), personId: member.personId, reach };
      const choices = await listSwapChoices(db, input.slotId, reading, now);
      return choices === undefined ? refuse("not_found", "There is no such slot.") : accept({ choices });
    },
  }),
  offer: procedure({
    access: "slot.book",
    method: "POST",
    path: "/swaps",
    status: 201,
    summary: "Offer an own slot for another team's",
    tags,
    input: offerSwapInput,
    output: swapOutput.extend({ expiresAt: z.date() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => offerSwap(tx, actor, input, now)),
  }),
  accept: procedure({
    access: "slot.book",
    method: "POST",
    path: "/swaps/{swapId}/accept",
    summary: "Accept a swap: both slots change places at once",
    tags,
    input: answerSwapInput,
    output: swapOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => acceptSwap(tx, actor, input, now)),
  }),
  decline: procedure({
    access: "slot.book",
    method: "POST",
    path: "/swaps/{swapId}/decline",
    summary: "Decline a swap, with an answer",
    tags,
    input: answerSwapInput,
    output: swapOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => declineSwap(tx, actor, input, now)),
  }),
  withdraw: procedure({
    access: "slot.book",
    method: "POST",
    path: "/swaps/{swapId}/withdraw",
    summary: "Take an own offer to swap back",
    tags,
    input: swapInput,
    output: swapOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => withdrawSwap(tx, actor, input, now)),
  }),
};
