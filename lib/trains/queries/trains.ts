import { asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { calendars, people, trainConductors, trains } from "@/db/schema";
import type { WeekdayCode } from "@/lib/time/rrule";
import { loadPaths } from "./train-path";

/** The trains with their ways and rotas, by name. Three statements. */
export async function listTrains(reader: Reader, filter: { archived: boolean } | { trainId: string }) {
  const onto = alias(trains, "onto");
  const rows = await reader
    .select({
      train: trains,
      holidayCalendar: { id: calendars.id, name: calendars.name },
      missedTrain: { id: onto.id, name: onto.name },
    })
    .from(trains)
    .leftJoin(calendars, eq(calendars.id, trains.holidayCalendarId))
    .leftJoin(onto, eq(onto.id, trains.missedTrainId))
    .where(
      "trainId" in filter ? eq(trains.id, filter.trainId) : filter.archived ? undefined : isNull(trains.archivedAt),
    )
    .orderBy(sql`lower(${trains.name})`, trains.id);
  const ids = rows.map(({ train }) => train.id);
  const paths = await loadPaths(reader, ids);
  const crew =
    ids.length === 0
      ? []
      : await reader
          .select({ trainId: trainConductors.trainId, id: people.id, name: people.name })
          .from(trainConductors)
          .innerJoin(people, eq(people.id, trainConductors.personId))
          .where(inArray(trainConductors.trainId, ids))
          .orderBy(asc(trainConductors.position));
  return rows.map(({ train, holidayCalendar, missedTrain }) => {
    const { expandedUntil: _, createdBy: __, createdAt: ___, updatedAt: ____, weekdays, ...columns } = train;
    const { holidayCalendarId: _____, missedTrainId: ______, ...shown } = columns;
    return {
      ...shown,
      weekdays: weekdays as WeekdayCode[],
      holidayCalendar,
      missedTrain,
      environments: (paths.get(train.id) ?? []).map(({ id, name }) => ({ id, name })),
      conductors: crew.filter(({ trainId }) => trainId === train.id).map(({ id, name }) => ({ id, name })),
    };
  });
}
