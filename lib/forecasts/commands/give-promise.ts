import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { forecastRuns, promises } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, readScope, requireReach } from "@/lib/auth/actor";
import { calibratedChanceBy } from "@/lib/domain/forecast/chance-by";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { PromiseInput } from "@/lib/forecasts/input";
import { datesOf } from "@/lib/forecasts/queries/current";
import { loadRanks } from "@/lib/forecasts/queries/ranks";
import { lockRelease } from "@/lib/releases/queries/locked-release";

const over = ["released", "rolled_back", "withdrawn"];

/**
 * Gives stakeholders a date for a release. One that stands is replaced, and stays on the record. Refuses `not_found`, `forbidden`, a
 * date that has passed (`invalid_input`), and a release that has left or was withdrawn (`wrong_state`).
 */
export async function givePromise(
  tx: Tx,
  actor: Actor,
  { releaseId, promisedFor, toWhom }: PromiseInput,
  now: Date,
): Promise<Result<{ promiseId: string; chance: number | null }>> {
  const locked = await lockRelease(tx, releaseId, readScope(actor));
  if (!locked.ok) return locked;
  const release = locked.value;
  const member = requireReach(actor, "release.write", release.teamId);
  if (!member.ok) return member;
  if (promisedFor <= now) {
    return refuse("invalid_input", "A promise is about the future.", { field: "promisedFor" });
  }
  if (over.includes(release.status)) return refuse("wrong_state", "It is not on its way any more.");
  const [run] = await tx
    .select({ twentieths: forecastRuns.twentieths })
    .from(forecastRuns)
    .where(and(eq(forecastRuns.releaseId, releaseId), eq(forecastRuns.current, true)));
  const chance = run ? calibratedChanceBy(datesOf(run.twentieths), promisedFor, await loadRanks(tx)) : null;
  await endPromise(tx, releaseId, member.value.personId, now);
  const promiseId = newId();
  const given = { id: promiseId, releaseId, promisedFor, toWhom, givenBy: member.value.personId, givenAt: now };
  await tx.insert(promises).values({ ...given, chanceThen: chance, createdAt: now });
  await recordAudit(tx, actor, now, {
    action: "promise.given",
    subject: { kind: "release", id: releaseId, name: release.name },
    releaseId,
    data: { promisedFor, toWhom },
  });
  await announce(tx, { noun: "forecasts", id: releaseId });
  return accept({ promiseId, chance });
}

/** Takes the promise of a release back. Refuses `not_found`, `forbidden`, and where there is none (`not_found`). */
export async function withdrawPromise(
  tx: Tx,
  actor: Actor,
  { releaseId }: { releaseId: string },
  now: Date,
): Promise<Result<{ releaseId: string }>> {
  const locked = await lockRelease(tx, releaseId, readScope(actor));
  if (!locked.ok) return locked;
  const member = requireReach(actor, "release.write", locked.value.teamId);
  if (!member.ok) return member;
  if (!(await endPromise(tx, releaseId, member.value.personId, now))) {
    return refuse("not_found", "No date was promised for it.");
  }
  await recordAudit(tx, actor, now, {
    action: "promise.withdrawn",
    subject: { kind: "release", id: releaseId, name: locked.value.name },
    releaseId,
  });
  await announce(tx, { noun: "forecasts", id: releaseId });
  return accept({ releaseId });
}

async function endPromise(tx: Tx, releaseId: string, endedBy: string, now: Date): Promise<boolean> {
  const ended = await tx
    .update(promises)
    .set({ endedAt: now, endedBy })
    .where(and(eq(promises.releaseId, releaseId), isNull(promises.endedAt)))
    .returning({ id: promises.id });
  return ended.length > 0;
}
