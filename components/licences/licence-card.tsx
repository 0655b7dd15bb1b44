"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import { useNow } from "@/components/ui/use-now";
import { licenceWarning } from "@/lib/domain/continuous-licence";
import { type ProofKind, proofWords } from "@/lib/domain/licence-proof";
import type { Licence, Proof } from "@/lib/licences/input";
import { FallbackNotice } from "./fallback-notice";
import { LicenceChip } from "./licence-chip";
import { PipelineWords } from "./pipeline-words";
import { ProofHistory } from "./proof-history";
import { ProofRow } from "./proof-row";
import { RecordProofDialog } from "./record-proof-dialog";
import { WithdrawProofDialog } from "./withdraw-proof-dialog";

/** Continuous availability of one service: may it deploy now, what speaks for it, what lapses next. */
export function LicenceCard({ licence, zone }: { licence: Licence; zone: string }) {
  const now = useNow(60);
  const [recording, setRecording] = useState<ProofKind>();
  const [withdrawing, setWithdrawing] = useState<Proof>();
  const { service, licensed, lapsesAt, lapsesFirst, proofs, history, may } = licence;
  const isContinuous = service.cadence === "continuous";
  const warning = licenceWarning({ lapsesAt: lapsesAt ?? undefined, lapsesFirst: lapsesFirst ?? undefined }, now);
  const missing = proofs.filter(({ state }) => state !== "live").map(({ kind }) => kind);
  return (
    <Card
      title="Continuous availability"
      aside={isContinuous && <LicenceChip licence={{ licensed, lapsesAt, lapsesFirst, missing }} />}
    >
      <div className="grid gap-3">
        {isContinuous && !licensed && <FallbackNotice licence={licence} />}
        {warning && lapsesFirst && lapsesAt && (
          <Notice
            tone={warning.urgency === "day" ? "risk" : "waiting"}
            title={<span suppressHydrationWarning>{warning.inWords}</span>}
          >
            From <TimeText at={lapsesAt} zone={zone} style="full" /> on {service.name} ships through windows, unless{" "}
            {proofWords[lapsesFirst].name.toLowerCase()} is proven anew before.
          </Notice>
        )}
        <p className="max-w-prose text-ink-2 text-sm">
          {isContinuous
            ? "It may deploy at any time outside freezes while all four of these hold. They are looked at again at every deployment."
            : "These count once its cadence is continuous."}
        </p>
        <RowList label="The four proofs">
          {proofs.map((row) => (
            <ProofRow
              key={row.kind}
              row={row}
              zone={zone}
              onRecord={may.record ? () => setRecording(row.kind) : undefined}
              onWithdraw={may.record && row.proof ? () => setWithdrawing(row.proof ?? undefined) : undefined}
            />
          ))}
        </RowList>
      </div>
      {may.record && <PipelineWords serviceName={service.name} />}
      <ProofHistory history={history} zone={zone} />
      {recording && <RecordProofDialog service={service} kind={recording} onClose={() => setRecording(undefined)} />}
      {withdrawing && (
        <WithdrawProofDialog
          proof={withdrawing}
          serviceName={service.name}
          zone={zone}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
    </Card>
  );
}
