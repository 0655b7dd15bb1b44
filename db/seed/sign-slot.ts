import type { Database } from "@/db/client";
import { approvals } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { approvalContentOf, digestOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";

/** Reads what is to be signed, as a person would on screen, and signs exactly that. */
export async function signSlot(db: Database, signer: Member, slotId: string, now: Date): Promise<void> {
  const facts = (await loadSlotFacts(db, [slotId], now)).get(slotId);
  const content = facts && approvalContentOf(facts);
  if (!facts?.policy || !content) throw new Error("the example's slot asks for no signature");
  const { id: policyId } = facts.policy;
  await db.transaction(async (tx) => {
    const row = {
      slotId,
      policyId,
      personId: signer.personId,
      verdict: "approve" as const,
      content,
      digest: digestOf(content),
    };
    await tx.insert(approvals).values({ ...row, givenAt: now });
    const subject = {
      kind: "slot",
      id: slotId,
      name: facts.releases.map((each) => `${each.serviceName} ${each.version}`).join(", "),
    };
    await recordAudit(tx, signer, now, { action: "approval.given", subject, releaseId: facts.releases[0]?.releaseId });
  });
}
