import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { blockers, environments, occurrences, people, releaseWindows, slots } from "@/db/schema";
import { together } from "@/db/together";
import type { BlockerFact, SlotFacts } from "@/lib/domain/slot-facts";
import type { Range } from "@/lib/time/range";
import { loadWindowRules } from "@/lib/windows/queries/window-rules";
import { loadApprovals, loadPolicies } from "./approval-facts";
import { loadDepartureFacts } from "./departure-facts";
import { loadPredecessors } from "./predecessors";
import { loadReleaseFacts } from "./release-facts";
import { loadStandingApprovals } from "./standing-facts";

/** How far ahead `nextOpen` looks. Windows are at most a month apart in practice; two of them cover a freeze in between. */
const lookAheadDays = 60;
const day = 86_400_000;

/**
 * Everything that decides whether these slots open, as it stands in `reader`'s snapshot. The number of statements does not
 * depend on the number of slots, so the opening of five hundred slots reads as often as that of one. Slots that do not exist
 * are absent from the answer. Whoever shows or opens a slot reads its facts here: one answer everywhere (case 7).
 */
export async function loadSlotFacts(
  reader: Reader,
  slotIds: readonly string[],
  now: Date,
): Promise<Map<string, SlotFacts>> {
  const ids = [...new Set(slotIds)];
  if (ids.length === 0) return new Map();
  const [rows, releases, held, first] = await together(reader, [
    () => loadSlotsInPlace(reader, ids),
    () => loadReleaseFacts(reader, ids),
    () => loadBlockers(reader, ids),
    () => loadPredecessors(reader, ids),
  ]);
  if (rows.length === 0) return new Map();
  const environmentIds = [...new Set(rows.map((row) => row.environment.id))];
  const teamsBySlot = new Map(rows.map(({ slot }) => [slot.id, teamsOf(slot.teamId, releases.get(slot.id) ?? [])]));
  const inWindows = rows.flatMap(({ slot, occurrence }) => {
    const teamIds = teamsBySlot.get(slot.id) ?? [];
    return occurrence === null ? [] : [{ slotId: slot.id, windowId: occurrence.windowId, teamIds }];
  });
  const [rules, policies, approvals, standing, runs] = await together(reader, [
    () => loadWindowRules(reader, environmentIds, horizonOf(rows, now)),
    () => loadPolicies(reader, environmentIds),
    () => loadApprovals(reader, teamsBySlot),
    () => loadStandingApprovals(reader, inWindows, now),
    () =>
      loadDepartureFacts(
        reader,
        rows.flatMap(({ slot }) => slot.departureId ?? []),
      ),
  ]);
  return new Map(
    rows.map(({ slot: { departureId, ...slot }, environment, occurrence }) => {
      const facts: SlotFacts = {
        slot: { ...slot, occurrence, departure: runs.get(departureId ?? "") ?? null },
        environment,
        releases: releases.get(slot.id) ?? [],
        occurrences: rules.get(environment.id)?.occurrences ?? [],
        freezes: rules.get(environment.id)?.freezes ?? [],
        policy: policies.get(environment.id) ?? null,
        approvals: approvals.get(slot.id) ?? [],
        standing: standing.get(slot.id) ?? [],
        blockers: held.get(slot.id) ?? [],
        predecessors: first.get(slot.id) ?? [],
      };
      return [slot.id, facts];
    }),
  );
}

async function loadSlotsInPlace(reader: Reader, ids: string[]) {
  const rows = await reader
    .select({
      slot: {
        id: slots.id,
        teamId: slots.teamId,
        during: slots.during,
        origin: slots.origin,
        status: slots.status,
        departureId: slots.departureId,
      },
      environment: {
        id: environments.id,
        name: environments.name,
        defaultOpen: environments.defaultOpen,
        requiresAcceptance: environments.requiresAcceptance,
        zone: environments.zone,
      },
      occurrence: {
        id: occurrences.id,
        windowId: occurrences.windowId,
        during: occurrences.during,
        status: occurrences.status,
      },
      window: { name: releaseWindows.name, zone: releaseWindows.zone },
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .leftJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(anyOf(slots.id, ids));
  return rows.map(({ slot, environment, occurrence, window }) => ({
    slot,
    environment,
    occurrence: occurrence && window ? { ...occurrence, windowName: window.name, zone: window.zone } : null,
  }));
}

/** From the earliest instant anybody asks about to as far as `nextOpen` looks. */
function horizonOf(rows: { slot: { during: Range } }[], now: Date): Range {
  const starts = rows.map(({ slot }) => slot.during.start.getTime());
  const first = Math.min(now.getTime(), ...starts);
  const last = Math.max(now.getTime(), ...starts);
  return { start: new Date(first), end: new Date(last + lookAheadDays * day) };
}

function teamsOf(slotTeamId: string | null, releases: readonly { teamId: string }[]): string[] {
  const teams = new Set(releases.map((release) => release.teamId));
  if (slotTeamId !== null) teams.add(slotTeamId);
  return [...teams];
}

async function loadBlockers(reader: Reader, slotIds: string[]): Promise<Map<string, BlockerFact[]>> {
  const placer = alias(people, "placer");
  const rows = await reader
    .select({
      slotId: blockers.slotId,
      id: blockers.id,
      reason: blockers.reason,
      placedByName: placer.name,
      placedAt: blockers.placedAt,
      resolvedAt: blockers.resolvedAt,
    })
    .from(blockers)
    .innerJoin(placer, eq(placer.id, blockers.placedBy))
    .where(anyOf(blockers.slotId, slotIds))
    .orderBy(blockers.placedAt);
  return groupRows(rows, (row) => row.slotId);
}
