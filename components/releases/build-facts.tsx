"use client";

import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { TimeText } from "@/components/ui/time-text";
import type { Round } from "@/lib/releases/input/detail-output";

/** What a build is made of, folded away until somebody asks. */
export function BuildFacts({ round, zone }: { round: Round; zone: string }) {
  const { changes, checks, runUrl, handoff } = round;
  const facts: Fact[] = [
    { term: "Commit", value: <code className="text-xs">{round.commitSha}</code> },
    { term: "Artifact", value: <code className="break-all text-xs">{round.artifactDigest}</code> },
    { term: "Author", value: round.authorEmail ?? "not said" },
    {
      term: round.source === "pipeline" ? "Announced" : "Handed over",
      value: (
        <>
          {round.source === "pipeline" ? `by a pipeline of ${round.builtBy}` : `by ${round.builtBy}`},{" "}
          <TimeText at={handoff?.handedOverAt ?? round.builtAt} zone={zone} />
        </>
      ),
    },
    ...(checks === null ? [] : [{ term: "Checks", value: `${checks.passed} of ${checks.total} passed` }]),
    ...(runUrl === null
      ? []
      : [
          {
            term: "Run",
            value: (
              <a href={runUrl} rel="noreferrer" target="_blank" className="break-all text-accent underline">
                {runUrl}
              </a>
            ),
          },
        ]),
  ];
  return (
    <details className="mt-1.5">
      <summary className="min-h-6 text-ink-2 text-sm phone:min-h-11 phone:content-center">
        Build{changes.length > 0 && `, ${changes.length} ${changes.length === 1 ? "change" : "changes"}`}
      </summary>
      <div className="mt-1.5 grid gap-2 rounded-md bg-sunken p-3">
        <DescriptionList facts={facts} />
        {changes.length > 0 && (
          <ul className="grid list-disc gap-0.5 pl-4.5 text-sm">
            {changes.map((change, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may have the same title; the list never changes.
              <li key={place}>
                {change.url ? (
                  <a href={change.url} rel="noreferrer" target="_blank" className="underline">
                    {change.title}
                  </a>
                ) : (
                  change.title
                )}
                {change.author && <span className="text-ink-2"> · {change.author}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
