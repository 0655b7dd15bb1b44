"use client";

import { ReasonDialog } from "@/components/slots/reason-dialog";
import { proofWords } from "@/lib/domain/licence-proof";
import { withdrawProof } from "@/lib/licences/actions";
import type { Proof } from "@/lib/licences/input";

type WithdrawProofDialogProps = { proof: Proof; serviceName: string; zone: string; onClose: () => void };

/** Takes evidence back that turned out to prove nothing. It stays on the record, with the reason. */
export function WithdrawProofDialog({ proof, serviceName, zone, onClose }: WithdrawProofDialogProps) {
  const name = proofWords[proof.kind].name.toLowerCase();
  return (
    <ReasonDialog
      zone={zone}
      title={`Withdraw this proof of ${name}?`}
      description={`“${proof.summary}” counts no longer from now on; the proof before it speaks again, if there is one. Builds that it accepted are not accepted any more.`}
      confirmLabel="Withdraw it"
      whyAsked="Say why: it stays on the record."
      act={(reason) => withdrawProof({ proofId: proof.id, reason })}
      done={{ title: `A proof of ${serviceName} was withdrawn`, tone: "waiting" }}
      onClose={onClose}
    />
  );
}
