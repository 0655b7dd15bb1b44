import { call } from "@orpc/server";
import type { Database } from "@/db/client";
import { approvalsProcedures } from "@/lib/approvals/procedures";
import { slotGates } from "@/lib/domain/slot-gates";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import type { contextAs } from "./call-as";
import type { Organisation } from "./organisation";
import { anAcceptedRelease } from "./release";
import { aSlot } from "./slot";

/** What a test of signatures does: a slot is booked and signed by what its signer sees, and its gate is looked at. */
export function signingActs(db: Database, organisation: () => Organisation) {
  async function booked(more: Parameters<typeof aSlot>[2] = {}) {
    const accepted = await anAcceptedRelease(db, organisation());
    const slot = await aSlot(db, organisation(), { ...more, releases: [accepted.release] });
    return { ...accepted, slot };
  }

  /** What somebody sees of a slot in their inbox. */
  async function entryFor(slotId: string, context: ReturnType<typeof contextAs>) {
    const { entries } = await call(approvalsProcedures.inbox, {}, context);
    const entry = entries.find((each) => each.slotId === slotId);
    if (!entry) throw new Error("the slot is not in the inbox");
    return entry;
  }

  async function sign(slotId: string, context: ReturnType<typeof contextAs>, more: object = {}) {
    const { digest, content } = await entryFor(slotId, context);
    return call(approvalsProcedures.give, { slotId, verdict: "approve", digest, content, ...more }, context);
  }

  async function approvalGate(slotId: string) {
    const facts = (await loadSlotFacts(db, [slotId], organisation().now)).get(slotId);
    const gate = facts && slotGates(facts, facts.slot.during.start).find((each) => each.gate === "approvals");
    if (!gate) throw new Error("no gate");
    return gate;
  }
  return { booked, entryFor, sign, approvalGate };
}
