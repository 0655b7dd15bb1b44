import { and, asc, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { freezes } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { log } from "@/lib/log";
import { type Opening, RuleInvalid, RuleTooCostly } from "@/lib/time/recurrence";
import { horizonAfter } from "@/lib/time/validate-rule";
import { type FreezeRow, insertPeriods, periodsBetween } from "./periods-of-freeze";

/**
 * Moves the planning horizon of every freeze on to 24 months from `now`: writes down the stretches that begin between the old
 * horizon and the new one. Run it as often as you like, from as many workers: each locks the freezes that are behind. A rule that
 * has become too costly to expand is left behind and logged; it does not stop the others.
 */
export async function extendFreezeHorizon(
  tx: Tx,
  actor: Actor,
  now: Date,
): Promise<Result<{ closedStretches: number }>> {
  const horizon = horizonAfter(now);
  // In one order, so that two workers cannot wait for each other in a circle.
  const behind = await tx
    .select()
    .from(freezes)
    .where(and(isNull(freezes.liftedAt), isNull(freezes.calendarId), lt(freezes.expandedUntil, horizon)))
    .orderBy(asc(freezes.id))
    .for("update");
  let closedStretches = 0;
  for (const freeze of behind) {
    const periods = periodsBeyond(freeze, horizon);
    if (periods === undefined) continue;
    closedStretches += await insertPeriods(tx, freeze.id, periods);
    await tx.update(freezes).set({ expandedUntil: horizon }).where(eq(freezes.id, freeze.id));
  }
  if (closedStretches > 0) {
    await recordAudit(tx, actor, now, {
      action: "horizon.extended",
      subject: { kind: "horizon", name: horizon.toISOString().slice(0, 10) },
      data: { closedStretches },
    });
    await announce(tx, { noun: "freezes" });
  }
  return accept({ closedStretches });
}

/** Those that begin after the old horizon: the ones that reach over it were written when it was set. */
function periodsBeyond(freeze: FreezeRow, horizon: Date): Opening[] | undefined {
  const from = freeze.expandedUntil;
  try {
    const periods = periodsBetween(freeze, from, horizon);
    return periods.filter(({ during }) => during.start >= from && during.start < horizon);
  } catch (error) {
    if (!(error instanceof RuleTooCostly || error instanceof RuleInvalid)) throw error;
    log.error({ freezeId: freeze.id, reason: error.message }, "a rule cannot be expanded any more");
    return undefined;
  }
}
