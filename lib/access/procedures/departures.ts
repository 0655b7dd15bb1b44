import { boardInput, boardOutput, weekInput, weekOutput } from "@/lib/access/input/departures";
import { departureView } from "@/lib/access/queries/departure-view";
import { listPlaces } from "@/lib/access/queries/places";
import { accept, refuse } from "@/lib/domain/refusal";
import { countPromises, loadChances } from "@/lib/forecasts/queries/current";
import { loadDepartureOdds } from "@/lib/forecasts/queries/departure-odds";
import { publicBecause } from "@/lib/rpc/access";
import { procedure } from "@/lib/rpc/procedure";
import { listClosures, listOpenings } from "@/lib/slots/queries/departure-closures";
import { listDepartures } from "@/lib/slots/queries/departures";
import { startOfLocalDate, weekOf } from "@/lib/time/calendar";
import { listBoardDepartures } from "@/lib/trains/queries/board-departures";

const tags = ["Departures"];
const access = publicBecause(
  "A share link's token opens it to whoever holds the link; without one it asks for a member.",
);

const hour = 3_600_000;
/** The board: what left a while ago, and what leaves in the next two weeks. */
const before = 3 * hour;
const after = 14 * 24 * hour;
const mostRows = 40;
const noOdds = { chance: null, basis: null };

/** What boards and agendas read, by share link or as a member. */
export const departuresProcedures = {
  board: procedure({
    access,
    method: "GET",
    path: "/departures",
    summary: "What ships next, and what has just left",
    tags,
    input: boardInput,
    output: boardOutput,
    handler: async ({ input, actor, now, db }) => {
      const view = await departureView(db, actor, input, now);
      if (!view.ok) return view;
      const { scope, ...place } = view.value;
      const range = { start: new Date(now.getTime() - before), end: new Date(now.getTime() + after) };
      const departures = await listDepartures(db, scope, range, now, mostRows);
      const chances = await loadChances(
        db,
        departures.filter(({ status }) => status === "booked").map(({ slotId }) => slotId),
      );
      const trains = await listBoardDepartures(db, { environmentId: scope.environmentId, range });
      const odds = trains.length === 0 ? [] : await loadDepartureOdds(db, []);
      const trainChances = new Map(odds.map(({ departureId, chance, basis }) => [departureId, { chance, basis }]));
      return accept({
        ...place,
        departures: departures.map((departure) => ({ ...departure, ...(chances.get(departure.slotId) ?? noOdds) })),
        promises: await countPromises(db, now),
        closures: await listClosures(db, scope.environmentId, { start: now, end: range.end }),
        trains: trains.map((train) => ({ ...train, ...(trainChances.get(train.departureId) ?? noOdds) })),
        environments: input.share === undefined ? (await listPlaces(db)).environments : [],
      });
    },
  }),
  week: procedure({
    access,
    method: "GET",
    path: "/departures/week",
    summary: "A week of openings, freezes and departures",
    tags,
    input: weekInput,
    output: weekOutput,
    handler: async ({ input, actor, now, db }) => {
      const view = await departureView(db, actor, input, now);
      if (!view.ok) return view;
      const { scope, ...place } = view.value;
      const day = input.day === undefined ? now : startOfLocalDate(input.day, place.zone);
      if (!day) return refuse("invalid_input", "day: must be a day of the calendar", { field: "day" });
      const week = weekOf(day, place.zone);
      return accept({
        ...place,
        week,
        departures: await listDepartures(db, scope, week, now),
        closures: await listClosures(db, scope.environmentId, week),
        openings: await listOpenings(db, scope.environmentId, week),
      });
    },
  }),
};
