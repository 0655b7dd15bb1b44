import { z } from "zod";
import type { Database } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { tableAsCsv } from "@/lib/domain/insights/csv";
import type { FigureName } from "@/lib/domain/insights/figure";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { localDate } from "@/lib/time/calendar";
import {
  agesOutput,
  bouncesOutput,
  cycleTimesOutput,
  deliveriesOutput,
  flowOutput,
  punctualityOutput,
  slotUseOutput,
} from "./input/figures";
import { type InsightInput, insightCsvInput, insightInput } from "./input/filter";
import { figures } from "./queries/figures";
import { insightScopeOf } from "./queries/insight-scope";

const tags = ["Insights"];
const shared = { access: "plan.read", method: "GET", tags, input: insightInput } as const;

type Asked = { input: InsightInput; actor: Actor; now: Date; db: Database };
const answer =
  <Name extends FigureName>(name: Name) =>
  async ({ input, actor, now, db }: Asked) =>
    accept((await figures[name](db, insightScopeOf(actor, input, now))) as Awaited<ReturnType<(typeof figures)[Name]>>);

/** How the work goes: figures over a period, each of what its reader may see. */
export const insightsProcedures = {
  deliveries: procedure({
    ...shared,
    path: "/insights/deliveries",
    summary: "The four DORA measures: how often, how fast, how well, how soon mended",
    output: deliveriesOutput,
    handler: answer("deliveries"),
  }),
  flow: procedure({
    ...shared,
    path: "/insights/flow",
    summary: "The cumulative flow of the QA queue",
    output: flowOutput,
    handler: answer("flow"),
  }),
  ages: procedure({
    ...shared,
    path: "/insights/ages",
    summary: "How old everything is that is under way",
    output: agesOutput,
    handler: answer("ages"),
  }),
  cycleTimes: procedure({
    ...shared,
    path: "/insights/cycle-times",
    summary: "How long releases took from their first hand-over to their acceptance",
    output: cycleTimesOutput,
    handler: answer("cycle_times"),
  }),
  bounces: procedure({
    ...shared,
    path: "/insights/bounces",
    summary: "How many builds QA sent back, by service and reason",
    output: bouncesOutput,
    handler: answer("bounces"),
  }),
  punctuality: procedure({
    ...shared,
    path: "/insights/punctuality",
    summary: "How many slots opened and closed as planned",
    output: punctualityOutput,
    handler: answer("punctuality"),
  }),
  slotUse: procedure({
    ...shared,
    path: "/insights/slot-use",
    summary: "What of each window's room was used, missed or free, and what is booked ahead",
    output: slotUseOutput,
    handler: answer("slot_use"),
  }),
  csv: procedure({
    ...shared,
    path: "/insights/{figure}/csv",
    summary: "The table behind a figure as a CSV file",
    input: insightCsvInput,
    output: z.file(),
    handler: async ({ input: { figure, ...input }, actor, now, db }) => {
      const { table, period } = await figures[figure](db, insightScopeOf(actor, input, now));
      const day = localDate(period.end, period.zone);
      const name = `${figure.replaceAll("_", "-")}-${input.days}-days-until-${day}.csv`;
      return accept(new File([tableAsCsv(table)], name, { type: "text/csv; charset=utf-8" }));
    },
  }),
};
