import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { occurrences, releaseWindows } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { log } from "@/lib/log";
import { overlapsAnyOf, type Range } from "@/lib/time/range";
import { type Opening, RuleInvalid, RuleTooCostly } from "@/lib/time/recurrence";
import { horizonAfter } from "@/lib/time/validate-rule";
import { insertOccurrences, openingsBetween, type WindowRow } from "./occurrences-of-window";

/**
 * Moves the planning horizon of every window on to 24 months from `now`: writes down the openings that start between the old
 * horizon and the new one. Run it as often as you like, from as many workers: each locks the windows that are behind, and whoever
 * comes second finds none. What was written before is never touched, so a cancelled opening stays cancelled. A rule that has
 * become too costly to expand is left behind and logged; it does not stop the others.
 */
export async function extendHorizon(tx: Tx, actor: Actor, now: Date): Promise<Result<{ openings: number }>> {
  const horizon = horizonAfter(now);
  const openings = await extendWindows(tx, horizon);
  if (openings > 0) {
    await recordAudit(tx, actor, now, {
      action: "horizon.extended",
      subject: { kind: "horizon", name: horizon.toISOString().slice(0, 10) },
      data: { openings },
    });
    await announce(tx, { noun: "windows" });
  }
  return accept({ openings });
}

async function extendWindows(tx: Tx, horizon: Date): Promise<number> {
  // In one order, so that two workers cannot wait for each other in a circle.
  const behind = await tx
    .select()
    .from(releaseWindows)
    .where(and(isNull(releaseWindows.archivedAt), lt(releaseWindows.expandedUntil, horizon)))
    .orderBy(asc(releaseWindows.id))
    .for("update");
  let made = 0;
  for (const window of behind) {
    const openings = between(window, horizon, () => openingsBetween(window, window.expandedUntil, horizon));
    if (openings === undefined) continue;
    const inTheWay = await openingsInTheWay(tx, window);
    made += await insertOccurrences(
      tx,
      window,
      openings.filter(({ during }) => !inTheWay(during)),
    );
    await tx.update(releaseWindows).set({ expandedUntil: horizon }).where(eq(releaseWindows.id, window.id));
  }
  return made;
}

/** Openings that somebody moved to beyond the horizon stand for those that the rule would give there. */
async function openingsInTheWay(tx: Tx, { id, expandedUntil }: WindowRow): Promise<(range: Range) => boolean> {
  const rows = await tx
    .select({ during: occurrences.during })
    .from(occurrences)
    .where(
      and(
        eq(occurrences.windowId, id),
        eq(occurrences.status, "scheduled"),
        sql`upper(${occurrences.during}) > ${expandedUntil.toISOString()}::timestamptz`,
      ),
    );
  return overlapsAnyOf(rows.map((row) => row.during));
}

/** Those that start after the old horizon: the ones that reach over it were written when it was set. */
function between(rule: { id: string; expandedUntil: Date }, horizon: Date, expand: () => Opening[]) {
  try {
    return expand().filter(({ during }) => during.start >= rule.expandedUntil && during.start < horizon);
  } catch (error) {
    if (!(error instanceof RuleTooCostly || error instanceof RuleInvalid)) throw error;
    log.error({ ruleId: rule.id, reason: error.message }, "a rule cannot be expanded any more");
    return undefined;
  }
}
