import { and, asc, eq, notExists, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { occurrences, releaseWindows, slots } from "@/db/schema";
import { addDaysInZone, localDate } from "@/lib/time/calendar";
import { editOccurrence } from "@/lib/windows/commands/edit-occurrence";
import { cancelOccurrence } from "@/lib/windows/commands/occurrence";
import { splitWindow } from "@/lib/windows/commands/split-window";
import { changeWindow } from "@/lib/windows/commands/window";
import { cancelOccurrenceInput, changeWindowInput, editOccurrenceInput, splitWindowInput } from "@/lib/windows/input";
import { type Cast, perform } from "./cast";
import { organisationZone } from "./example-plan";

type Row = typeof occurrences.$inferSelect;

/** Further ahead than most that the story of today is about. */
const days = { moved: 10, cancelled: 17, excepted: 24, split: 38 };

/**
 * Series as they look after a while, done by the product's own commands: one opening moved and one cancelled alone, a date on which
 * a window does not open, and a window that goes on with longer hours from next month on.
 */
export async function editSeries(db: Database, cast: Cast, now: Date): Promise<void> {
  const manager = cast("manager");
  const later = (count: number) => addDaysInZone(now, count, organisationZone);

  const night = await firstOpening(db, "Maintenance night", later(days.moved));
  const moved = editOccurrenceInput.parse({
    occurrenceId: night.id,
    during: {
      start: addDaysInZone(night.during.start, 1, organisationZone).toISOString(),
      end: addDaysInZone(night.during.end, 1, organisationZone).toISOString(),
    },
    reason: "The data centre tests its emergency power on Saturday.",
  });
  await perform(db, (tx) => editOccurrence(tx, manager, moved, now));

  const staging = await firstOpening(db, "Staging hours", later(days.cancelled));
  const cancelled = cancelOccurrenceInput.parse({ occurrenceId: staging.id, reason: "Everybody is at the team day." });
  await perform(db, (tx) => cancelOccurrence(tx, manager, cancelled, now));

  const quick = await firstOpening(db, "Quick lane", later(days.excepted));
  const excepted = changeWindowInput.parse({ windowId: quick.windowId, exdates: [quick.originalLocalStart] });
  await perform(db, (tx) => changeWindow(tx, manager, excepted, now));

  const longer = await firstOpening(db, "Staging hours", later(days.split));
  const split = splitWindowInput.parse({
    windowId: longer.windowId,
    occurrenceId: longer.id,
    localStart: `${localDate(longer.during.start, organisationZone)}T07:00`,
    durationMinutes: 720,
    slots: "move",
  });
  await perform(db, (tx) => splitWindow(tx, manager, split, now));
}

/** The first opening from then on in which nothing is booked: whatever day it is, the story of today stays as it is told. */
async function firstOpening(db: Database, windowName: string, from: Date): Promise<Row> {
  const [row] = await db
    .select({ occurrence: occurrences })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(
      and(
        eq(releaseWindows.name, windowName),
        eq(occurrences.status, "scheduled"),
        notExists(
          db
            .select()
            .from(slots)
            .where(and(eq(slots.occurrenceId, occurrences.id), eq(slots.live, true))),
        ),
        sql`lower(${occurrences.during}) >= ${from.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(sql`lower(${occurrences.during})`))
    .limit(1);
  if (row === undefined) throw new Error(`${windowName} does not open after ${from.toISOString()}`);
  return row.occurrence;
}
