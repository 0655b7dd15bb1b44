import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, occurrences, releaseWindows, slots } from "@/db/schema";
import { type WindowRoom, windowsInUse } from "@/lib/domain/insights/slot-use";
import { type InsightScope, ofSlots } from "./insight-scope";

const aheadMs = 14 * 86_400_000;

/**
 * The room of each window and what became of it: in the period, and in the two weeks ahead. An opening counts where it starts; what is
 * open right now counts for the period. A window that was continued with a new rule is one with its successor. Narrowed to a team or a service, what others use counts as room that these did not take.
 */
export async function loadSlotUse(reader: Reader, scope: InsightScope) {
  const { start, end } = scope.period.range;
  const [from, now] = [sql`${start.toISOString()}::timestamptz`, sql`${end.toISOString()}::timestamptz`];
  const until = sql`${new Date(end.getTime() + aheadMs).toISOString()}::timestamptz`;
  const opensAt = sql`lower(${occurrences.during})`;
  const past = sql`${opensAt} < ${now}`;
  const environment =
    scope.environmentId === undefined ? sql`true` : sql`${occurrences.environmentId} = ${scope.environmentId}`;
  const opening = sql`${opensAt} >= ${from} and ${opensAt} < ${until} and ${environment}`;
  const { rows } = await reader.execute<Record<keyof WindowRoom, string>>(sql`
    with room as (
      select ${occurrences.windowId} as window_id, count(*) filter (where ${past}) as openings,
        sum(${hoursOf(sql`${occurrences.during}`)} * ${occurrences.lanes}) filter (where ${past}) as past_hours,
        sum(${hoursOf(sql`${occurrences.during}`)} * ${occurrences.lanes}) filter (where not (${past})) as ahead_hours
      from ${occurrences} where ${opening} and ${occurrences.status} = 'scheduled' group by 1
    ), taken as (
      select ${occurrences.windowId} as window_id,
        sum(${hoursOf(sql`${slots.during}`)}) filter (where ${slots.status} in ('open', 'closed')) as used_hours,
        sum(${hoursOf(sql`${slots.during}`)}) filter (where ${slots.status} = 'missed') as missed_hours,
        sum(${hoursOf(sql`${slots.during}`)}) filter (where ${slots.status} = 'booked' and not (${past})) as booked_hours
      from ${slots} join ${occurrences} on ${occurrences.id} = ${slots.occurrenceId}
      where ${opening} and ${slots.status} in ('booked', 'open', 'closed', 'missed') and ${ofSlots(scope) ?? sql`true`}
      group by 1
    )
    select (array_agg(${releaseWindows.id} order by ${releaseWindows.createdAt} desc))[1] as "windowId",
      ${releaseWindows.name} as "window", ${environments.name} as "environment",
      sum(room.openings) as "openings", coalesce(sum(room.past_hours), 0) as "roomHours",
      coalesce(sum(taken.used_hours), 0) as "usedHours", coalesce(sum(taken.missed_hours), 0) as "missedHours",
      coalesce(sum(room.ahead_hours), 0) as "aheadRoomHours", coalesce(sum(taken.booked_hours), 0) as "aheadBookedHours"
    from room
    join ${releaseWindows} on ${releaseWindows.id} = room.window_id
    join ${environments} on ${environments.id} = ${releaseWindows.environmentId}
    left join taken on taken.window_id = room.window_id
    group by 2, 3
    order by 2 limit 200`);
  return windowsInUse(
    rows.map(({ windowId, window, environment: place, ...figures }) => ({
      windowId,
      window,
      environment: place,
      openings: Number(figures.openings),
      roomHours: Number(figures.roomHours),
      usedHours: Number(figures.usedHours),
      missedHours: Number(figures.missedHours),
      aheadRoomHours: Number(figures.aheadRoomHours),
      aheadBookedHours: Number(figures.aheadBookedHours),
    })),
  );
}

const hoursOf = (during: SQL) => sql`(extract(epoch from upper(${during}) - lower(${during})) / 3600)`;
