import { and, eq, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { releases, services } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ReleaseKind, ReleaseState } from "@/lib/domain/release-state";

export type LockedRelease = {
  id: string;
  /** "search-api 12.0.0" */
  name: string;
  version: string;
  status: ReleaseState;
  kind: ReleaseKind;
  serviceId: string;
  teamId: string;
};

/**
 * The release, locked until the end of the transaction. Everything that changes a release, its builds or its handoffs begins here:
 * the trigger that checks a new deployment takes the same row FOR SHARE, so a hand-over, a verdict and an opening of one release
 * follow each other and none decides on a picture that another is changing (rule 4). `not_found` outside the reader's scope.
 */
export function lockRelease(tx: Tx, releaseId: string, scope: Reach): Promise<Result<LockedRelease>> {
  return lockOne(tx, eq(releases.id, releaseId), scope);
}

/** The same, by what people call it. */
export function lockReleaseByVersion(
  tx: Tx,
  serviceId: string,
  version: string,
  scope: Reach,
): Promise<Result<LockedRelease>> {
  return lockOne(tx, and(eq(releases.serviceId, serviceId), eq(releases.version, version)), scope);
}

async function lockOne(tx: Tx, which: SQL | undefined, scope: Reach): Promise<Result<LockedRelease>> {
  const [row] = await tx
    .select({
      id: releases.id,
      version: releases.version,
      status: releases.status,
      kind: releases.kind,
      serviceId: services.id,
      serviceName: services.name,
      teamId: services.teamId,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(which)
    .for("update", { of: releases });
  if (row === undefined || !reaches(scope, row.teamId)) return refuse("not_found", "There is no such release.");
  const { serviceName, ...release } = row;
  return accept({ ...release, name: `${serviceName} ${release.version}` });
}
