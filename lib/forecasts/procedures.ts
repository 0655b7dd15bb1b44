import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { may, readScope } from "@/lib/auth/actor";
import { forecast, type ReleaseForecast } from "@/lib/domain/forecast/forecast";
import { askWhatIf, whatIfWords, whyNothingChanges } from "@/lib/domain/forecast/what-if";
import { accept, refuse } from "@/lib/domain/refusal";
import { noInput, uuid } from "@/lib/fields";
import { loadGroupInTest } from "@/lib/groups/queries/service-groups";
import { procedure } from "@/lib/rpc/procedure";
import { givePromise, withdrawPromise } from "./commands/give-promise";
import {
  calibrationOutput,
  oddsOfDeparture,
  ofReleaseOutput,
  promiseInput,
  releaseRef,
  shortForecast,
  whatIfInput,
  whatIfOutput,
} from "./input";
import { findRelease, listForecasts, loadCalibration, loadForecastOf } from "./queries/current";
import { loadDepartureOdds } from "./queries/departure-odds";
import { loadQuestion } from "./queries/question";

const tags = ["Forecasts"];
/** Somebody waits for the answer; two thousand draws are right to two percent. */
const quickDraws = 2_000;
const seed = 20_261_124;

const oddsOf = ({ booked, p50, p85 }: ReleaseForecast) => ({ chance: booked?.chance ?? null, p50, p85 });

/** When releases will leave, how sure that is, and whether such odds have held. The worker computes them; here they are read. */
export const forecastsProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/forecasts",
    summary: "The forecast of every release on its way, in short",
    tags,
    input: noInput,
    output: z.object({ forecasts: z.array(shortForecast) }),
    handler: async ({ actor, db }) => accept({ forecasts: await listForecasts(db, readScope(actor)) }),
  }),
  departures: procedure({
    access: "plan.read",
    method: "GET",
    path: "/forecasts/departures",
    summary: "The chance of every coming departure to leave on time with everybody aboard, and on what it stands",
    tags,
    input: noInput,
    output: z.object({ departures: z.array(oddsOfDeparture) }),
    handler: async ({ actor, db }) => accept({ departures: await loadDepartureOdds(db, readScope(actor)) }),
  }),
  ofRelease: procedure({
    access: "plan.read",
    method: "GET",
    path: "/releases/{releaseId}/forecast",
    summary:
      "When a release will leave: its distribution, its chance, what it waits for, on what that stands; and its promise",
    tags,
    input: releaseRef,
    output: ofReleaseOutput,
    handler: async ({ input, actor, db }) => {
      const release = await findRelease(db, input.releaseId, readScope(actor));
      if (release === undefined) return refuse("not_found", "There is no such release.");
      const found = await loadForecastOf(db, release);
      return accept({ ...found, may: { promise: may(actor, "release.write", release.teamId) } });
    },
  }),
  whatIf: procedure({
    access: "plan.read",
    method: "POST",
    path: "/releases/{releaseId}/forecast/what-if",
    summary:
      "How a release's odds would change with another tester, a higher limit, a later slot or cut-off, or one release less before it",
    tags,
    input: whatIfInput,
    output: whatIfOutput,
    handler: async ({ input: { releaseId, change }, actor, now, db }) => {
      const release = await findRelease(db, releaseId, readScope(actor));
      if (release === undefined) return refuse("not_found", "There is no such release.");
      const question = await loadQuestion(db, now);
      if (question === undefined) return refuse("not_found", "There is no path to forecast.");
      const queue = { ...question.queue, group: await loadGroupInTest(db, release.serviceId) };
      const quick = { ...question, draws: quickDraws };
      const [before] = forecast(askWhatIf(quick, releaseId, null, queue), seed);
      const [after] = forecast(askWhatIf(quick, releaseId, change, queue), seed);
      if (before === undefined || after === undefined) {
        return refuse("wrong_state", "It is not on its way any more: nothing would change.");
      }
      const { assumes } = whatIfWords(change, before.booked?.by ?? null);
      const note = whyNothingChanges(question, releaseId, change, queue) ?? assumes;
      return accept({ before: oddsOf(before), after: oddsOf(after), zone: question.environment.zone, note });
    },
  }),
  calibration: procedure({
    access: "plan.read",
    method: "GET",
    path: "/forecasts/calibration",
    summary: "Past forecasts against what happened: reliability, Brier score, how often P50 and P85 held, by horizon",
    tags,
    input: noInput,
    output: calibrationOutput,
    handler: async ({ now, db }) => accept(await loadCalibration(db, now)),
  }),
  promise: procedure({
    access: "release.write",
    method: "POST",
    path: "/releases/{releaseId}/promise",
    status: 201,
    summary: "Give stakeholders a date for a release; its people are told when it turns unlikely",
    tags,
    input: promiseInput,
    output: z.object({ promiseId: uuid, chance: z.number().nullable() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => givePromise(tx, actor, input, now)),
  }),
  withdrawPromise: procedure({
    access: "release.write",
    method: "POST",
    path: "/releases/{releaseId}/promise/withdraw",
    summary: "Take back the date that was given for a release",
    tags,
    input: releaseRef,
    output: releaseRef,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => withdrawPromise(tx, actor, input, now)),
  }),
};
