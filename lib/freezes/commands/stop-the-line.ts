import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { environments } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { type Result, refuse } from "@/lib/domain/refusal";
import { createFreezeInput, type StopTheLineInput } from "@/lib/freezes/input";
import { findStoppedLine } from "@/lib/freezes/queries/stopped-line";
import { wallTimeAt } from "@/lib/time/zone";
import { createFreeze } from "./freeze";

/** Postgres wants every stretch to end, and no incident lasts longer: a year, in which somebody lifts it. */
export const stopMinutes = 525_600;

/**
 * Closes everything, or one environment, from this minute on and until somebody lifts it: for the hour in which nobody wants to think
 * about a form. Slots that are open go on. Refuses an unknown environment (`not_found`) and a line that is stopped there already
 * (`wrong_state`, naming the freeze); of two who press at once the second is told so.
 */
export async function stopTheLine(
  tx: Tx,
  actor: Actor,
  { environmentId, reason }: StopTheLineInput,
  now: Date,
): Promise<Result<{ freezeId: string; hits: number }>> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signalbox.stop_the_line'))`);
  // For everything, the clock of the last stop of the path is the one people look at.
  const [place] = await tx
    .select({ name: environments.name, zone: environments.zone })
    .from(environments)
    .where(environmentId === undefined ? undefined : eq(environments.id, environmentId))
    .orderBy(desc(environments.position))
    .limit(1);
  if (!place) return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const stopped = await findStoppedLine(tx, environmentId);
  if (stopped) {
    const message = "The line is stopped there already.";
    const rules = [{ kind: "freeze" as const, id: stopped.freezeId, name: stopped.name, reason: message }];
    return refuse("wrong_state", message, { rules });
  }
  const input = createFreezeInput.parse({
    name: environmentId === undefined ? "Line stopped" : `Line stopped in ${place.name}`.slice(0, 120),
    reason,
    grade: "closed",
    zone: place.zone,
    localStart: wallTimeAt(now, place.zone).slice(0, 16),
    durationMinutes: stopMinutes,
    environmentIds: environmentId === undefined ? [] : [environmentId],
  });
  return await createFreeze(tx, actor, { ...input, stopsTheLine: true }, now);
}
