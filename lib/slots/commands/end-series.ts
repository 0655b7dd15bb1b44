import { and, asc, eq, gt, isNull, notExists, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { environments, slotReleases, slotSeries, slots } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { EndSeriesInput } from "@/lib/slots/input/series";
import { writeCancellations } from "./cancel-slot";

/**
 * Ends a recurring booking: its coming slots are given up, all of them or those that ship nothing yet. What has begun stays. Ended
 * twice, the second time only takes what is left.
 *
 * Refuses `not_found` (no such series, or of a team that is not visible) and `forbidden` (another team's).
 */
export async function endSeries(
  tx: Tx,
  actor: Actor,
  { seriesId, cancel }: EndSeriesInput,
  now: Date,
): Promise<Result<{ cancelled: number; kept: number }>> {
  const [series] = await tx
    .select({ id: slotSeries.id, name: slotSeries.name, teamId: slotSeries.teamId, environment: environments.name })
    .from(slotSeries)
    .innerJoin(environments, eq(environments.id, slotSeries.environmentId))
    .where(eq(slotSeries.id, seriesId))
    .for("update", { of: slotSeries });
  if (series === undefined || !reaches(readScope(actor), series.teamId)) {
    return refuse("not_found", "There is no such recurring booking.");
  }
  const allowed = requireReach(actor, "slot.book", series.teamId);
  if (!allowed.ok) return allowed;
  const coming = and(
    eq(slots.seriesId, seriesId),
    eq(slots.status, "booked"),
    gt(sql`lower(${slots.during})`, sql`${now.toISOString()}::timestamptz`),
  );
  const shipped = tx.select({ one: sql`1` }).from(slotReleases).where(eq(slotReleases.slotId, slots.id));
  const going = await tx
    .select()
    .from(slots)
    .where(and(coming, cancel === "empty" ? notExists(shipped) : undefined))
    .orderBy(asc(slots.id))
    .for("update", { of: slots });
  await writeCancellations(tx, actor, allowed.value.personId, going, `${series.name} was ended.`, now);
  const kept = await tx.$count(slots, coming);
  await tx
    .update(slotSeries)
    .set({ endedAt: now })
    .where(and(eq(slotSeries.id, seriesId), isNull(slotSeries.endedAt)));
  await recordAudit(tx, actor, now, {
    action: "slot_series.ended",
    subject: { kind: "slot_series", id: seriesId, name: series.name },
    data: { environment: series.environment, cancelled: going.length, kept },
  });
  await announce(tx, { noun: "slots" });
  return accept({ cancelled: going.length, kept });
}
