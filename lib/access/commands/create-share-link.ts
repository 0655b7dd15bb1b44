import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { shareLinks } from "@/db/schema";
import type { CreateShareLinkInput } from "@/lib/access/input";
import { findEnvironment } from "@/lib/access/queries/places";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/**
 * Makes a link with which anybody may read the schedule of one environment, or of all. Refuses with `not_found` an environment that
 * does not exist, with `in_the_past` an expiry that is over.
 */
export async function createShareLink(
  tx: Tx,
  actor: Member,
  input: CreateShareLinkInput,
  now: Date,
): Promise<Result<{ linkId: string }>> {
  const { name, environmentId, expiresAt } = input;
  if (environmentId !== null && !(await findEnvironment(tx, environmentId)))
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  if (expiresAt !== null && expiresAt <= now)
    return refuse("in_the_past", "The link would expire before it exists.", { field: "expiresAt" });
  const id = newId();
  await tx.insert(shareLinks).values({ id, name, environmentId, expiresAt, createdBy: actor.personId });
  await recordAudit(tx, actor, now, {
    action: "share.created",
    subject: { kind: "share link", id, name },
    data: { environmentId, expiresAt },
  });
  await announce(tx, { noun: "access", id });
  return accept({ linkId: id });
}
