import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { builds, releases } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { decideChange } from "@/lib/domain/release";
import type { ChangeReleaseInput } from "@/lib/releases/input";
import { lockRelease } from "@/lib/releases/queries/locked-release";

/**
 * Changes what a release says of itself; fields that are not given stay. Refuses with `not_found`, `forbidden` (another team's),
 * `wrong_state` (QA accepted it, or it is over; a version that builds carry) and `name_taken` (the service has that version).
 * Nothing is written when nothing differs.
 */
export async function changeRelease(
  tx: Tx,
  actor: Member,
  { releaseId, ...given }: ChangeReleaseInput,
  now: Date,
): Promise<Result<{ changed: string[] }>> {
  const locked = await lockRelease(tx, releaseId, readScope(actor));
  if (!locked.ok) return locked;
  const release = locked.value;
  const reached = requireReach(actor, "release.write", release.teamId);
  if (!reached.ok) return reached;
  const [before] = await tx.select().from(releases).where(eq(releases.id, releaseId));
  if (before === undefined) throw new Error("a locked release is gone");
  const change = Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => value !== undefined && value !== before[field as keyof typeof given],
    ),
  ) as typeof given;
  const fields = Object.keys(change);
  const decided = decideChange(release, change, await tx.$count(builds, eq(builds.releaseId, releaseId)));
  if (!decided.ok) return decided;
  if (fields.length === 0) return accept({ changed: [] });
  await tx
    .update(releases)
    .set({ ...change, updatedAt: now })
    .where(eq(releases.id, releaseId));
  await recordAudit(tx, actor, now, {
    action: "release.changed",
    subject: { kind: "release", id: releaseId, name: release.name },
    releaseId,
    data: { fields, ...change },
  });
  await announce(tx, { noun: "releases", id: releaseId });
  return accept({ changed: fields });
}
