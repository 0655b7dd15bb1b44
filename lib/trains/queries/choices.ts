import { and, asc, eq, inArray, isNull, notExists, notInArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { calendars, people, releases, services, teams, tickets } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import { liveTicketStates } from "@/lib/domain/ticket-state";

/** Of whom and of what a timetable is made: people who are there, and calendars from outside. Two statements. */
export async function loadTrainChoices(reader: Reader) {
  return {
    people: await reader
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(isNull(people.disabledAt))
      .orderBy(asc(people.name)),
    calendars: await reader
      .select({ id: calendars.id, name: calendars.name })
      .from(calendars)
      .where(and(eq(calendars.use, "mark"), isNull(calendars.archivedAt)))
      .orderBy(asc(calendars.name)),
  };
}

const mostListed = 500;

/**
 * The releases that could board a departure, of the teams that the asker may book for: still on their way, on no train, and no other
 * version of their service aboard. The newest first. Whether one may board now, boarding itself says.
 */
export async function listBoardable(reader: Reader, departureId: string, reach: Reach) {
  const live = inArray(tickets.status, [...liveTicketStates]);
  const onTrain = reader
    .select({ one: sql`1` })
    .from(tickets)
    .where(and(eq(tickets.releaseId, releases.id), live));
  const sameService = reader
    .select({ one: sql`1` })
    .from(tickets)
    .where(
      and(
        eq(tickets.serviceId, releases.serviceId),
        eq(tickets.departureId, departureId),
        eq(tickets.status, "aboard"),
      ),
    );
  return await reader
    .select({
      id: releases.id,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
      kind: releases.kind,
      status: releases.status,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .where(
      and(
        notInArray(releases.status, [...unbookableReleaseStates]),
        notExists(onTrain),
        notExists(sameService),
        reach === "all" ? undefined : inArray(services.teamId, [...reach]),
      ),
    )
    .orderBy(sql`${releases.createdAt} desc`)
    .limit(mostListed);
}
