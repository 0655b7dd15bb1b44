import { inTransaction } from "@/db/transaction";
import { isMember, readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { inBookingTransaction } from "@/lib/slots/commands/in-booking-transaction";
import { removeOrder, setOrder } from "@/lib/slots/commands/order-slots";
import { putAboard } from "@/lib/slots/commands/put-aboard";
import { undoMove } from "@/lib/slots/commands/undo-move";
import {
  conflictsInput,
  noInput,
  putAboardInput,
  removeOrderInput,
  setOrderInput,
  slotInput,
  warningsInput,
} from "@/lib/slots/input";
import { loadConflicts } from "@/lib/slots/queries/conflicts";
import { countConflicts } from "@/lib/slots/queries/count-conflicts";
import { listOrderChoices } from "@/lib/slots/queries/ordered-slot";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { findReleasesToPlan } from "@/lib/slots/queries/planned-releases";
import { loadRelations } from "@/lib/slots/queries/relations";
import { loadWarnings } from "@/lib/slots/queries/warnings";
import { bookedSlotOutput, slotRefOutput } from "./outputs";
import {
  conflictCountOutput,
  conflictsOutput,
  orderChoicesOutput,
  orderSetOutput,
  relationsOutput,
  warningsOutput,
} from "./planning-outputs";

const tags = ["Slots"];

/** What helps to plan well: what gets in each other's way, and how slots hang together. */
export const planningProcedures = {
  warnings: procedure({
    access: "slot.book",
    method: "GET",
    path: "/schedule/warnings",
    summary: "What a booking would get in the way of, before it is made; refused it is only by the rules of booking",
    tags,
    input: warningsInput,
    output: warningsOutput,
    handler: async ({ input, actor, db }) => {
      const environment = await findEnvironmentOfPlace(db, input);
      if (environment === undefined) return refuse("not_found", "There is no such opening.");
      const scope = readScope(actor);
      const releases = await findReleasesToPlan(db, input.releaseIds, scope);
      if (releases === undefined) return refuse("not_found", "There is no such release.");
      const { lane, start, end, slotId } = input;
      const place = { occurrenceId: input.occurrenceId ?? null, lane, during: { start, end } };
      return accept({ warnings: await loadWarnings(db, { ...place, environment, releases, slotId }, scope) });
    },
  }),
  conflicts: procedure({
    access: "plan.read",
    method: "GET",
    path: "/conflicts",
    summary: "What gets in each other's way in the next six weeks, by cause, each with a move that mends it",
    tags,
    input: conflictsInput,
    output: conflictsOutput,
    handler: async ({ input, actor, now, db }) => {
      const mayMove = isMember(actor) ? (actor.permissions.get("slot.book") ?? []) : [];
      return accept(await loadConflicts(db, input, { scope: readScope(actor), mayMove }, now));
    },
  }),
  conflictCount: procedure({
    access: "plan.read",
    method: "GET",
    path: "/conflicts/count",
    summary: "How many conflicts there are in the next six weeks; of more than 500 only the nearest are counted",
    tags,
    input: noInput,
    output: conflictCountOutput,
    handler: async ({ actor, now, db }) => accept({ conflicts: await countConflicts(db, readScope(actor), now) }),
  }),
  undoMove: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/undo-move",
    summary: "Take one's own last move of a slot back, within ten minutes",
    tags,
    input: slotInput,
    output: bookedSlotOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => undoMove(tx, actor, input, now)),
  }),
  putAboard: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/releases",
    summary: "Choose what a booked slot ships, in place of what it shipped before",
    tags,
    input: putAboardInput,
    output: slotRefOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => putAboard(tx, actor, input, now)),
  }),
  relations: procedure({
    access: "plan.read",
    method: "GET",
    path: "/slots/{slotId}/relations",
    summary: "What a slot waits for, what waits for it, and the recurring booking it came from",
    tags,
    input: slotInput,
    output: relationsOutput,
    handler: async ({ input, actor, db }) => {
      const relations = await loadRelations(db, input.slotId, readScope(actor));
      return relations === undefined ? refuse("not_found", "There is no such slot.") : accept(relations);
    },
  }),
  orderChoices: procedure({
    access: "slot.book",
    method: "GET",
    path: "/slots/{slotId}/order-choices",
    summary: "The slots that this one could wait for, or go before",
    tags,
    input: slotInput,
    output: orderChoicesOutput,
    handler: async ({ input, actor, now, db }) =>
      accept({ slots: await listOrderChoices(db, input.slotId, readScope(actor), now) }),
  }),
  setOrder: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slots/{slotId}/predecessors",
    status: 201,
    summary: "Let a slot wait until everything in another one has arrived",
    tags,
    input: setOrderInput,
    output: orderSetOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => setOrder(tx, actor, input, now)),
  }),
  removeOrder: procedure({
    access: "slot.book",
    method: "DELETE",
    path: "/slots/{slotId}/predecessors/{beforeSlotId}",
    summary: "Let a slot wait for that other one no more",
    tags,
    input: removeOrderInput,
    output: slotRefOutput,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => removeOrder(tx, actor, input, now)),
  }),
};
