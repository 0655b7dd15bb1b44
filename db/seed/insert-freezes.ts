import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import { overlapsRange } from "@/db/range";
import { departures, freezeExceptions, releases, services, slotReleases, slots, trains } from "@/db/schema";
import { createFreeze } from "@/lib/freezes/commands/freeze";
import { requestException } from "@/lib/freezes/commands/request-exception";
import { createFreezeInput } from "@/lib/freezes/input";
import { requestExceptionInput } from "@/lib/freezes/input/exceptions";
import { bookSlot } from "@/lib/slots/commands/book-slot";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { bookSlotInput } from "@/lib/slots/input";
import { addDaysInZone, localDate, startOfDay } from "@/lib/time/calendar";
import { overlaps, type Range } from "@/lib/time/range";
import { wallTimeAt } from "@/lib/time/zone";
import { perform } from "./cast";
import { developerOf, exampleFreezes, exampleServices, organisationZone } from "./example-plan";
import type { Present } from "./insert-present";
import { type ExampleOccurrence, freezeOf } from "./insert-windows";
import { signSlot } from "./sign-slot";
import { workingMinutesBefore } from "./working-time";

const minute = 60_000;
const hour = 60 * minute;
const wall = (at: Date) => wallTimeAt(at, organisationZone).slice(0, 16);
const lengthInMinutes = ({ start, end }: Range) => (end.getTime() - start.getTime()) / minute;

/**
 * What is closed in the example: next week for all but hotfixes and one team, on the last day of each month for Staging, for trains on
 * one day some weeks ahead, and two days that are over: one with an exception that was reviewed, one that kept a release from
 * leaving, which still waits for a decision.
 */
export async function insertFreezes(present: Present): Promise<void> {
  await insertRecurring(present);
  await insertTrainsOnly(present);
  await insertPostponed(present);
  await insertReviewed(present);
  await insertComing(present);
}

async function insertRecurring({ db, now, ids, cast }: Present): Promise<void> {
  const { environment, ...rule } = exampleFreezes.recurring;
  const setAt = addDaysInZone(now, -60, organisationZone);
  const input = createFreezeInput.parse({
    ...rule,
    zone: organisationZone,
    localStart: `${localDate(setAt, organisationZone).slice(0, 7)}-01T00:00`,
    durationMinutes: 1_440,
    environmentIds: [ids.environment(environment)],
  });
  await perform(db, (tx) => createFreeze(tx, cast("manager"), input, setAt));
}

/** A train is due that day: it will be held until the day is over, while single slots open as booked. */
async function insertTrainsOnly({ db, now, ids, cast }: Present): Promise<void> {
  const { train, ...freeze } = exampleFreezes.trainsOnly;
  const [departure] = await db
    .select({ departsAt: departures.departsAt })
    .from(departures)
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(and(eq(trains.name, train), gt(departures.departsAt, now)))
    .orderBy(asc(departures.departsAt))
    .offset(2)
    .limit(1);
  if (!departure) throw new Error(`${train} has no third departure ahead`);
  const input = createFreezeInput.parse({
    ...freeze,
    zone: organisationZone,
    localStart: wall(startOfDay(departure.departsAt, organisationZone)),
    durationMinutes: 1_440,
    environmentIds: [ids.environment("Production")],
  });
  const setAt = workingMinutesBefore(now, 12 * 60, organisationZone);
  await perform(db, (tx) => createFreeze(tx, cast("manager2"), input, setAt));
}

/** Set after people had booked: two slots lie in it. For one of them an exception is asked for. */
async function insertComing({ db, now, ids, cast }: Present): Promise<void> {
  const { team, asksForException, ...freeze } = exampleFreezes.coming;
  const during = freezeOf(now);
  const input = createFreezeInput.parse({
    ...freeze,
    zone: organisationZone,
    localStart: wall(during.start),
    durationMinutes: lengthInMinutes(during),
    environmentIds: [ids.environment("Production")],
    except: { teamIds: [ids.team(team)] },
  });
  const setAt = workingMinutesBefore(now, 9 * 60, organisationZone);
  const { freezeId } = await perform(db, (tx) => createFreeze(tx, cast("manager"), input, setAt));
  const [slot] = await db
    .select({ during: slots.during, releaseId: slotReleases.releaseId })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .where(
      and(
        eq(slots.status, "booked"),
        eq(slotReleases.serviceId, ids.service(asksForException.service)),
        overlapsRange(slots.during, during),
      ),
    );
  if (!slot) throw new Error(`no slot of ${asksForException.service} lies in ${freeze.name}`);
  const request = requestExceptionInput.parse({
    freezeId,
    environmentId: ids.environment("Production"),
    releaseId: slot.releaseId,
    reason: asksForException.reason,
    during: { start: slot.during.start.toISOString(), end: slot.during.end.toISOString() },
  });
  const askedAt = workingMinutesBefore(now, 2 * 60, organisationZone);
  await perform(db, (tx) => requestException(tx, cast("storefront"), request, askedAt));
}

