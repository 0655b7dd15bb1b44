import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { licenceProofs, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { proofWords } from "@/lib/domain/licence-proof";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { WithdrawProofInput } from "@/lib/licences/input";
import { judgeLicence } from "@/lib/licences/queries/judge-licence";
import { recordStanding } from "./record-standing";

/**
 * Takes evidence back that turned out to prove nothing; it stays on the record with the reason. The proof before it speaks again. Builds
 * that a withdrawn regression run accepted are not accepted any more: their gate closes.
 *
 * Refuses with `not_found`, `forbidden`, and `wrong_state` for what was withdrawn already and for a failure: that is answered by a newer
 * proof, or whoever wants the licence back would withdraw it.
 */
export async function withdrawProof(
  tx: Tx,
  actor: Member,
  { proofId, reason }: WithdrawProofInput,
  now: Date,
): Promise<Result<null>> {
  const none = refuse("not_found", "There is no such proof.");
  const [known] = await tx
    .select({ serviceId: licenceProofs.serviceId })
    .from(licenceProofs)
    .where(eq(licenceProofs.id, proofId));
  if (known === undefined) return none;
  const [service] = await tx.select().from(services).where(eq(services.id, known.serviceId)).for("no key update");
  if (service === undefined || !reaches(readScope(actor), service.teamId)) return none;
  const reached = requireReach(actor, "release.write", service.teamId);
  if (!reached.ok) return reached;
  const [proof] = await tx.select().from(licenceProofs).where(eq(licenceProofs.id, proofId)).for("update");
  if (proof === undefined) return none;
  if (proof.withdrawnAt !== null) return refuse("wrong_state", "This proof was withdrawn already.");
  if (proof.outcome === "failed") {
    return refuse("wrong_state", "A failure stays on the record. Record a newer proof when it passes again.");
  }
  const before = await judgeLicence(tx, service, now, actor.zone);
  await tx
    .update(licenceProofs)
    .set({ withdrawnAt: now, withdrawnBy: actor.personId, withdrawReason: reason })
    .where(eq(licenceProofs.id, proofId));
  await recordAudit(tx, actor, now, {
    action: "licence.withdrawn",
    subject: { kind: "service", id: service.id, name: service.name },
    data: { proofId, kind: proof.kind, proof: proofWords[proof.kind].name, reason },
  });
  const after = await judgeLicence(tx, service, now, actor.zone);
  await recordStanding(tx, actor, service, { before, after }, now);
  await announce(tx, { noun: "licences", id: service.id });
  return accept(null);
}
