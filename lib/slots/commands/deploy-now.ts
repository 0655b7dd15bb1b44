import { desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { environments, slots } from "@/db/schema";
import { type Actor, readScope, requireReach } from "@/lib/auth/actor";
import type { BookedRelease } from "@/lib/domain/booking-facts";
import { decideDeployNow, roomToDeployNow, usualDeployMinutes } from "@/lib/domain/deploy-now";
import { failingGates } from "@/lib/domain/gate";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import type { DeployNowInput } from "@/lib/slots/input";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { loadTakenSlots } from "@/lib/slots/queries/booking-facts";
import { findEarliestPlace } from "@/lib/slots/queries/free-places";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import type { Range } from "@/lib/time/range";
import { expireHolds } from "./expire-holds";
import { lockReleasesOfSlot } from "./lock-releases-of-slot";
import { openAtOnce } from "./open-at-once";
import { putReleasesAboard } from "./put-releases-aboard";

export type DeployedNow = {
  slotId: string;
  state: "opened" | "waiting";
  deploymentId: string | null;
  during: Range;
  waitsFor: string[];
};

const minuteMs = 60_000;

/**
 * "Deploy now": a slot of its own from this moment on, for a service that may deploy at any time (or in an environment that is always
 * open), opened in the same transaction when every gate passes. Where only signatures are missing it stays booked and opens with the last
 * of them: they are for exactly this slot and cannot be given before it exists (case 22: for a pipeline as for a person).
 *
 * Refuses, and then nothing was written: a release or environment that the actor cannot see (`not_found`), another team's (`forbidden`),
 * a release that is leaving or over (`wrong_state`), a service that has a slot there already (`service_taken`), a licence that is missing
 * or has lapsed (`not_licensed`, with what is missing and the next place in a window), a freeze (`in_freeze`), any other closed gate
 * (`gates_closed`).
 */
export async function deployNow(tx: Tx, actor: Actor, input: DeployNowInput, now: Date): Promise<Result<DeployedNow>> {
  const scope = readScope(actor);
  const [release] = (await findBookedReleases(tx, [input.releaseId], scope)) ?? [];
  if (release === undefined) return refuse("not_found", "There is no such release.");
  const booker = requireReach(actor, "slot.book", release.teamId);
  if (!booker.ok) return booker;
  const name = `${release.serviceName} ${release.version}`;
  if (unbookableReleaseStates.includes(release.status)) {
    return refuse("wrong_state", `${name} is ${release.status.replace("_", " ")} and cannot be deployed.`);
  }
  const environment = await findStop(tx, input.environmentId);
  if (environment === undefined) {
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  }

  const wished = { start: now, end: new Date(now.getTime() + input.minutes * minuteMs) };
  await expireHolds(tx, { kind: "worker" }, now, { environmentId: environment.id, during: wished });
  const taken = await loadTakenSlots(tx, environment.id, wished, scope);
  const service = { id: release.serviceId, name: release.serviceName };
  const room = roomToDeployNow(service, environment, taken, input.minutes, now);
  if (!room.ok) return room;

  const slotId = await bookFromNow(
    tx,
    actor,
    { environment, release, during: room.value, note: input.note },
    booker.value.personId,
    now,
  );
  await lockReleasesOfSlot(tx, slotId);
  const facts = (await loadSlotFacts(tx, [slotId], now)).get(slotId);
  if (facts === undefined) throw new Error("a slot that was just booked has no facts");
  const decision = decideDeployNow(facts, now);
  if (!decision.ok) return await withNextPlace(tx, decision.refusal, { environment, release, slotId }, actor, now);
  const { decision: outcome, gates } = decision.value;
  const during = room.value;
  if (outcome === "wait") {
    const waitsFor = failingGates(gates).map(({ reason }) => reason);
    return accept({ slotId, state: "waiting", deploymentId: null, during, waitsFor });
  }
  const { deploymentIds } = await openAtOnce(tx, actor, facts, now);
  return accept({ slotId, state: "opened", deploymentId: deploymentIds[0] ?? null, during, waitsFor: [] });
}

/** The named environment, or the last stop of the path. */
async function findStop(tx: Tx, environmentId: string | undefined): Promise<EnvironmentRule | undefined> {
  const [row] = await tx
    .select({
      id: environments.id,
      name: environments.name,
      defaultOpen: environments.defaultOpen,
      zone: environments.zone,
    })
    .from(environments)
    .where(environmentId === undefined ? undefined : eq(environments.id, environmentId))
    .orderBy(desc(environments.position))
    .limit(1);
  return row;
}

type Booking = { environment: EnvironmentRule; release: BookedRelease; during: Range; note: string };

async function bookFromNow(
  tx: Tx,
  actor: Actor,
  { environment, release, during, note }: Booking,
  personId: string,
  now: Date,
): Promise<string> {
  const [slot] = await tx
    .insert(slots)
    .values({
      environmentId: environment.id,
      during,
      origin: "continuous",
      teamId: release.teamId,
      status: "booked",
      note,
      bookedBy: personId,
      bookedAt: now,
    })
    .returning();
  if (slot === undefined) throw new Error("the slot was not inserted");
  await putReleasesAboard(tx, actor, slot, [release], now);
  return slot.id;
}

/**
 * The gate knows when the next window opens; whether there is room in it, and whether it must be booked ahead, is known here. The slot
 * that is given up with this refusal takes no room.
 */
async function withNextPlace(
  tx: Tx,
  refusal: Refusal,
  { environment, release, slotId }: { environment: EnvironmentRule; release: BookedRelease; slotId: string },
  actor: Actor,
  now: Date,
): Promise<{ ok: false; refusal: Refusal }> {
  if (refusal.code !== "not_licensed") return { ok: false, refusal };
  const { teamId } = release;
  const request = { environment, durationMinutes: usualDeployMinutes, notBefore: now, releases: [release], teamId };
  const place = await findEarliestPlace(tx, { ...request, exceptSlotId: slotId }, readScope(actor), now);
  return { ok: false, refusal: { ...refusal, nextOpen: place?.during.start ?? refusal.nextOpen } };
}
