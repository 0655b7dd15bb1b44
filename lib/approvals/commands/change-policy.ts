import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { approvalPolicies, approvalStages, environments } from "@/db/schema";
import type { ChangePolicyInput } from "@/lib/approvals/input";
import { recordAudit } from "@/lib/audit/record";
import { type Member, requireReach } from "@/lib/auth/actor";
import { type ApprovalPolicy, asksForLess } from "@/lib/domain/approval-tally";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { loadPolicies } from "@/lib/slots/queries/approval-facts";

/**
 * A new version of an environment's policy; the one before stays as it was, because approvals name it. The version is part of what is
 * signed, so every signature for a slot that is still booked goes stale (`previewPolicy` says which), unless the change only asks for
 * fewer: then those already given go on counting (case 19). The same rules again write nothing. Refuses with `not_found`, `forbidden` (needs the whole installation) and `conflict` (somebody else changed it since it was
 * looked at).
 */
export async function changePolicy(
  tx: Tx,
  actor: Member,
  input: ChangePolicyInput,
  now: Date,
): Promise<Result<{ version: number; created: boolean }>> {
  const reached = requireReach(actor, "policy.manage", null);
  if (!reached.ok) return reached;
  const { environmentId, expectedVersion, stages, authorExcluded, coversTime } = input;
  // Signatures take this row FOR SHARE: none is given while the version rises.
  const [environment] = await tx
    .select({ name: environments.name })
    .from(environments)
    .where(eq(environments.id, environmentId))
    .for("no key update");
  if (environment === undefined)
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const current = (await loadPolicies(tx, [environmentId])).get(environmentId);
  const currentVersion = current?.version ?? 0;
  if (currentVersion !== expectedVersion) {
    return refuse("conflict", `The policy is at version ${currentVersion} by now. Look again before you change it.`, {
      field: "expectedVersion",
    });
  }
  if (current !== undefined && isSame(current, input)) return accept({ version: currentVersion, created: false });
  const policyId = newId();
  const version = currentVersion + 1;
  await tx.insert(approvalPolicies).values({
    id: policyId,
    environmentId,
    version,
    signedAs: current !== undefined && asksForLess(current, input) ? (current.signedAs ?? currentVersion) : null,
    authorExcluded,
    coversTime,
    createdBy: actor.personId,
    createdAt: now,
  });
  if (stages.length > 0) {
    await tx
      .insert(approvalStages)
      .values(stages.map(({ role, required }, index) => ({ policyId, position: index + 1, role, required })));
  }
  await recordAudit(tx, actor, now, {
    action: "policy.changed",
    subject: { kind: "environment", id: environmentId, name: environment.name },
    data: { version, stages, authorExcluded, coversTime },
  });
  await announce(tx, { noun: "approvals", id: environmentId });
  return accept({ version, created: true });
}

function isSame(current: ApprovalPolicy, input: ChangePolicyInput): boolean {
  const inWords = ({
    stages,
    authorExcluded,
    coversTime,
  }: Pick<ApprovalPolicy, "stages" | "authorExcluded" | "coversTime">) =>
    JSON.stringify([stages.map(({ role, required }) => [role, required]), authorExcluded, coversTime]);
  return inWords(current) === inWords(input);
}
