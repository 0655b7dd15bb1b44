import { and, desc, eq, gt, lt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { deployments, releases, services } from "@/db/schema";

/** Where the deployments of one service follow each other. */
export type Place = { serviceId: string; environmentId: string };

const at = ({ serviceId, environmentId }: Place) =>
  and(eq(deployments.serviceId, serviceId), eq(deployments.environmentId, environmentId));

/** What was deployed there after it, newest first. */
export async function loadNewer(reader: Reader, { fencingNumber }: { fencingNumber: number }, place: Place) {
  const rows = await reader
    .select({
      id: deployments.id,
      status: deployments.status,
      version: releases.version,
      service: services.name,
    })
    .from(deployments)
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .where(and(at(place), gt(deployments.fencingNumber, fencingNumber)))
    .orderBy(desc(deployments.fencingNumber));
  return rows.map(({ version, service, ...row }) => ({ ...row, name: `${service} ${version}` }));
}

/** What ran there before: the newest of the earlier deployments that succeeded and still counts as such. */
export async function findPrevious(reader: Reader, { fencingNumber }: { fencingNumber: number }, place: Place) {
  const [row] = await reader
    .select({ id: deployments.id })
    .from(deployments)
    .where(and(at(place), lt(deployments.fencingNumber, fencingNumber), eq(deployments.status, "succeeded")))
    .orderBy(desc(deployments.fencingNumber))
    .limit(1);
  return row?.id ?? null;
}
