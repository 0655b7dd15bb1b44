"use client";

import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import type { InboxEntry, ReleaseToSign } from "@/lib/approvals/input/inbox-output";
import { buildWords, callWords, signedTime, sinceWords } from "./approval-words";

/** Exactly what the digest covers, and what of it is new since the last signature. Nothing else stands here. */
export function SignedContent({ entry }: { entry: InboxEntry }) {
  return (
    <div className="grid gap-4">
      {entry.releases.map((release) => (
        <section key={release.id} aria-label={`${release.serviceName} ${release.version}`} className="grid gap-2">
          <h3 className="font-semibold">
            <TextLink href={`/releases/${release.id}`}>
              {release.serviceName} {release.version}
            </TextLink>
          </h3>
          <DescriptionList facts={signedFacts(release)} />
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

function signedFacts(release: ReleaseToSign): Fact[] {
  const { build, since } = release;
  const strong = (text: string) => <strong className="font-semibold text-base">{text}</strong>;
  const changed = sinceWords(release);
  return [
    { term: "Build", value: strong(buildWords(release)) },
    ...(since === null || changed === null ? [] : [{ term: `Since your rc ${since.number}`, value: strong(changed) }]),
    ...(build === null
      ? []
      : [{ term: "Artifact", value: <code className="break-all text-2xs text-ink-2">{build.artifactDigest}</code> }]),
    { term: "Call", value: callWords(release) },
  ];
}
