import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import { procedure } from "@/lib/rpc/procedure";
import { raiseBlocker, resolveBlocker, waiveBlocker } from "@/lib/trains/commands/blockers";
import { answerRollCall, decideDeparture } from "@/lib/trains/commands/decide";
import {
  cancelDeparture,
  conductDeparture,
  holdDeparture,
  moveDeparture,
  releaseDeparture,
  resumeDeparture,
  skipDeparture,
} from "@/lib/trains/commands/run-departure";
import {
  answerRollCallInput,
  conductDepartureInput,
  decideDepartureInput,
  departureInput,
  listDeparturesInput,
  moveDepartureInput,
  raiseBlockerInput,
  reasonedDepartureInput,
  releaseDepartureInput,
  resolveDepartureBlockerInput,
  waiveBlockerInput,
} from "@/lib/trains/input/departures";
import { readDeparture } from "@/lib/trains/queries/departure-detail";
import { listDepartures } from "@/lib/trains/queries/departures";
import { departureDetailOutput, departureOutput } from "./outputs";

const tags = ["Trains"];
const departureDone = z.object({ departureId: uuid });
const blockerDone = z.object({ blockerId: uuid });

/**
 * The runs of trains. Who may do what with one depends on the departure (its conductors, its train's roles), so the door asks for a member
 * who reads the plan, and the command for the rest.
 */
export const departureProcedures = {
  departures: procedure({
    access: "plan.read",
    method: "GET",
    path: "/train-departures",
    summary: "Lists departures of one train or of all, in the order in which they leave",
    tags,
    input: listDeparturesInput,
    output: z.object({ departures: z.array(departureOutput) }),
    handler: async ({ input, actor, now, db }) =>
      accept({ departures: await listDepartures(db, readScope(actor), input, now) }),
  }),
  departure: procedure({
    access: "plan.read",
    method: "GET",
    path: "/train-departures/{departureId}",
    summary: "Reads one departure: who is aboard, who is not ready, what holds it, its line and where it is",
    tags,
    input: departureInput,
    output: departureDetailOutput,
    handler: ({ input, actor, db }) => readDeparture(db, actor, input.departureId),
  }),
  skip: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/skip",
    summary: "Skips one departure; who is aboard goes on to the next, and it can be taken up again",
    tags,
    input: reasonedDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => skipDeparture(tx, actor, input, now)),
  }),
  resume: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/resume",
    summary: "Takes a skipped departure up again",
    tags,
    input: departureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => resumeDeparture(tx, actor, input, now)),
  }),
  cancel: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/cancel",
    summary: "Cancels one departure for good; who is aboard goes on to the next",
    tags,
    input: reasonedDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => cancelDeparture(tx, actor, input, now)),
  }),
  move: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/move",
    summary: "Moves one departure to another time; milestones that have passed stay",
    tags,
    input: moveDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => moveDeparture(tx, actor, input, now)),
  }),
  hold: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/hold",
    summary: "Holds a departure past its cut-off, with a reason",
    tags,
    input: reasonedDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => holdDeparture(tx, actor, input, now)),
  }),
  release: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/release",
    summary: "Lets a held departure go on",
    tags,
    input: releaseDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => releaseDeparture(tx, actor, input, now)),
  }),
  conduct: procedure({
    access: "plan.read",
    method: "PUT",
    path: "/train-departures/{departureId}/conductors",
    summary: "Names who conducts one departure and who stands by, instead of the rota",
    tags,
    input: conductDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => conductDeparture(tx, actor, input, now)),
  }),
  decide: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/decide",
    summary: "Says go or no-go for a departure",
    tags,
    input: decideDepartureInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => decideDeparture(tx, actor, input, now)),
  }),
  answerRollCall: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/roll-call",
    summary: "Answers the roll-call for a team aboard: ready, or not and why",
    tags,
    input: answerRollCallInput,
    output: departureDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => answerRollCall(tx, actor, input, now)),
  }),
  raiseBlocker: procedure({
    access: "plan.read",
    method: "POST",
    path: "/train-departures/{departureId}/blockers",
    status: 201,
    summary: "Raises a blocker: a named reason that holds a departure",
    tags,
    input: raiseBlockerInput,
    output: blockerDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => raiseBlocker(tx, actor, input, now)),
  }),
  resolveBlocker: procedure({
    access: "plan.read",
    method: "POST",
    path: "/departure-blockers/{blockerId}/resolve",
    summary: "Resolves a blocker: what held the departure is mended",
    tags,
    input: resolveDepartureBlockerInput,
    output: blockerDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => resolveBlocker(tx, actor, input, now)),
  }),
  waiveBlocker: procedure({
    access: "plan.read",
    method: "POST",
    path: "/departure-blockers/{blockerId}/waive",
    summary: "Waives a blocker by name and reason",
    tags,
    input: waiveBlockerInput,
    output: blockerDone,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => waiveBlocker(tx, actor, input, now)),
  }),
};
