"use client";

import { StatusChip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import type { ReleaseToSign } from "@/lib/approvals/input/inbox-output";
import { databaseChangeNames, releaseKindNames } from "@/lib/domain/release-words";

/**
 * What its developers say of a release. Worth knowing before one signs, but words: a signature is for the build, not for them, so
 * they stand apart from what is signed.
 */
export function ReleaseWords({ release, named }: { release: ReleaseToSign; named: boolean }) {
  const { build, databaseChange, downtimeMinutes, kind, rollbackPlan, serviceName, summary, version } = release;
  const forwardOnly = databaseChange === "breaking" ? "Forward only: no plan says otherwise." : "None written down.";
  const database = databaseChangeNames[databaseChange];
  return (
    <div className="grid gap-2">
      {named && (
        <h3 className="font-semibold">
          {serviceName} {version}
        </h3>
      )}
      {summary && <p>{summary}</p>}
      <DescriptionList
        facts={[
          {
            term: "Kind",
            value: kind === "hotfix" ? <StatusChip tone="risk">hotfix</StatusChip> : releaseKindNames[kind],
          },
          {
            term: "Database",
            value: databaseChange === "breaking" ? <StatusChip tone="risk">{database}</StatusChip> : database,
          },
          { term: "Downtime", value: downtimeMinutes === 0 ? "none" : `${downtimeMinutes} min` },
          { term: "Way back", value: <span className="whitespace-pre-line">{rollbackPlan || forwardOnly}</span> },
          ...(build?.checks
            ? [{ term: "Checks", value: `${build.checks.passed} of ${build.checks.total} passed` }]
            : []),
        ]}
      />
    </div>
  );
}
