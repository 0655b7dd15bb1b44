import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, releaseWindows, waitlistEntries, windowTeams } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, readScope } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { decideJoin, type WaitingWish } from "@/lib/domain/waitlist";
import { addJob } from "@/lib/jobs/enqueue";
import { findBookedReleases } from "@/lib/slots/queries/booked-releases";
import { horizonAfter } from "@/lib/time/validate-rule";
import type { JoinWaitlistInput } from "@/lib/waitlist/input";
import { countAhead } from "@/lib/waitlist/queries/entries";

/**
 * Takes a place in line for room in a full window (or in any window of the environment). Should there be room already, it is offered
 * at once. Refuses what `decideJoin` refuses; `not_found` for an environment, a window or a release that is not there;
 * `not_a_booker` for a window that is for other teams; `conflict` when they wait for exactly that already.
 */
export async function joinWaitlist(
  tx: Tx,
  actor: Actor,
  input: JoinWaitlistInput,
  now: Date,
): Promise<Result<{ entryId: string; position: number }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const { environmentId, windowId = null, teamId, releaseId = null, durationMinutes, within } = input;
  const place = await findPlace(tx, environmentId, windowId, teamId);
  if (!place.ok) return place;
  const releases = await findBookedReleases(tx, releaseId === null ? [] : [releaseId], readScope(actor));
  if (releases === undefined) return refuse("not_found", "There is no such release.", { field: "releaseId" });
  const wish: WaitingWish = { windowId, teamId, release: releases[0] ?? null, durationMinutes, within };
  const booker = { personId: actor.personId, reach: actor.permissions.get("slot.book") ?? [] };
  const decision = decideJoin(booker, wish, now);
  if (!decision.ok) return decision;
  if (within.end > horizonAfter(now)) {
    return refuse("invalid_input", "Openings are planned two years ahead, no further.", { field: "within.end" });
  }
  const same = and(
    eq(waitlistEntries.status, "waiting"),
    eq(waitlistEntries.environmentId, environmentId),
    windowId === null ? isNull(waitlistEntries.windowId) : eq(waitlistEntries.windowId, windowId),
    eq(waitlistEntries.teamId, teamId),
    eq(waitlistEntries.askedBy, actor.personId),
    eq(waitlistEntries.durationMinutes, durationMinutes),
    releaseId === null ? isNull(waitlistEntries.releaseId) : eq(waitlistEntries.releaseId, releaseId),
    eq(waitlistEntries.within, within),
  );
  if ((await tx.$count(waitlistEntries, same)) > 0) return refuse("conflict", "You wait for that already.");

  const entryId = newId();
  const entry = { id: entryId, environmentId, windowId, teamId, releaseId, durationMinutes, within };
  await tx.insert(waitlistEntries).values({ ...entry, askedBy: actor.personId, askedAt: now, createdAt: now });
  await recordAudit(tx, actor, now, {
    action: "waitlist.joined",
    subject: { kind: "waitlist", id: entryId, name: place.value.name },
    releaseId: releaseId ?? undefined,
    data: { durationMinutes, start: within.start, end: within.end },
  });
  await addJob(tx, "offer_room", { environmentId }, { key: `offer_room:${environmentId}` });
  await announce(tx, { noun: "waitlist", id: entryId });
  return accept({ entryId, position: 1 + (await countAhead(tx, { ...entry, askedAt: now })) });
}

/** Locked against being archived until we commit. */
async function findPlace(
  tx: Tx,
  environmentId: string,
  windowId: string | null,
  teamId: string,
): Promise<Result<{ name: string }>> {
  const [environment] = await tx
    .select({ name: environments.name })
    .from(environments)
    .where(eq(environments.id, environmentId));
  if (environment === undefined)
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  if (windowId === null) return accept({ name: environment.name });
  const [window] = await tx
    .select({ name: releaseWindows.name })
    .from(releaseWindows)
    .where(
      and(
        eq(releaseWindows.id, windowId),
        eq(releaseWindows.environmentId, environmentId),
        isNull(releaseWindows.archivedAt),
      ),
    )
    .for("share");
  if (window === undefined) return refuse("not_found", "There is no such window.", { field: "windowId" });
  const teamIds = await tx
    .select({ teamId: windowTeams.teamId })
    .from(windowTeams)
    .where(eq(windowTeams.windowId, windowId));
  if (teamIds.length > 0 && !teamIds.some((row) => row.teamId === teamId)) {
    const reason = `${window.name} is for other teams.`;
    return refuse("not_a_booker", reason, {
      field: "windowId",
      rules: [{ kind: "window", id: windowId, name: window.name, reason }],
    });
  }
  return accept({ name: `${environment.name}, ${window.name}` });
}
