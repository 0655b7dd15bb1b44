import { may, readScope } from "@/lib/auth/actor";
import type { BookingFacts, Place } from "@/lib/domain/booking-facts";
import { reaches } from "@/lib/domain/permission";
import { accept, refuse } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { bookSeries } from "@/lib/slots/commands/book-series";
import { endSeries } from "@/lib/slots/commands/end-series";
import { inBookingTransaction } from "@/lib/slots/commands/in-booking-transaction";
import { bookSeriesInput, endSeriesInput, listSeriesInput, previewSeriesInput } from "@/lib/slots/input/series";
import { loadTeam } from "@/lib/slots/queries/free-places";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { listSeries } from "@/lib/slots/queries/series";
import { previewDates } from "@/lib/slots/queries/series-dates";
import { bookedSeriesOutput, endedSeriesOutput, seriesListOutput, seriesPreviewOutput } from "./planning-outputs";

const tags = ["Slots"];

/** Recurring bookings: every Tuesday at nine, eight times. */
export const seriesProcedures = {
  listSeries: procedure({
    access: "plan.read",
    method: "GET",
    path: "/slot-series",
    summary: "The recurring bookings, each with its coming slots",
    tags,
    input: listSeriesInput,
    output: seriesListOutput,
    handler: async ({ input, actor, now, db }) => {
      const series = await listSeries(db, readScope(actor), input, now);
      return accept({ series: series.map((each) => ({ ...each, mayEnd: may(actor, "slot.book", each.team.id) })) });
    },
  }),
  previewSeries: procedure({
    access: "slot.book",
    method: "GET",
    path: "/slot-series/preview",
    summary: "What would become of every date of a recurring booking, and what is free nearest to those that clash",
    tags,
    input: previewSeriesInput,
    output: seriesPreviewOutput,
    handler: async ({ input, actor, now, db }) => {
      const environment = await findEnvironmentOfPlace(db, { environmentId: input.environmentId });
      if (environment === undefined) return refuse("not_found", "There is no such environment.");
      const scope = readScope(actor);
      const team = reaches(scope, input.teamId) ? await loadTeam(db, input.teamId) : null;
      if (team === null) return refuse("not_found", "There is no such team.");
      const preview = await previewDates(db, { environment, team, rule: input }, scope, now);
      if (!preview.ok) return preview;
      const { dates, facts } = preview.value;
      const named = (place: Place | null) => place && { ...place, windowName: windowNameOf(place, facts) };
      return accept({
        dates: dates.map((date) => ({ ...date, place: named(date.place), instead: named(date.instead) })),
      });
    },
  }),
  bookSeries: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slot-series",
    status: 201,
    summary: "Book the chosen dates of a recurring booking, all or none",
    tags,
    input: bookSeriesInput,
    output: bookedSeriesOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => bookSeries(tx, actor, input, now)),
  }),
  endSeries: procedure({
    access: "slot.book",
    method: "POST",
    path: "/slot-series/{seriesId}/end",
    summary: "End a recurring booking: give up its coming slots, all or those that ship nothing yet",
    tags,
    input: endSeriesInput,
    output: endedSeriesOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => endSeries(tx, actor, input, now)),
  }),
};

function windowNameOf({ occurrenceId }: Place, { occurrences, environment }: BookingFacts): string {
  return occurrences.find(({ id }) => id === occurrenceId)?.windowName ?? environment.name;
}
