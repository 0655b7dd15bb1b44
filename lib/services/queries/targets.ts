import { asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, targets } from "@/db/schema";

export type ListedTarget = Awaited<ReturnType<typeof listTargets>>[number];

/** The targets of these services along the promotion path, without their secrets. */
export async function listTargets(reader: Reader, serviceIds: readonly string[]) {
  if (serviceIds.length === 0) return [];
  return await reader
    .select({
      id: targets.id,
      serviceId: targets.serviceId,
      environmentId: targets.environmentId,
      environmentName: environments.name,
      url: targets.url,
      strategy: targets.strategy,
      successBy: targets.successBy,
      callTimeoutSeconds: targets.callTimeoutSeconds,
      reportTimeoutSeconds: targets.reportTimeoutSeconds,
      enabled: targets.enabled,
      version: targets.version,
      previousSecretUntil: targets.previousSecretUntil,
    })
    .from(targets)
    .innerJoin(environments, eq(environments.id, targets.environmentId))
    .where(inArray(targets.serviceId, [...serviceIds]))
    .orderBy(asc(environments.position));
}
