"use client";

import { Avatar } from "@/components/ui/avatar";
import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import type { ShownVerdict } from "@/lib/approvals/input/inbox-output";

/** Everybody's last word; one that was given for something else says what has changed since. */
export function VerdictList({ verdicts, zone }: { verdicts: readonly ShownVerdict[]; zone: string }) {
  if (verdicts.length === 0) return <p className="text-ink-2">Nobody has signed yet.</p>;
  return (
    <RowList label="Verdicts">
      {verdicts.map((verdict) => (
        <Row
          key={verdict.personId}
          lead={<Avatar name={verdict.personName} size={24} />}
          title={verdict.personName}
          detail={<TimeText at={verdict.at} zone={zone} />}
          end={<VerdictChip verdict={verdict} />}
        >
          {verdict.comment && <p className="text-sm">“{verdict.comment}”</p>}
          {verdict.stale && <p className="text-sm text-waiting">Changed since: {verdict.changes.join("; ")}.</p>}
        </Row>
      ))}
    </RowList>
  );
}

function VerdictChip({ verdict: { stale, verdict } }: { verdict: ShownVerdict }) {
  const word = verdict === "approve" ? "approved" : "declined";
  // A stale word counts for nothing, so it must not look as if it did.
  if (stale) return <StatusChip tone="neutral">{word}, stale</StatusChip>;
  return verdict === "approve" ? (
    <StatusChip tone="clear">{word}</StatusChip>
  ) : (
    <StatusChip tone="risk" mark="cross">
      {word}
    </StatusChip>
  );
}
