import { asc, desc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { approvalPolicies, approvalStages, environments, people } from "@/db/schema";
import type { EnvironmentPolicy } from "@/lib/approvals/input/policy-output";

/** Every environment of the path with all versions of its policy, newest first. Three statements. */
export async function loadEnvironmentPolicies(reader: Reader): Promise<EnvironmentPolicy[]> {
  const path = await reader
    .select({
      id: environments.id,
      name: environments.name,
      zone: environments.zone,
      requiresAcceptance: environments.requiresAcceptance,
    })
    .from(environments)
    .orderBy(asc(environments.position));
  const versions = await reader
    .select({
      id: approvalPolicies.id,
      environmentId: approvalPolicies.environmentId,
      version: approvalPolicies.version,
      authorExcluded: approvalPolicies.authorExcluded,
      coversTime: approvalPolicies.coversTime,
      createdBy: people.name,
      createdAt: approvalPolicies.createdAt,
    })
    .from(approvalPolicies)
    .leftJoin(people, eq(people.id, approvalPolicies.createdBy))
    .orderBy(desc(approvalPolicies.version));
  const policyIds = versions.map((version) => version.id);
  const stages =
    policyIds.length === 0
      ? []
      : await reader
          .select()
          .from(approvalStages)
          .where(inArray(approvalStages.policyId, policyIds))
          .orderBy(asc(approvalStages.position));
  const stagesOf = groupRows(stages, (stage) => stage.policyId);
  const versionsOf = groupRows(versions, (version) => version.environmentId);
  return path.map((environment) => ({
    environment,
    versions: (versionsOf.get(environment.id) ?? []).map(({ id, environmentId: _, ...version }) => ({
      ...version,
      stages: (stagesOf.get(id) ?? []).map(({ role, required }) => ({ role, required })),
    })),
  }));
}
