"use client";

import { StatusChip } from "@/components/ui/chip";
import { useNow } from "@/components/ui/use-now";
import { licenceWarning } from "@/lib/domain/continuous-licence";
import { type ProofKind, proofKinds, proofWords } from "@/lib/domain/licence-proof";

type LicenceChipProps = {
  licence: { licensed: boolean; lapsesAt: Date | null; lapsesFirst: ProofKind | null; missing?: readonly ProofKind[] };
};

/** Whether a continuous service may deploy right now, and a warning while its licence nears its end. */
export function LicenceChip({ licence: { licensed, lapsesAt, lapsesFirst, missing = [] } }: LicenceChipProps) {
  const now = useNow(60);
  if (!licensed) {
    return (
      <StatusChip tone="risk" mark="square">
        through windows{missing.length > 0 && `: ${missingInWords(missing)}`}
      </StatusChip>
    );
  }
  const warning = licenceWarning({ lapsesAt: lapsesAt ?? undefined, lapsesFirst: lapsesFirst ?? undefined }, now);
  if (warning === undefined) return <StatusChip tone="clear">any time</StatusChip>;
  return (
    <StatusChip tone={warning.urgency === "day" ? "risk" : "waiting"}>
      any time · <span suppressHydrationWarning>{warning.inWords.toLowerCase()}</span>
    </StatusChip>
  );
}

function missingInWords(missing: readonly ProofKind[]): string {
  if (missing.length > 2) return `${missing.length} of ${proofKinds.length} proofs needed`;
  return `needs ${missing.map((kind) => proofWords[kind].name.toLowerCase()).join(", ")}`;
}