/** A release that somebody had booked before a freeze was set over it, missed at its second by the worker's own command. */
async function insertPostponed(present: Present): Promise<void> {
  const { db, now, ids, cast } = present;
  const { service, ...freeze } = exampleFreezes.postponing;
  const [release] = await db
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.serviceId, ids.service(service)), eq(releases.status, "accepted")));
  if (!release) throw new Error(`the example has no accepted release of ${service}`);
  const place = await freePlaceInThePast(present);
  const { start, end } = place.during;
  const booked = bookSlotInput.parse({
    ...place,
    during: { start: start.toISOString(), end: end.toISOString() },
    releaseIds: [release.id],
  });
  const team = exampleServices.find(({ name }) => name === service)?.team;
  const booker = cast(team ? developerOf[team] : "developer");
  const { slotId } = await perform(db, (tx) => bookSlot(tx, booker, booked, new Date(start.getTime() - 20 * hour)));
  const signedAt = new Date(start.getTime() - 18 * hour);
  for (const signer of ["manager2", "qa2"] as const) await signSlot(db, cast(signer), slotId, signedAt);
  const closed = { start: new Date(start.getTime() - hour), end: new Date(end.getTime() + hour) };
  const input = createFreezeInput.parse({
    ...freeze,
    zone: organisationZone,
    localStart: wall(closed.start),
    durationMinutes: lengthInMinutes(closed),
    environmentIds: [ids.environment("Production")],
    serviceIds: [ids.service(service)],
  });
  await perform(db, (tx) => createFreeze(tx, cast("manager2"), input, new Date(start.getTime() - 2 * hour)));
  const due = new Date(start.getTime() + 80);
  if (due > now) throw new Error("the postponed slot lies in the future");
  await db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, due, { limit: 1, only: slotId }));
}

/** An hour and a half in the last opening of Core that is over, where nothing was deployed. */
async function freePlaceInThePast({ db, now, occurrences }: Present) {
  const past = occurrences
    .filter(({ window, during }) => window === "Core" && during.end < now)
    .sort((a, b) => b.during.start.getTime() - a.during.start.getTime());
  for (const opening of past.slice(0, 4)) {
    const taken = await db
      .select({ lane: slots.lane, during: slots.during })
      .from(slots)
      .where(eq(slots.occurrenceId, opening.id));
    const place = placesIn(opening).find(
      ({ lane, during }) => !taken.some((slot) => slot.lane === lane && overlaps(slot.during, during)),
    );
    if (place) return place;
  }
  throw new Error("no opening of the last days has room left");
}

function placesIn({ id, during, lanes }: ExampleOccurrence) {
  const length = 90 * minute;
  const places = [];
  for (let at = during.start.getTime(); at + length <= during.end.getTime(); at += 30 * minute) {
    for (let lane = lanes; lane >= 1; lane--) {
      places.push({ occurrenceId: id, lane, during: { start: new Date(at), end: new Date(at + length) } });
    }
  }
  return places;
}

/** A day some weeks ago on which one service stood still, and the one release that was let through. */
async function insertReviewed({ db, now, ids, cast }: Present): Promise<void> {
  const { asked, ...freeze } = exampleFreezes.reviewed;
  const [shipped] = await db
    .select({ during: slots.during, releaseId: slotReleases.releaseId, serviceId: services.id })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .innerJoin(services, eq(services.id, slotReleases.serviceId))
    .where(
      and(
        eq(slots.status, "closed"),
        eq(slots.environmentId, ids.environment("Production")),
        gt(slots.openedAt, addDaysInZone(now, -30, organisationZone)),
        lt(slots.openedAt, addDaysInZone(now, -9, organisationZone)),
      ),
    )
    .orderBy(asc(sql`lower(${slots.during})`))
    .limit(1);
  if (!shipped) throw new Error("nothing was deployed some weeks ago");
  const { during, releaseId, serviceId } = shipped;
  const day = startOfDay(during.start, organisationZone);
  const input = createFreezeInput.parse({
    ...freeze,
    zone: organisationZone,
    localStart: wall(day),
    durationMinutes: 1_440,
    environmentIds: [ids.environment("Production")],
    serviceIds: [serviceId],
  });
  const setAt = new Date(day.getTime() - 30 * hour);
  const { freezeId } = await perform(db, (tx) => createFreeze(tx, cast("manager"), input, setAt));
  // Written down as it was: its release has long left, and the product lets nobody ask for that any more.
  await db.insert(freezeExceptions).values({
    freezeId,
    environmentId: ids.environment("Production"),
    releaseId,
    status: "reviewed",
    reason: asked.reason,
    requestedBy: ids.person("developer"),
    requestedAt: new Date(during.start.getTime() - 5 * hour),
    during,
    decidedBy: ids.person("manager2"),
    decidedAt: new Date(during.start.getTime() - 4 * hour),
    decisionComment: asked.comment,
    reviewedBy: ids.person("manager"),
    reviewedAt: new Date(during.end.getTime() + 26 * hour),
    review: asked.review,
  });
}
