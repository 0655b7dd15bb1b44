import { and, eq } from "drizzle-orm";
import { releases, slotReleases, slots } from "@/db/schema";
import { bookSeries } from "@/lib/slots/commands/book-series";
import { setOrder } from "@/lib/slots/commands/order-slots";
import { setOrderInput } from "@/lib/slots/input";
import { bookSeriesInput } from "@/lib/slots/input/series";
import { loadTeam } from "@/lib/slots/queries/free-places";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { previewDates } from "@/lib/slots/queries/series-dates";
import { offerSwap } from "@/lib/swaps/commands/offer-swap";
import { offerSwapInput } from "@/lib/swaps/input";
import { addDaysInZone, localDate, weekOf } from "@/lib/time/calendar";
import { joinWaitlist } from "@/lib/waitlist/commands/join-waitlist";
import { joinWaitlistInput } from "@/lib/waitlist/input";
import { perform } from "./cast";
import { organisationZone } from "./example-plan";
import type { Present } from "./insert-present";
import { workingMinutesBefore } from "./working-time";

type Arrangements = Pick<Present, "db" | "now" | "ids" | "cast" | "occurrences">;

/** What teams have arranged with each other around their slots: an order, an offer to swap, a line for a full night, dates booked ahead. */
export async function insertArrangements(given: Arrangements): Promise<void> {
  const { db, now, cast } = given;
  const agoMinutes = (minutes: number) => workingMinutesBefore(now, minutes, organisationZone);
  const [web, search, mailer, cart] = [
    await slotOf(given, "web", "New product page"),
    await slotOf(given, "search-api", "Facets, synonyms, new index layout"),
    await slotOf(given, "mailer", "Digest mails behind a toggle"),
    await slotOf(given, "cart", "Vouchers add up correctly"),
  ];
  const order = setOrderInput.parse({
    slotId: search,
    beforeSlotId: web,
    reason: "The new page asks the old index until then.",
  });
  await perform(db, (tx) => setOrder(tx, cast("discovery"), order, agoMinutes(150)));
  const offer = offerSwapInput.parse({
    slotId: mailer,
    forSlotId: cart,
    message: "Our campaign starts that noon. Could we have your morning for our afternoon?",
  });
  await perform(db, (tx) => offerSwap(tx, cast("growth"), offer, agoMinutes(90)));
  await joinTheLine(given, "discovery", "Discovery", agoMinutes(120));
  await joinTheLine(given, "growth", "Growth", agoMinutes(45));
  await bookAhead(given);
}

/** The coming slot of a release of today's story. */
async function slotOf({ db, ids }: Arrangements, service: string, summary: string): Promise<string> {
  const [slot] = await db
    .select({ id: slots.id })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .where(and(eq(slots.status, "booked"), eq(releases.serviceId, ids.service(service)), eq(releases.summary, summary)))
    .limit(1);
  if (!slot) throw new Error(`the example has no slot of ${service}`);
  return slot.id;
}

/** The next maintenance night is full in all of its lanes. */
async function joinTheLine(
  { db, now, ids, cast, occurrences }: Arrangements,
  who: "discovery" | "growth",
  team: "Discovery" | "Growth",
  at: Date,
): Promise<void> {
  const night = occurrences
    .filter(
      ({ window, during }) => window === "Maintenance night" && during.start.getTime() > now.getTime() + 3_600_000,
    )
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime())[0];
  if (!night) throw new Error("the example has no maintenance night");
  const input = joinWaitlistInput.parse({
    environmentId: ids.environment("Production"),
    windowId: night.windowId,
    teamId: ids.team(team),
    durationMinutes: 120,
    within: { start: night.during.start.toISOString(), end: night.during.end.toISOString() },
  });
  await perform(db, (tx) => joinWaitlist(tx, cast(who), input, at));
}

/** Payments rehearses each release in Staging, every Tuesday at nine, eight times; dates that are not free are left out. */
async function bookAhead({ db, now, ids, cast }: Arrangements): Promise<void> {
  const environment = await findEnvironmentOfPlace(db, { environmentId: ids.environment("Staging") });
  const team = await loadTeam(db, ids.team("Payments"));
  if (!environment || !team) throw new Error("the example has no Staging");
  const tuesday = addDaysInZone(weekOf(now, organisationZone).end, 1, organisationZone);
  const rule = {
    environmentId: environment.id,
    teamId: team.id,
    zone: organisationZone,
    localStart: `${localDate(tuesday, organisationZone)}T09:00`,
    durationMinutes: 30,
    rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
  };
  const preview = await previewDates(db, { environment, team, rule }, "all", now);
  if (!preview.ok) throw new Error(`the example was refused: ${preview.refusal.message}`);
  const dates = preview.value.dates.flatMap(({ place }) =>
    place?.occurrenceId
      ? [
          {
            occurrenceId: place.occurrenceId,
            lane: place.lane,
            during: { start: place.during.start.toISOString(), end: place.during.end.toISOString() },
          },
        ]
      : [],
  );
  const input = bookSeriesInput.parse({ ...rule, name: "Rehearsal in Staging", dates });
  await perform(db, (tx) => bookSeries(tx, cast("payments"), input, now));
}
