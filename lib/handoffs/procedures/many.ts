import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { claimHandoff, returnHandoff } from "@/lib/handoffs/commands/claim-handoff";
import { reassignHandoff } from "@/lib/handoffs/commands/reassign-handoff";
import { type ManyInput, manyInput, manyOutput } from "@/lib/handoffs/input/acts";
import { memberOf, procedure } from "@/lib/rpc/procedure";

export const many = procedure({
  access: "handoff.judge",
  method: "POST",
  path: "/queue/steps",
  summary: "Claim, give back or reassign several builds; each stands for itself",
  tags: ["Hand-overs"],
  input: manyInput,
  output: manyOutput,
  handler: ({ input, actor, now, db }) => doMany(db, memberOf(actor), input, now),
});

/**
 * One transaction for each build, in the order given: a group that is full takes the first ones and refuses the rest, and nobody's
 * refusal undoes what was done for another.
 */
async function doMany(db: Database, actor: Member, input: ManyInput, now: Date) {
  const { step, personId, reason } = input;
  if (step === "reassign" && personId === undefined) {
    return refuse("invalid_input", "Say who shall test them.", { field: "personId" });
  }
  if (step === "reassign" && reason === "") return refuse("invalid_input", "Say why.", { field: "reason" });
  const [done, refused]: [string[], { handoffId: string; code: string; message: string }[]] = [[], []];
  for (const handoffId of new Set(input.handoffIds)) {
    const result: Result<unknown> = await inTransaction(db, (tx) => {
      if (step === "claim") return claimHandoff(tx, actor, { handoffId }, now);
      if (step === "give_back") return returnHandoff(tx, actor, { handoffId }, now);
      return reassignHandoff(tx, actor, { handoffId, personId: personId ?? "", reason }, now);
    });
    if (result.ok) done.push(handoffId);
    else refused.push({ handoffId, code: result.refusal.code, message: result.refusal.message });
  }
  return accept({ done, refused });
}
