import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { occurrences, slotSeries, slots, teams } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, readScope } from "@/lib/auth/actor";
import type { Place } from "@/lib/domain/booking-facts";
import { reaches } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { decideReservation } from "@/lib/domain/reservation";
import type { BookSeriesInput } from "@/lib/slots/input/series";
import { judgePlace } from "@/lib/slots/queries/judge-place";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { datesOf } from "@/lib/slots/queries/series-dates";
import { formatRange } from "@/lib/time/format";
import { bookerOf } from "./booker";
import { expireHolds } from "./expire-holds";
import { takeTurn } from "./take-turn";

/**
 * Books the chosen dates of a recurring booking for a team, all or none: each where the rule puts it or at the place that was taken
 * instead. What they ship is chosen later (`putAboard`); until then a slot's gate says that a release is to be chosen. Each slot lives
 * on alone: it is moved, swapped and given up like any other.
 *
 * Refuses a rule that `datesOf` refuses, more dates than the rule gives (`invalid_input`), an opening of another environment
 * (`not_found`), and what `decideReservation` refuses, naming the date at fault (`dates.3`). Somebody who takes one of the places at
 * the same moment is told apart by the lane's turn and by the database.
 */
export async function bookSeries(
  tx: Tx,
  actor: Actor,
  input: BookSeriesInput,
  now: Date,
): Promise<Result<{ seriesId: string; slotIds: string[] }>> {
  const booker = bookerOf(actor);
  if (!booker.ok) return booker;
  const environment = await findEnvironmentOfPlace(tx, { environmentId: input.environmentId });
  if (environment === undefined)
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const [team] = await tx.select({ name: teams.name }).from(teams).where(eq(teams.id, input.teamId));
  const scope = readScope(actor);
  if (team === undefined || !reaches(scope, input.teamId)) {
    return refuse("not_found", "There is no such team.", { field: "teamId" });
  }
  const given = datesOf(input, now);
  if (!given.ok) return given;
  if (input.dates.length > given.value.length) {
    return refuse("invalid_input", `The rule gives only ${given.value.length} dates.`, { field: "dates" });
  }
  const places = input.dates.map(({ occurrenceId, lane, during }) => ({
    occurrenceId: occurrenceId ?? null,
    lane,
    during,
  }));
  const strangers = await findStrangers(tx, environment.id, places);
  if (strangers) return refuse("not_found", "There is no such opening.", { field: "dates" });

  const seriesId = newId();
  await tx.insert(slotSeries).values({
    id: seriesId,
    environmentId: environment.id,
    teamId: input.teamId,
    name: input.name,
    zone: input.zone,
    localStart: input.localStart,
    durationMinutes: input.durationMinutes,
    rrule: input.rrule,
    createdBy: booker.value.personId,
    createdAt: now,
  });
  const slotIds: string[] = [];
  // In order of opening and lane, so that two who book series at once wait for each other's turns in the same order.
  const inOrder = places
    .map((place, index) => ({ place, index }))
    .sort((a, b) => turnOf(a.place).localeCompare(turnOf(b.place)));
  for (const { place, index } of inOrder) {
    const { occurrenceId, lane, during } = place;
    const origin = occurrenceId === null ? ("continuous" as const) : ("window" as const);
    await expireHolds(tx, { kind: "worker" }, now, { environmentId: environment.id, during });
    const turn = () => takeTurn(tx, { environmentId: environment.id, occurrenceId, lane });
    const judged = { environment, occurrenceId, during, scope, takeTurn: turn };
    const decision = await judgePlace(tx, judged, (facts) =>
      decideReservation(booker.value, { ...place, origin, teamId: input.teamId }, facts, now),
    );
    if (!decision.ok) return { ok: false, refusal: atDate(decision.refusal, index, during, environment.zone) };
    const slotId = newId();
    await tx.insert(slots).values({
      id: slotId,
      environmentId: environment.id,
      ...place,
      origin,
      teamId: input.teamId,
      status: "booked",
      seriesId,
      bookedBy: booker.value.personId,
      bookedAt: now,
    });
    slotIds.push(slotId);
  }
  await recordAudit(
    tx,
    actor,
    now,
    {
      action: "slot_series.booked",
      subject: { kind: "slot_series", id: seriesId, name: input.name },
      data: { team: team.name, environment: environment.name, rrule: input.rrule, dates: slotIds.length },
    },
    ...slotIds.map((id) => ({
      action: "slot.booked" as const,
      subject: { kind: "slot", id, name: `${input.name} of ${team.name}` },
      data: { seriesId, environmentId: environment.id },
    })),
  );
  await announce(tx, ...slotIds.map((id) => ({ noun: "slots" as const, id })));
  return accept({ seriesId, slotIds });
}

const turnOf = ({ occurrenceId, lane, during }: Place) =>
  `${occurrenceId ?? ""} ${String(lane).padStart(2, "0")} ${during.start.toISOString()}`;

/** Whether a place names an opening that is not the environment's. */
async function findStrangers(tx: Tx, environmentId: string, places: readonly Place[]): Promise<boolean> {
  const ids = [...new Set(places.flatMap(({ occurrenceId }) => occurrenceId ?? []))];
  if (ids.length === 0) return false;
  const known = await tx
    .select({ id: occurrences.id })
    .from(occurrences)
    .where(and(inArray(occurrences.id, ids), eq(occurrences.environmentId, environmentId)));
  return known.length < ids.length;
}

/** A refusal that says at which of the dates. */
function atDate(refusal: Refusal, index: number, during: Place["during"], zone: string): Refusal {
  return { ...refusal, message: `${formatRange(during, zone)}: ${refusal.message}`, field: `dates.${index}` };
}
