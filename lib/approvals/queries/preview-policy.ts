import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, people, roleGrants, slots } from "@/db/schema";
import type { PreviewPolicyInput } from "@/lib/approvals/input";
import type { PolicyPreview } from "@/lib/approvals/input/policy-output";
import { asksForLess, tallyApprovals } from "@/lib/domain/approval-tally";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { approvalContentOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";

const mostSlots = 500;

/**
 * What a change of the policy would do, before anybody does it: the booked slots whose signatures it makes stale, how many wait for no signature
 * any more, and how many people could fill each stage. `not_found` for an unknown environment.
 */
export async function previewPolicy(
  reader: Reader,
  input: PreviewPolicyInput,
  now: Date,
): Promise<Result<PolicyPreview>> {
  const [environment] = await reader
    .select({ zone: environments.zone })
    .from(environments)
    .where(eq(environments.id, input.environmentId));
  if (environment === undefined)
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  const booked = await reader
    .select({ id: slots.id })
    .from(slots)
    .where(
      and(
        eq(slots.environmentId, input.environmentId),
        eq(slots.status, "booked"),
        gt(sql`upper(${slots.during})`, now.toISOString()),
      ),
    )
    .orderBy(sql`lower(${slots.during})`)
    .limit(mostSlots);
  const facts = await loadSlotFacts(
    reader,
    booked.map((slot) => slot.id),
    now,
  );
  const isLess = (slot: SlotFacts) => slot.policy !== null && asksForLess(slot.policy, input);
  const freed = booked.filter(({ id }) => {
    const slot = facts.get(id);
    const content = slot && approvalContentOf(slot);
    if (input.stages.length === 0) return true;
    if (!slot?.policy || !content || !isLess(slot)) return false;
    const before = tallyApprovals(slot.policy, slot.approvals, content);
    return !before.complete && tallyApprovals(input, slot.approvals, content).complete;
  });
  const stale = booked.flatMap(({ id }): PolicyPreview["stale"] => {
    const slot = facts.get(id);
    const content = slot && approvalContentOf(slot);
    if (!slot?.policy || !content || isLess(slot)) return [];
    const signed = tallyApprovals(slot.policy, slot.approvals, content).stages.flatMap((stage) => stage.signed);
    if (signed.length === 0) return [];
    const names = slot.releases.map((release) => `${release.serviceName} ${release.version}`);
    const signedBy = signed.map((approval) => approval.personName);
    return [{ slotId: id, names, during: slot.slot.during, zone: environment.zone, signedBy }];
  });
  return accept({
    stale,
    freed: freed.length,
    people: await countSigners(reader, input.stages),
  });
}

async function countSigners(reader: Reader, stages: PreviewPolicyInput["stages"]): Promise<PolicyPreview["people"]> {
  if (stages.length === 0) return [];
  const rows = await reader
    .select({ role: roleGrants.role, count: sql<number>`count(distinct ${people.id})`.mapWith(Number) })
    .from(roleGrants)
    .innerJoin(people, and(eq(people.id, roleGrants.personId), isNull(people.disabledAt)))
    .where(
      inArray(
        roleGrants.role,
        stages.map((stage) => stage.role),
      ),
    )
    .groupBy(roleGrants.role);
  return stages.map(({ role }) => ({ role, count: rows.find((row) => row.role === role)?.count ?? 0 }));
}
