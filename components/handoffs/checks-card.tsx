"use client";

import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TimeText } from "@/components/ui/time-text";
import { checkOutcome } from "@/lib/domain/build-check";
import type { Turn } from "@/lib/handoffs/input/turn-output";

const looks = {
  passed: { tone: "clear", mark: "check" },
  failed: { tone: "risk", mark: "cross" },
  running: { tone: "waiting", mark: "dots" },
} as const;

/** What the pipeline found out about the build. */
export function ChecksCard({ checks, zone }: { checks: Turn["checks"]; zone: string }) {
  const passed = checks.filter((check) => checkOutcome(check) === "passed").length;
  return (
    <Card title="Pipeline" aside={checks.length > 0 && `${passed} of ${checks.length} checks passed`}>
      {checks.length === 0 && (
        <p className="text-ink-2 text-sm">
          No check was reported. A pipeline reports them through the API or a webhook.
        </p>
      )}
      <RowList label="Checks">
        {checks.map((check) => {
          const { tone, mark } = looks[checkOutcome(check)];
          const word = (check.conclusion ?? check.status).replaceAll("_", " ");
          return (
            <Row
              key={check.id}
              title={
                check.url === null ? (
                  check.name
                ) : (
                  <a href={check.url} target="_blank" rel="noreferrer" className="hit-area text-accent underline">
                    {check.name}
                  </a>
                )
              }
              detail={
                <>
                  {check.total !== null && `${check.passed} of ${check.total} · `}
                  {check.summary !== "" && `${check.summary} · `}
                  {check.source}, <TimeText at={check.finishedAt ?? check.reportedAt} zone={zone} />
                </>
              }
              end={
                <StatusChip tone={tone} mark={mark}>
                  {word}
                </StatusChip>
              }
            />
          );
        })}
      </RowList>
    </Card>
  );
}
