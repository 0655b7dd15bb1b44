import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { releases, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { CreateReleaseInput } from "@/lib/releases/input";

/**
 * A new release as a draft: a version of a service that is on its way, without a build yet. Refuses with `not_found` (no such
 * service, or not visible), `forbidden` (another team's), `wrong_state` (the service is archived) and `name_taken` (this version
 * exists; the database refuses it, also when two create it at once).
 */
export async function createRelease(
  tx: Tx,
  actor: Member,
  input: CreateReleaseInput,
  now: Date,
): Promise<Result<{ releaseId: string }>> {
  // FOR SHARE: a service that is being archived at this moment is seen as archived.
  const [service] = await tx.select().from(services).where(eq(services.id, input.serviceId)).for("share");
  if (service === undefined || !reaches(readScope(actor), service.teamId)) {
    return refuse("not_found", "There is no such service.", { field: "serviceId" });
  }
  const reached = requireReach(actor, "release.write", service.teamId);
  if (!reached.ok) return reached;
  if (service.archivedAt !== null) {
    return refuse("wrong_state", `${service.name} is archived and takes no new release.`, { field: "serviceId" });
  }
  const releaseId = newId();
  await tx.insert(releases).values({
    ...input,
    id: releaseId,
    status: "draft",
    createdBy: actor.personId,
    statusSince: now,
    createdAt: now,
    updatedAt: now,
  });
  await recordAudit(tx, actor, now, {
    action: "release.created",
    subject: { kind: "release", id: releaseId, name: `${service.name} ${input.version}` },
    releaseId,
    data: { kind: input.kind, databaseChange: input.databaseChange },
  });
  await announce(tx, { noun: "releases", id: releaseId });
  return accept({ releaseId });
}
