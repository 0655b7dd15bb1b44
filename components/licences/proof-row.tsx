"use client";

import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { TimeText } from "@/components/ui/time-text";
import { ToneMark } from "@/components/ui/tone-mark";
import { proofWords } from "@/lib/domain/licence-proof";
import type { ProofRowData } from "./licence-data";
import { ProofEvidence } from "./proof-evidence";
import { proofLooks } from "./proof-looks";

type ProofRowProps = {
  row: ProofRowData;
  zone: string;
  /** Left out where whoever looks may not record proofs. */
  onRecord?: () => void;
  onWithdraw?: () => void;
};

/** One of the four proofs: what it says of the service, the evidence that decides, how old it is and how long it holds. */
export function ProofRow({ row: { kind, state, proof }, zone, onRecord, onWithdraw }: ProofRowProps) {
  const look = proofLooks[state];
  const { name, says, evidence } = proofWords[kind];
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-2 py-3 first:pt-0 last:pb-0 md:grid-cols-[auto_minmax(0,1fr)_auto]">
      <ToneMark tone={look.tone} className="mt-px" />
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          {name}
          <StatusChip tone={look.tone} mark={look.mark}>
            {look.words}
          </StatusChip>
        </h3>
        <p className="text-ink-2 text-sm">{says}</p>
        {proof === null ? (
          <p className="mt-1 text-sm">
            Not proven. Good evidence: {evidence.charAt(0).toLowerCase() + evidence.slice(1)}
          </p>
        ) : (
          <>
            <p className="mt-1">
              <ProofEvidence proof={proof} />
            </p>
            <p className="text-ink-2 text-sm">
              {proof.outcome === "passed" ? "Proven" : "Failed"} <RelativeTime at={proof.provenAt} zone={zone} /> by{" "}
              {proof.recordedBy}
              {proof.outcome === "passed" && (
                <>
                  , {state === "expired" ? "held" : "holds"} until{" "}
                  <TimeText at={proof.expiresAt} zone={zone} style="full" />
                </>
              )}
            </p>
          </>
        )}
      </div>
      <div className="flex items-start gap-2 max-md:col-start-2">
        {onWithdraw && proof?.outcome === "passed" && (
          <Button
            size="sm"
            variant="quiet"
            aria-label={`Withdraw the proof of ${name.toLowerCase()}`}
            onClick={onWithdraw}
          >
            Withdraw
          </Button>
        )}
        {onRecord && (
          <Button size="sm" aria-label={`Record ${name.toLowerCase()}`} onClick={onRecord}>
            Record
          </Button>
        )}
      </div>
    </li>
  );
}
