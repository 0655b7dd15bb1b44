import type { Reader } from "@/db/client";
import { loadMarks, type Mark } from "@/lib/calendars/queries/marks";
import type { BookableOccurrence } from "@/lib/domain/booking-facts";
import { type BookableRoom, bookableRoom } from "@/lib/domain/free-room";
import type { Range } from "@/lib/time/range";
import { loadWindowRules } from "@/lib/windows/queries/window-rules";
import { type AnytimeService, loadAnytimeServices } from "./anytime-services";
import { loadBookableOccurrences } from "./booking-facts";
import { firstInView, type PlaceOnly, placesOnly } from "./first-in-view";
import { type FreezeInView, freezesInView } from "./freezes-in-view";
import { judgeSlots, type Reading, type SlotInView, seenBy } from "./slot-in-view";
import { loadSlotsInView } from "./slots-in-view";

/** How far past the view "next opening" looks. */
const lookAheadDays = 60;
const dayMs = 86_400_000;

export type Week = {
  environment: { id: string; name: string; zone: string; defaultOpen: boolean };
  occurrences: BookableOccurrence[];
  freezes: FreezeInView[];
  /** Holidays and company events that somebody put on the schedule; they close nothing. */
  marks: Mark[];
  slots: SlotInView[];
  /** Where the slots stand that `first` left out. */
  rest: PlaceOnly[];
  free: BookableRoom[];
  /** The services that are to deploy here at any time, and whether each may right now. Their slots stand in no opening. */
  anytime: { services: AnytimeService[] };
};

export type WeekWish = {
  environmentId: string;
  from: Date;
  to: Date;
  /** Only so many slots in full: those that a screen shows first. */
  first?: number;
  /** Whether free room is worked out too. Who has the openings and the slots can do it alone, again and again. */
  room?: boolean;
};

/**
 * Everything that the schedule of one environment shows between two instants, and everything that the evaluators of booking look
 * at, so that a browser can judge a place with the same functions. The number of statements does not depend on how much that
 * is. `undefined`: no such environment.
 */
export async function loadWeek(
  reader: Reader,
  { environmentId, from, to, first, room = true }: WeekWish,
  reading: Reading,
  now: Date,
): Promise<Week | undefined> {
  const view: Range = { start: from, end: to };
  const horizon = { start: from, end: new Date(to.getTime() + lookAheadDays * dayMs) };
  const rules = (await loadWindowRules(reader, [environmentId], horizon)).get(environmentId);
  if (rules === undefined) return undefined;
  const occurrences = await loadBookableOccurrences(reader, environmentId, view);
  const marks = await loadMarks(reader, view);
  const rows = await loadSlotsInView(reader, [environmentId], view, now);
  const { id, name, zone, defaultOpen } = rules.environment;
  const shown = first === undefined ? rows : firstInView(rows, occurrences, { view, zone, now, count: first });
  const { slots, facts } = await judgeSlots(reader, shown, reading.scope, now);
  const live = rows.filter((row) => row.live);
  return {
    environment: { id, name, zone, defaultOpen },
    occurrences,
    freezes: await freezesInView(reader, rules, [...facts.values()], view),
    marks,
    slots: slots.map((slot) => seenBy(slot, reading.personId)),
    rest: placesOnly(rows, shown, occurrences, from),
    free: room ? bookableRoom(id, occurrences, live, rules.freezes, now) : [],
    anytime: { services: await loadAnytimeServices(reader, rules.environment, reading.scope, now) },
  };
}
