import type { Database } from "@/db/client";
import { newId } from "@/db/id";
import { environments, people, releases, roleGrants, services, teams } from "@/db/schema";
import type { Member } from "@/lib/auth/actor";
import type { Range } from "@/lib/time/range";
import { actorOf } from "./person";
import { aWindow } from "./window";

const minute = 60_000;

/** Somebody with a release of a service of their own: fifty of them can ship at once without being in each other's way. */
export type Booker = { actor: Member; releaseId: string; serviceId: string; serviceName: string };

export type BookingGround = {
  environmentId: string;
  teamId: string;
  /** Openings of fifty lanes, in order, all of them in the future of `now`. */
  openings: { id: string; during: Range }[];
  bookers: Booker[];
};

/** One environment with a window of fifty lanes, open twelve hours a day on a grid of a quarter of an hour, for so many days ahead. */
export async function prepareBookers(db: Database, now: Date, count: number, days?: number): Promise<BookingGround> {
  const teamId = newId();
  // Not the name and place of the one in ./due-slots: a test may need both.
  const environment = { id: newId(), name: "Live", position: 2, zone: "Europe/Berlin" };
  await db.insert(teams).values({ id: teamId, name: "Payments", hue: 1 });
  await db.insert(environments).values({ ...environment, requiresAcceptance: true });
  const rows = Array.from({ length: count }, (_, index) => ({
    personId: newId(),
    name: `Booker ${index}`,
    email: `booker.${index}@example.com`,
    serviceId: newId(),
    serviceName: `service-${index}`,
    releaseId: newId(),
  }));
  await db.insert(people).values(rows.map(({ personId: id, name, email }) => ({ id, name, email })));
  await db.insert(roleGrants).values(rows.map(({ personId }) => ({ personId, role: "developer" as const, teamId })));
  await db.insert(services).values(rows.map((row) => ({ id: row.serviceId, teamId, name: row.serviceName })));
  await db.insert(releases).values(
    rows.map(({ releaseId: id, serviceId, personId }) => ({
      id,
      serviceId,
      version: "1.0.0",
      status: "with_qa" as const,
      createdBy: personId,
    })),
  );
  const { occurrences } = await aWindow(db, environment, {
    name: "Daily",
    localStart: "2026-01-05T06:00",
    durationMinutes: 720,
    rrule: "FREQ=DAILY",
    lanes: 50,
    now,
    days,
  });
  return {
    environmentId: environment.id,
    teamId,
    openings: occurrences.filter(({ during }) => during.start > now).map(({ id, during }) => ({ id, during })),
    bookers: rows.map(({ personId, name, email, ...release }) => ({
      ...release,
      actor: actorOf({ id: personId, name, email, zone: "UTC", grants: [{ role: "developer", teamId }] }),
    })),
  };
}

/** The n-th quarter of an hour of an opening. */
export function quarterOf({ during }: { during: Range }, n: number): Range {
  const start = during.start.getTime() + n * 15 * minute;
  return { start: new Date(start), end: new Date(start + 15 * minute) };
}
