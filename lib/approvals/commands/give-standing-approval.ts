import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, releaseWindows, services, standingApprovals } from "@/db/schema";
import type { GiveStandingInput } from "@/lib/approvals/input/standing";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope } from "@/lib/auth/actor";
import { decideStanding } from "@/lib/domain/approver";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { loadPolicies } from "@/lib/slots/queries/approval-facts";

const dayMs = 86_400_000;

/**
 * A person's signature beforehand for what is routine in a window: it counts as theirs for every slot there whose releases stay inside
 * its conditions, until it expires or is revoked (see `standingVerdict`). It decides about slots, so what it covers is worked out at each
 * opening anew and nothing is signed here that anybody has seen; that is why it has conditions, a reason and an end.
 *
 * Refuses with `forbidden` whoever is no person (case 23), `not_found` (window, service), `wrong_state` (an archived window) and
 * `not_an_approver` whose roles the policy of the window's environment does not ask for.
 */
export async function giveStandingApproval(
  tx: Tx,
  actor: Member,
  input: GiveStandingInput,
  now: Date,
): Promise<Result<{ standingId: string; expiresAt: Date }>> {
  if (actor.kind !== "person") return refuse("forbidden", "Only a person can approve, never a token.");
  const [window] = await tx
    .select({
      name: releaseWindows.name,
      archivedAt: releaseWindows.archivedAt,
      environmentId: environments.id,
      environmentName: environments.name,
    })
    .from(releaseWindows)
    .innerJoin(environments, eq(environments.id, releaseWindows.environmentId))
    .where(eq(releaseWindows.id, input.windowId))
    .for("share", { of: releaseWindows });
  if (window === undefined) return refuse("not_found", "There is no such window.", { field: "windowId" });
  if (window.archivedAt !== null) {
    return refuse("wrong_state", `${window.name} is archived; nothing opens in it any more.`, { field: "windowId" });
  }
  const service = await findService(tx, actor, input.serviceId);
  if (service === undefined) return refuse("not_found", "There is no such service.", { field: "serviceId" });
  const policy = (await loadPolicies(tx, [window.environmentId])).get(window.environmentId);
  const decided = decideStanding(actor.grants, policy, window.environmentName, service?.teamId ?? null);
  if (!decided.ok) return decided;

  const standingId = newId();
  const { windowId, serviceId, mostDatabaseChange, mostDowntimeMinutes, reason, validDays } = input;
  const expiresAt = new Date(now.getTime() + validDays * dayMs);
  const conditions = { serviceId, mostDatabaseChange, mostDowntimeMinutes };
  await tx.insert(standingApprovals).values({
    id: standingId,
    windowId,
    ...conditions,
    personId: actor.personId,
    reason,
    givenAt: now,
    expiresAt,
    createdAt: now,
  });
  await recordAudit(tx, actor, now, {
    action: "standing_approval.given",
    subject: { kind: "window", id: windowId, name: window.name },
    data: { standingId, ...conditions, service: service?.name, environment: window.environmentName, reason, expiresAt },
  });
  await announce(tx, { noun: "approvals", id: windowId });
  return accept({ standingId, expiresAt });
}

/** Null where none was named; `undefined` where it does not exist or is not visible. */
async function findService(tx: Tx, actor: Member, serviceId: string | null) {
  if (serviceId === null) return null;
  const [row] = await tx
    .select({ name: services.name, teamId: services.teamId })
    .from(services)
    .where(and(eq(services.id, serviceId), isNull(services.archivedAt)));
  return row !== undefined && reaches(readScope(actor), row.teamId) ? row : undefined;
}
