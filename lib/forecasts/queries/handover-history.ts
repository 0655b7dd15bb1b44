import { and, eq, gte, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { approvals, slotReleases, slots } from "@/db/schema";
import type { HandoverHistory, PastRound } from "@/lib/domain/forecast/history";
import { importedRounds } from "@/lib/domain/forecast/imported-rounds";
import { pastRounds } from "@/lib/domain/forecast/past-rounds";
import type { Wait } from "@/lib/domain/forecast/queue-load";
import { type Rhythm, rhythmBetween, rhythmOf } from "@/lib/domain/forecast/rhythm";
import { loadImportedHistory } from "@/lib/history/queries/imported-history";
import { loadTurns } from "./turns";

/** What is older says little about how people work now. */
export const rememberedMs = 2 * 365 * 86_400_000;

export type KnownHistory = {
  history: HandoverHistory;
  rhythm: Rhythm;
  /** Every wait for a tester, for how long the line usually is. */
  waits: Wait[];
  /** Who has judged in the last month: as many can take builds at once. */
  testers: number;
};

/**
 * What the organisation's hand-overs of the last two years took, in minutes of its own weekly rhythm, with what was imported from
 * other tools. A handful of statements.
 */
export async function loadHandoverHistory(reader: Reader, now: Date): Promise<KnownHistory> {
  const since = new Date(now.getTime() - rememberedMs);
  const rows = await loadTurns(reader, since);
  const signed = await loadLastSignatures(reader, since);
  const moments = rows.flatMap(({ handedOverAt, claimedAt, decidedAt }) => [handedOverAt, claimedAt, decidedAt]);
  const rhythm = rhythmOf(moments.filter((at) => at !== null));
  const rounds: PastRound[] = [];
  for (const { serviceId, teamId, intervals } of await loadImportedHistory(reader)) {
    // Whose it is decides whom it speaks for; a history of nobody in particular is part of everybody's.
    rounds.push(...importedRounds(intervals, { serviceId: serviceId ?? "", teamId: teamId ?? "" }, rhythm));
  }
  const approved: HandoverHistory["approvals"] = [];
  const makings: HandoverHistory["makings"] = [];
  for (const [releaseId, turns] of groupRows(rows, (row) => row.releaseId)) {
    rounds.push(...pastRounds(turns, rhythm));
    const [first] = turns;
    const accepted = turns.findLast(({ verdict }) => verdict === "accepted");
    const lastSigned = signed.get(releaseId);
    if (first && first.createdAt < first.handedOverAt) {
      const minutes = rhythmBetween(rhythm, first.createdAt, first.handedOverAt);
      makings.push({ serviceId: first.serviceId, teamId: first.teamId, minutes, at: first.handedOverAt });
    }
    if (accepted?.decidedAt && lastSigned) {
      const { serviceId, teamId, decidedAt } = accepted;
      approved.push({ serviceId, teamId, minutes: rhythmBetween(rhythm, decidedAt, lastSigned), at: lastSigned });
    }
  }
  const monthAgo = new Date(now.getTime() - 30 * 86_400_000);
  const testers = new Set(rows.flatMap((row) => (row.decidedAt && row.decidedAt > monthAgo && row.testerId) || []));
  return {
    history: { rounds, approvals: approved, makings },
    rhythm,
    waits: rows.map(({ handedOverAt, claimedAt, endedAt, decidedAt }) => ({
      from: handedOverAt,
      to: claimedAt ?? decidedAt ?? endedAt,
    })),
    testers: testers.size,
  };
}

/** When the last signature of each release that has left was given. */
async function loadLastSignatures(reader: Reader, since: Date): Promise<Map<string, Date>> {
  const rows = await reader
    .select({
      releaseId: slotReleases.releaseId,
      at: sql<Date>`max(${approvals.givenAt})`.mapWith(approvals.givenAt),
    })
    .from(approvals)
    .innerJoin(slots, eq(slots.id, approvals.slotId))
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .where(and(gte(approvals.givenAt, since), inArray(slots.status, ["open", "closed"])))
    .groupBy(slotReleases.releaseId);
  return new Map(rows.map(({ releaseId, at }) => [releaseId, at]));
}
