import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { slots } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { roleNames } from "@/lib/domain/approver";
import { slotSignatures } from "@/lib/domain/slot-signatures";
import { tell } from "@/lib/notices/tell";
import { instantToJudge } from "@/lib/slots/queries/judged-at";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { slotName } from "./slot-name";

/**
 * Tells those whose signature a slot that was booked still lacks. What was signed beforehand for its window asks nobody, and whoever
 * booked it is not told of their own booking. A job of the booking, because the facts that decide it cost as much as the booking
 * itself; a slot that is not booked any more asks nobody. Twice is as once.
 */
export async function askForSignatures(tx: Tx, actor: Actor, slotId: string, now: Date): Promise<void> {
  const facts = (await loadSlotFacts(tx, [slotId], now)).get(slotId);
  const signatures = facts && slotSignatures(facts, instantToJudge(facts.slot.during, now));
  if (!signatures) return;
  const [slot] = await tx.select({ bookedBy: slots.bookedBy }).from(slots).where(eq(slots.id, slotId));
  const { teamId, during, status } = facts.slot;
  if (status !== "booked") return;
  const missing = signatures.tally.stages.filter((stage) => stage.missing > 0);
  await tell(
    tx,
    actor,
    now,
    ...missing.map(({ role, missing: count }) => ({
      to: { role, teamId },
      except: slot?.bookedBy,
      kind: "approval_waits" as const,
      subject: { noun: "approvals" as const, id: slotId },
      params: {
        slot: slotName(facts),
        start: during.start.toISOString(),
        stage: `${count} ${count === 1 ? roleNames[role].one : roleNames[role].many} still to sign`,
      },
      dedupeKey: `approval_waits:${slotId}`,
    })),
  );
}
