"use client";

import { StatusChip } from "@/components/ui/chip";
import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import type { InboxEntry, ReleaseToSign } from "@/lib/approvals/input/inbox-output";
import { databaseChangeNames } from "@/lib/domain/release-words";
import { buildWords, callWords, signedTime, sinceWords } from "./approval-words";

/** Exactly what a signature would be about, and what is new since the last one. */
export function SignedContent({ entry }: { entry: InboxEntry }) {
  return (
    <div className="grid gap-4">
      {entry.releases.map((release) => (
        <section key={release.id} aria-label={`${release.serviceName} ${release.version}`} className="grid gap-2">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            <TextLink href={`/releases/${release.id}`}>
              {release.serviceName} {release.version}
            </TextLink>
            {release.kind === "hotfix" && <StatusChip tone="risk">hotfix</StatusChip>}
            {release.databaseChange === "breaking" && <StatusChip tone="risk">breaking database change</StatusChip>}
          </h3>
          {release.summary && <p className="text-ink-2">{release.summary}</p>}
          <DescriptionList facts={factsOf(release)} />
        </section>
      ))}
      <DescriptionList
        facts={[
          { term: "Where", value: entry.environment.name },
          { term: "When", value: signedTime(entry) },
          { term: "Policy", value: `version ${entry.policy.version}` },
          { term: "Digest", value: <code className="break-all text-2xs text-ink-2">{entry.digest}</code> },
        ]}
      />
    </div>
  );
}

function factsOf(release: ReleaseToSign): Fact[] {
  const { build, since, databaseChange, downtimeMinutes, rollbackPlan } = release;
  const strong = (text: string) => <strong className="font-semibold text-base">{text}</strong>;
  const changed = sinceWords(release);
  const fallback = databaseChange === "breaking" ? "Forward only: no plan says otherwise." : "None written down.";
  return [
    { term: "Build", value: strong(buildWords(release)) },
    ...(since === null || changed === null ? [] : [{ term: `Since your rc ${since.number}`, value: strong(changed) }]),
    ...(build === null
      ? []
      : [{ term: "Artifact", value: <code className="break-all text-2xs text-ink-2">{build.artifactDigest}</code> }]),
    ...(build?.checks ? [{ term: "Checks", value: `${build.checks.passed} of ${build.checks.total} passed` }] : []),
    { term: "Call", value: callWords(release) },
    { term: "Database", value: databaseChangeNames[databaseChange] },
    { term: "Downtime", value: downtimeMinutes === 0 ? "none" : `${downtimeMinutes} min` },
    { term: "Way back", value: <span className="whitespace-pre-line">{rollbackPlan || fallback}</span> },
  ];
}
