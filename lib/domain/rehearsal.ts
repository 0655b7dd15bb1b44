import { intersect, lengthMs, merge, type Range, subtract } from "@/lib/time/range";
import type { ReleaseKind } from "./release-state";
import type { SlotOrigin } from "./slot-state";

/** A slot that shipped something, or is booked to, as far as a rule of the plan looks at it. */
export type RehearsedSlot = {
  id: string;
  environmentId: string;
  environmentName: string;
  zone: string;
  origin: SlotOrigin;
  teamId: string | null;
  teamName: string | null;
  /** The window whose opening it was booked in. */
  windowId: string | null;
  during: Range;
  /** When it opened; for one that is still to come its start. */
  at: Date;
  bookedAt: Date | null;
  releases: RehearsedRelease[];
};

export type RehearsedRelease = {
  releaseId: string;
  /** The deployment that it became; null while it is still to come. */
  deploymentId: string | null;
  version: string;
  kind: ReleaseKind;
  serviceId: string;
  serviceName: string;
  teamId: string;
  teamName: string;
};

/** Why slots could not have opened, by their ids. Who is not in it could. */
export type Verdicts = ReadonlyMap<string, string>;

export type Grouped = { name: string; count: number };

/** How many deployments, and whose. */
export type RehearsalCount = {
  total: number;
  byKind: { kind: ReleaseKind; count: number }[];
  byTeam: Grouped[];
  byService: Grouped[];
};

export type AffectedByRule = { slot: RehearsedSlot; change: "blocked" | "freed"; reason: string };

export type Rehearsal = {
  past: {
    range: Range;
    /** How many deployments were looked at. */
    deployments: number;
    blocked: RehearsalCount;
    /** Those that the rules as they stand would not have let through, and the changed ones would. */
    freed: RehearsalCount;
    weeks: { start: Date; deployments: number; blocked: number; freed: number }[];
    /** The newest of them. */
    affected: AffectedByRule[];
  };
  coming: {
    range: Range;
    slots: number;
    blocked: number;
    freed: number;
    affected: AffectedByRule[];
  };
};

const weekMs = 7 * 86_400_000;
const pastWeeks = 52;
const comingWeeks = 13;

/** Of a freeze that closes by no rule: as many stretches as a request has room for, four a day in the time that is rehearsed. */
export const mostGivenPeriods = 2_000;

/** The year behind, in whole weeks, and the quarter ahead. */
export function rehearsalRanges(now: Date): { past: Range; coming: Range } {
  return {
    past: { start: new Date(now.getTime() - pastWeeks * weekMs), end: now },
    coming: { start: now, end: new Date(now.getTime() + comingWeeks * weekMs) },
  };
}

/**
 * What a change of the rules would have meant, and will mean: who could not have opened under the changed rules and could under those
 * that stand, and the other way round. Both are replayed alike, so what neither would have let through (an emergency, a window that
 * is gone) says nothing about the change.
 */
export function rehearse(
  slots: { past: readonly RehearsedSlot[]; coming: readonly RehearsedSlot[] },
  verdicts: { before: Verdicts; after: Verdicts },
  now: Date,
  { listed = 50 } = {},
): Rehearsal {
  const { past, coming } = rehearsalRanges(now);
  const behind = affectedOf(slots.past, verdicts);
  const ahead = affectedOf(slots.coming, verdicts);
  const only = (change: AffectedByRule["change"], list: readonly AffectedByRule[]) =>
    list.filter((each) => each.change === change);
  return {
    past: {
      range: past,
      deployments: countReleases(slots.past),
      blocked: countOf(only("blocked", behind)),
      freed: countOf(only("freed", behind)),
      weeks: weeksOf(past, slots.past, behind),
      affected: [...behind].sort((a, b) => b.slot.at.getTime() - a.slot.at.getTime()).slice(0, listed),
    },
    coming: {
      range: coming,
      slots: slots.coming.length,
      blocked: only("blocked", ahead).length,
      freed: only("freed", ahead).length,
      affected: [...ahead].sort((a, b) => a.slot.at.getTime() - b.slot.at.getTime()).slice(0, listed),
    },
  };
}

function affectedOf(slots: readonly RehearsedSlot[], { before, after }: { before: Verdicts; after: Verdicts }) {
  return slots.flatMap((slot): AffectedByRule[] => {
    const [was, is] = [before.get(slot.id), after.get(slot.id)];
    if (was === undefined && is !== undefined) return [{ slot, change: "blocked", reason: is }];
    return was !== undefined && is === undefined ? [{ slot, change: "freed", reason: was }] : [];
  });
}

const countReleases = (slots: readonly RehearsedSlot[]) => slots.reduce((sum, slot) => sum + slot.releases.length, 0);

function countOf(affected: readonly AffectedByRule[]): RehearsalCount {
  const releases = affected.flatMap(({ slot }) => slot.releases);
  return {
    total: releases.length,
    byKind: grouped(releases, ({ kind }) => kind).map(({ name, count }) => ({ kind: name, count })),
    byTeam: grouped(releases, ({ teamName }) => teamName),
    byService: grouped(releases, ({ serviceName }) => serviceName),
  };
}

/** The most first. */
function grouped<Key extends string>(releases: readonly RehearsedRelease[], keyOf: (release: RehearsedRelease) => Key) {
  const counts = new Map<Key, number>();
  for (const release of releases) counts.set(keyOf(release), (counts.get(keyOf(release)) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function weeksOf({ start }: Range, slots: readonly RehearsedSlot[], affected: readonly AffectedByRule[]) {
  const weeks = Array.from({ length: pastWeeks }, (_, index) => ({
    start: new Date(start.getTime() + index * weekMs),
    deployments: 0,
    blocked: 0,
    freed: 0,
  }));
  const weekOf = (slot: RehearsedSlot) => weeks[Math.floor((slot.at.getTime() - start.getTime()) / weekMs)];
  for (const slot of slots) {
    const week = weekOf(slot);
    if (week) week.deployments += slot.releases.length;
  }
  for (const { slot, change } of affected) {
    const week = weekOf(slot);
    if (week) week[change] += slot.releases.length;
  }
  return weeks;
}

/** How many hours a week something is open on average: what opens it, less what closes it. */
export function hoursPerWeek(open: readonly Range[], closed: readonly Range[], within: Range): number {
  const inside = merge(open.flatMap((range) => intersect(range, within) ?? []));
  const left = subtract(inside, closed).reduce((sum, range) => sum + lengthMs(range), 0);
  return (left / lengthMs(within)) * 168;
}

/** The stretch of an ordered list that holds the instant: ranges that do not overlap. */
export function stretchAt(stretches: readonly Range[], instant: Date): Range | undefined {
  const at = instant.getTime();
  let [low, high] = [0, stretches.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const stretch = stretches[middle] as Range;
    if (stretch.end.getTime() <= at) low = middle + 1;
    else if (stretch.start.getTime() > at) high = middle - 1;
    else return stretch;
  }
  return undefined;
}
