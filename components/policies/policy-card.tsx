"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import { TimeText } from "@/components/ui/time-text";
import type { EnvironmentPolicy, PolicyVersion } from "@/lib/approvals/input/policy-output";
import { coverNames, stagesInWords } from "./policy-words";

type PolicyCardProps = { policy: EnvironmentPolicy; zone: string; onChange?: () => void };

/** What one environment asks for now, and every version before. */
export function PolicyCard({ policy: { environment, versions }, zone, onChange }: PolicyCardProps) {
  const [current, ...older] = versions;
  return (
    <Card
      title={environment.name}
      aside={
        onChange && (
          <Button
            size="sm"
            className="-my-1"
            onClick={onChange}
            aria-label={`Change the policy of ${environment.name}`}
          >
            Change
          </Button>
        )
      }
    >
      {current === undefined || current.stages.length === 0 ? (
        <p>
          <StatusChip tone="neutral">no signature needed</StatusChip>
        </p>
      ) : (
        <DescriptionList
          facts={[
            { term: "Asks for", value: <strong className="font-semibold">{stagesInWords(current.stages)}</strong> },
            {
              term: "Authors",
              value: current.authorExcluded ? (
                "cannot approve their own work"
              ) : (
                <StatusChip tone="risk">may approve their own work</StatusChip>
              ),
            },
            { term: "Covers", value: `${coverNames[current.coversTime].name}. ${coverNames[current.coversTime].hint}` },
          ]}
        />
      )}
      <p className="mt-3 text-ink-2 text-sm">
        {environment.requiresAcceptance
          ? "QA must have accepted exactly the build that deploys."
          : "QA's acceptance is not asked for here."}
      </p>
      {current !== undefined && (
        <p className="mt-1 text-ink-2 text-sm">
          <Origin version={current} zone={zone} />
        </p>
      )}
      {older.length > 0 && (
        <details className="mt-2">
          <summary className="min-h-6 text-ink-2 text-sm phone:min-h-11 phone:content-center">
            {older.length} earlier {older.length === 1 ? "version" : "versions"}
          </summary>
          <ul className="mt-1.5 grid gap-1.5 text-sm">
            {older.map((version) => (
              <li key={version.version}>
                <Origin version={version} zone={zone} /> <span>{stagesInWords(version.stages)}</span>
                {!version.authorExcluded && ", authors may approve"}
                {`, covers ${coverNames[version.coversTime].name.toLowerCase()}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function Origin({ version: { version, createdBy, createdAt }, zone }: { version: PolicyVersion; zone: string }) {
  return (
    <span className="text-ink-2">
      Version {version}
      {createdBy !== null && ` by ${createdBy}`}, <TimeText at={createdAt} zone={zone} style="full" />.
    </span>
  );
}
