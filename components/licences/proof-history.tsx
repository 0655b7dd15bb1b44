import { RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import { ToneMark } from "@/components/ui/tone-mark";
import { proofWords } from "@/lib/domain/licence-proof";
import type { Proof } from "@/lib/licences/input";
import { ProofEvidence } from "./proof-evidence";

/** Every proof that was ever recorded, newest first; withdrawn ones with who and why. */
export function ProofHistory({ history, zone }: { history: readonly Proof[]; zone: string }) {
  if (history.length === 0) return null;
  return (
    <details className="mt-3 border-line border-t pt-3">
      <summary className="min-h-6 w-fit cursor-pointer text-accent text-sm phone:min-h-11 phone:content-center">
        What was recorded so far ({history.length})
      </summary>
      <RowList label="Proofs so far" className="mt-2">
        {history.map((proof) => (
          <li key={proof.id} className="flex items-start gap-2.5 py-2 first:pt-0 last:pb-0">
            <ToneMark
              tone={proof.withdrawnAt !== null ? "neutral" : proof.outcome === "passed" ? "clear" : "risk"}
              className="mt-px"
            />
            <div className="min-w-0 grow text-sm">
              <p>
                <span className="font-semibold">{proofWords[proof.kind].name}</span>{" "}
                {proof.outcome === "passed" ? "passed" : "failed"}: <ProofEvidence proof={proof} />
              </p>
              {proof.withdrawnAt !== null && (
                <p className="text-ink-2">
                  Withdrawn by {proof.withdrawnBy}, <TimeText at={proof.withdrawnAt} zone={zone} />: “
                  {proof.withdrawReason}”
                </p>
              )}
              <p className="text-ink-2">
                <TimeText at={proof.provenAt} zone={zone} style="full" /> by {proof.recordedBy}
              </p>
            </div>
          </li>
        ))}
      </RowList>
    </details>
  );
}
