import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { readScope } from "@/lib/auth/actor";
import { comingDepartureStates } from "@/lib/domain/departure-state";
import { accept, refuse } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import { procedure } from "@/lib/rpc/procedure";
import { archiveTrain, changeTrain, createTrain, restoreTrain } from "@/lib/trains/commands/train";
import {
  changeTrainInput,
  createTrainInput,
  listTrainsInput,
  previewTrainInput,
  trainInput,
} from "@/lib/trains/input/trains";
import { listDepartures, nextOfTrains } from "@/lib/trains/queries/departures";
import { previewTrain } from "@/lib/trains/queries/preview";
import { readWaiting } from "@/lib/trains/queries/tickets-of-release";
import { listTrains } from "@/lib/trains/queries/trains";
import { departureOutput, ticketOutput, trainOutput, trainPreviewOutput } from "./outputs";

const tags = ["Trains"];
/** As many departures as the page of a train shows. */
const departuresShown = 20;
const coming = [...comingDepartureStates, "departed" as const];

export const trainProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/trains",
    summary: "Lists trains, each with its next departure",
    tags,
    input: listTrainsInput,
    output: z.object({ trains: z.array(trainOutput.extend({ next: departureOutput.nullable() })) }),
    handler: async ({ input, actor, db }) => {
      const trains = await listTrains(db, input);
      const ids = trains.map(({ id }) => id);
      const next = await nextOfTrains(db, readScope(actor), ids, coming);
      return accept({ trains: trains.map((train) => ({ ...train, next: next.get(train.id) ?? null })) });
    },
  }),
  get: procedure({
    access: "plan.read",
    method: "GET",
    path: "/trains/{trainId}",
    summary: "Reads one train with its coming departures",
    tags,
    input: trainInput,
    output: z.object({
      train: trainOutput,
      departures: z.array(departureOutput),
      /** Releases that missed their departure and wait until somebody says which they take. */
      waiting: z.array(ticketOutput),
    }),
    handler: async ({ input: { trainId }, actor, now, db }) => {
      const [train] = await listTrains(db, { trainId });
      if (train === undefined) return refuse("not_found", "There is no such train.");
      const departures = await listDepartures(db, readScope(actor), { trainId, limit: departuresShown }, now);
      return accept({ train, departures, waiting: await readWaiting(db, actor, trainId) });
    },
  }),
  preview: procedure({
    access: "window.manage",
    method: "POST",
    path: "/trains/preview",
    summary: "Shows when a timetable would depart, with every milestone, holiday and freeze, without saving it",
    tags,
    input: previewTrainInput,
    output: trainPreviewOutput,
    handler: ({ input, now, db }) => previewTrain(db, input, now),
  }),
  create: procedure({
    access: "window.manage",
    method: "POST",
    path: "/trains",
    status: 201,
    summary: "Sets up a train and plans its departures",
    tags,
    input: createTrainInput,
    output: z.object({ trainId: uuid, departures: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createTrain(tx, actor, input, now)),
  }),
  change: procedure({
    access: "window.manage",
    method: "PATCH",
    path: "/trains/{trainId}",
    summary: "Changes a train; departures with somebody aboard stay or move, are named, and their people told",
    tags,
    input: changeTrainInput,
    output: z.object({
      kept: z.array(z.object({ departureId: uuid, name: z.string() })),
      moved: z
        .array(z.object({ departureId: uuid, name: z.string(), from: z.date(), to: z.date() }))
        .describe("Those with somebody aboard that leave at another time now"),
      added: z.number(),
      removed: z.number(),
    }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeTrain(tx, actor, input, now)),
  }),
  archive: procedure({
    access: "window.manage",
    method: "POST",
    path: "/trains/{trainId}/archive",
    summary: "Puts a train away on which nobody is aboard",
    tags,
    input: trainInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => archiveTrain(tx, actor, input, now)),
  }),
  restore: procedure({
    access: "window.manage",
    method: "POST",
    path: "/trains/{trainId}/restore",
    summary: "Takes an archived train back into use",
    tags,
    input: trainInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => restoreTrain(tx, actor, input, now)),
  }),
};
