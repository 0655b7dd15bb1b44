import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { approvalPolicies, approvalStages, approvals, people, roleGrants } from "@/db/schema";
import type { ApprovalFact, ApprovalPolicy } from "@/lib/domain/approval-tally";
import { rolesFor } from "@/lib/domain/approver";
import type { Grant } from "@/lib/domain/permission";

/** The newest policy of each environment, with its stages in order. Two statements. */
export async function loadPolicies(reader: Reader, environmentIds: string[]): Promise<Map<string, ApprovalPolicy>> {
  if (environmentIds.length === 0) return new Map();
  const newest = await reader
    .selectDistinctOn([approvalPolicies.environmentId])
    .from(approvalPolicies)
    .where(anyOf(approvalPolicies.environmentId, environmentIds))
    .orderBy(approvalPolicies.environmentId, sql`${approvalPolicies.version} desc`);
  if (newest.length === 0) return new Map();
  const stages = await reader
    .select()
    .from(approvalStages)
    .where(
      inArray(
        approvalStages.policyId,
        newest.map((policy) => policy.id),
      ),
    )
    .orderBy(approvalStages.position);
  return new Map(
    newest.map(({ environmentId, id, version, signedAs, authorExcluded, coversTime }) => [
      environmentId,
      {
        id,
        version,
        signedAs: signedAs ?? version,
        authorExcluded,
        coversTime,
        stages: stages.filter((stage) => stage.policyId === id).map(({ role, required }) => ({ role, required })),
      },
    ]),
  );
}

/**
 * Every approval ever given for these slots. Roles are those the signer holds now for all of the slot's teams: a signature
 * does not outlive the role, and a disabled person's counts for nothing. Two statements.
 */
export async function loadApprovals(
  reader: Reader,
  teamsBySlot: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, ApprovalFact[]>> {
  const slotIds = [...teamsBySlot.keys()];
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({
      slotId: approvals.slotId,
      personId: approvals.personId,
      personName: people.name,
      verdict: approvals.verdict,
      content: approvals.content,
      comment: approvals.comment,
      at: approvals.givenAt,
    })
    .from(approvals)
    .innerJoin(people, and(eq(people.id, approvals.personId), isNull(people.disabledAt)))
    .where(anyOf(approvals.slotId, slotIds))
    .orderBy(approvals.givenAt);
  if (rows.length === 0) return new Map();
  const personIds = [...new Set(rows.map((row) => row.personId))];
  const grants: (Grant & { personId: string })[] = await reader
    .select({ personId: roleGrants.personId, role: roleGrants.role, teamId: roleGrants.teamId })
    .from(roleGrants)
    .where(inArray(roleGrants.personId, personIds));
  const facts = rows.map(({ slotId, ...approval }) => ({
    slotId,
    approval: {
      ...approval,
      roles: rolesFor(
        grants.filter((grant) => grant.personId === approval.personId),
        teamsBySlot.get(slotId) ?? [],
      ),
    },
  }));
  return new Map(
    [...groupRows(facts, (row) => row.slotId)].map(([slotId, list]) => [slotId, list.map((row) => row.approval)]),
  );
}
