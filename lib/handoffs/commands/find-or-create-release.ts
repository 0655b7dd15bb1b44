import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { releases, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { uuid } from "@/lib/fields";
import type { HandOverInput } from "@/lib/handoffs/input";
import { type LockedRelease, lockReleaseByVersion } from "@/lib/releases/queries/locked-release";

type Target = { release: LockedRelease; releaseCreated: boolean };

/**
 * The release that a build is handed over to, locked; made as a draft when nobody has spoken of this version yet. Two pipelines that
 * announce the first build of a version at once meet on the unique key: one creates, the other waits and finds. Refuses with
 * `not_found` (no such service, or not visible), `forbidden` (another team's) and `wrong_state` (the service is archived).
 */
export async function findOrCreateRelease(
  tx: Tx,
  actor: Member,
  input: HandOverInput,
  now: Date,
): Promise<Result<Target>> {
  const byId = uuid.safeParse(input.service).success;
  const [service] = await tx
    .select()
    .from(services)
    .where(byId ? eq(services.id, input.service) : sql`lower(${services.name}) = lower(${input.service})`)
    .for("share");
  if (service === undefined || !reaches(readScope(actor), service.teamId)) {
    return refuse("not_found", `There is no service called “${input.service}”.`, { field: "service" });
  }
  const reached = requireReach(actor, "release.write", service.teamId);
  if (!reached.ok) return reached;
  if (service.archivedAt !== null) {
    return refuse("wrong_state", `${service.name} is archived and takes no new build.`, { field: "service" });
  }
  const created = await tx
    .insert(releases)
    .values({
      ...input.release,
      id: newId(),
      serviceId: service.id,
      version: input.version,
      status: "draft",
      createdBy: actor.personId,
      statusSince: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing({ target: [releases.serviceId, releases.version] })
    .returning({ id: releases.id });
  const locked = await lockReleaseByVersion(tx, service.id, input.version, readScope(actor));
  if (!locked.ok) return locked;
  const release = locked.value;
  if (created.length > 0) {
    await recordAudit(tx, actor, now, {
      action: "release.created",
      subject: { kind: "release", id: release.id, name: release.name },
      releaseId: release.id,
      data: { kind: input.release.kind, databaseChange: input.release.databaseChange },
    });
  }
  return accept({ release, releaseCreated: created.length > 0 });
}
