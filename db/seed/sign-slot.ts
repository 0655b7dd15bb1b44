import type { Reader } from "@/db/client";
import { giveApproval } from "@/lib/approvals/commands/give-approval";
import type { Member } from "@/lib/auth/actor";
import { approvalContentOf, digestOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { ExampleRefused, perform } from "./cast";

/** Reads what is to be signed, as a person would on screen, and signs exactly that. */
export async function signSlot(db: Reader, signer: Member, slotId: string, now: Date): Promise<void> {
  const facts = (await loadSlotFacts(db, [slotId], now)).get(slotId);
  const content = facts && approvalContentOf(facts);
  if (!content) throw new ExampleRefused("Its slot asks for no signature any more.");
  const input = { slotId, verdict: "approve" as const, comment: "", digest: digestOf(content) };
  await perform(db, (tx) => giveApproval(tx, signer, input, now));
}
