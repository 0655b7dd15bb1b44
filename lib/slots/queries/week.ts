import type { Reader } from "@/db/client";
import type { BookableOccurrence } from "@/lib/domain/booking-facts";
import { type FreeRange, freeRanges, nextOnGrid } from "@/lib/domain/free-room";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import type { SlotOrigin, SlotState } from "@/lib/domain/slot-state";
import { type SlotSummary, slotSummary } from "@/lib/domain/slot-summary";
import type { WindowRules } from "@/lib/domain/window-status";
import { type Range, subtract } from "@/lib/time/range";
import { loadWindowRules } from "@/lib/windows/queries/window-rules";
import { loadBookableOccurrences } from "./booking-facts";
import { type FreezeInView, freezesInView } from "./freezes-in-view";
import { instantToJudge } from "./judged-at";
import { loadSlotFacts } from "./slot-facts";
import { loadDeploymentStates, loadReleasesInView, loadSlotsInView, type ReleaseInView } from "./slots-in-view";

/** How far past the view "next opening" looks. */
const lookAheadDays = 60;
const dayMs = 86_400_000;
const minuteMs = 60_000;

export type SlotInView = {
  id: string;
  occurrenceId: string | null;
  lane: number;
  during: Range;
  origin: SlotOrigin;
  status: SlotState;
  /** Somebody else's: the reader learns that the place is taken, and nothing more. */
  opaque: boolean;
  team: { id: string; name: string; hue: number } | null;
  releases: ReleaseInView[];
  summary: SlotSummary;
  movedFrom: Range | null;
  /** A hold: whose, and until when. */
  hold: { name: string; mine: boolean; until: Date } | null;
};

export type Week = {
  environment: { id: string; name: string; zone: string; defaultOpen: boolean };
  occurrences: BookableOccurrence[];
  freezes: FreezeInView[];
  slots: SlotInView[];
  /** Room that can still be booked: after now and the lead time, outside of what is closed for everybody. */
  free: (FreeRange & { occurrenceId: string })[];
};

export type Reading = { scope: Reach; personId: string | null };

/**
 * Everything that the schedule of one environment shows between two instants. The number of statements does not depend on how
 * much that is. The words on each slot come from `slotGates`, as at its opening (case 7). `undefined`: no such environment.
 */
export async function loadWeek(
  reader: Reader,
  { environmentId, from, to }: { environmentId: string; from: Date; to: Date },
  reading: Reading,
  now: Date,
): Promise<Week | undefined> {
  const view = { start: from, end: to };
  const horizon = { start: from, end: new Date(to.getTime() + lookAheadDays * dayMs) };
  const rules = (await loadWindowRules(reader, [environmentId], horizon)).get(environmentId);
  if (rules === undefined) return undefined;
  const occurrences = await loadBookableOccurrences(reader, environmentId, view);
  const rows = await loadSlotsInView(reader, environmentId, view, now);
  const visible = rows.filter((row) => row.teamId !== null && reaches(reading.scope, row.teamId));
  const idsOf = (...states: SlotState[]) => visible.filter((row) => states.includes(row.status)).map((row) => row.id);
  const aboard = await loadReleasesInView(
    reader,
    visible.map((row) => row.id),
  );
  const shipped = await loadDeploymentStates(reader, idsOf("open", "closed"));
  const facts = await loadSlotFacts(reader, idsOf("booked"), now);
  const { id, name, zone, defaultOpen } = rules.environment;
  return {
    environment: { id, name, zone, defaultOpen },
    occurrences,
    freezes: await freezesInView(reader, rules, [...facts.values()], view),
    slots: rows.map((row) => slotInView(row, { reading, aboard, shipped, facts, now })),
    free: freeRoom(occurrences, rows, rules, now),
  };
}

type Row = Awaited<ReturnType<typeof loadSlotsInView>>[number];
type Beside = {
  reading: Reading;
  aboard: ReadonlyMap<string, ReleaseInView[]>;
  shipped: Awaited<ReturnType<typeof loadDeploymentStates>>;
  facts: ReadonlyMap<string, SlotFacts>;
  now: Date;
};

function slotInView(row: Row, { reading, aboard, shipped, facts, now }: Beside): SlotInView {
  const { id, occurrenceId, lane, during, origin, status, movedFrom } = row;
  const place = { id, occurrenceId, lane, during, origin, status };
  if (status === "held") {
    const mine = row.heldBy !== null && row.heldBy === reading.personId;
    const hold = { name: row.holderName ?? "Somebody", mine, until: row.heldUntil ?? now };
    return { ...place, opaque: false, team: null, releases: [], summary: slotSummary(status, [], []), movedFrom, hold };
  }
  if (row.teamId === null || !reaches(reading.scope, row.teamId)) {
    const summary: SlotSummary = { state: "over", words: "taken" };
    return { ...place, opaque: true, team: null, releases: [], summary, movedFrom: null, hold: null };
  }
  const own = facts.get(id);
  const gates = own === undefined ? [] : slotGates(own, instantToJudge(during, now));
  return {
    ...place,
    opaque: false,
    team: { id: row.teamId, name: row.teamName ?? "", hue: row.teamHue ?? 0 },
    releases: aboard.get(id) ?? [],
    summary: slotSummary(status, gates, shipped.get(id) ?? []),
    movedFrom,
    hold: null,
  };
}

function freeRoom(
  occurrences: readonly BookableOccurrence[],
  rows: readonly Row[],
  { freezes }: WindowRules,
  now: Date,
): Week["free"] {
  const live = rows.filter((row) => row.live);
  const closedForAll = freezes
    .filter(({ grade, scope }) => grade === "closed" && scope.teamIds === null && scope.serviceIds === null)
    .map(({ during }) => during);
  return occurrences.flatMap((occurrence) => {
    const bookableFrom = new Date(now.getTime() + occurrence.leadMinutes * minuteMs);
    const past = { start: new Date(0), end: nextOnGrid(bookableFrom, occurrence) };
    return freeRanges(occurrence, live).flatMap(({ lane, during }) =>
      subtract([during], [past, ...closedForAll]).map((room) => ({ occurrenceId: occurrence.id, lane, during: room })),
    );
  });
}
