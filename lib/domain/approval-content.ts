import { formatInstant, formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";

/** How far a slot may move before approvals go stale: anywhere, inside its occurrence, not at all. */
export const approvalTimeCovers = ["none", "occurrence", "slot"] as const;
export type ApprovalTimeCover = (typeof approvalTimeCovers)[number];

/** Everything that an approval may be about. */
export type ApprovalSubject = {
  environment: { id: string; name: string };
  policy: { version: number; coversTime: ApprovalTimeCover };
  slot: { during: Range; occurrence: { id: string; during: Range } | null };
  releases: ReadonlyArray<{
    releaseId: string;
    serviceName: string;
    version: string;
    build: { number: number; artifactDigest: string } | null;
    target: { url: string; strategy: string; version: number } | null;
  }>;
};

type ContentTime = { covers: ApprovalTimeCover; occurrence?: string; start?: string; end?: string };

type ContentRelease = {
  id: string;
  service: string;
  version: string;
  build: { number: number; digest: string } | null;
  target: { url: string; strategy: string; version: number } | null;
};

/** The signed content as it is written down. The order of the keys is part of the format. */
type Content = {
  format: 1;
  environment: { id: string; name: string };
  policy: number;
  time: ContentTime;
  releases: ContentRelease[];
};

function timeOf({ policy, slot }: ApprovalSubject): ContentTime {
  const { coversTime } = policy;
  if (coversTime === "none") return { covers: "none" };
  // Without an occurrence there is nothing to move within: the time itself is what is signed.
  if (coversTime === "occurrence" && slot.occurrence !== null) {
    // Its start is part of it: an occurrence that is moved takes its slots along to another time.
    const { id, during } = slot.occurrence;
    return { covers: "occurrence", occurrence: id, start: during.start.toISOString() };
  }
  const { start, end } = slot.during;
  return { covers: coversTime, start: start.toISOString(), end: end.toISOString() };
}

/**
 * The canonical text that an approval signs (rule 5): the same subject always gives the same text, and the text changes exactly
 * when something changes that the policy wants signed: the environment, the policy's version, each release's build (by
 * artifact digest) and target (address, strategy, version), and the time as far as the policy covers it. The digest of an
 * approval is the SHA-256 of this text in UTF-8; the text is kept with it, so that `approvalChanges` can compare.
 */
export function approvalContent(subject: ApprovalSubject): string {
  const releases = [...subject.releases]
    .sort((a, b) => (a.releaseId < b.releaseId ? -1 : 1))
    .map(
      ({ releaseId, serviceName, version, build, target }): ContentRelease => ({
        id: releaseId,
        service: serviceName,
        version,
        build: build === null ? null : { number: build.number, digest: build.artifactDigest },
        target: target === null ? null : { url: target.url, strategy: target.strategy, version: target.version },
      }),
    );
  const { id, name } = subject.environment;
  const content: Content = {
    format: 1,
    environment: { id, name },
    policy: subject.policy.version,
    time: timeOf(subject),
    releases,
  };
  return JSON.stringify(content);
}

const dateOf = (iso: string) => new Date(iso);

function timeInWords(time: ContentTime, zone: string): string {
  if (time.start === undefined) return "any time";
  if (time.end === undefined) return `the opening of ${formatInstant(dateOf(time.start), zone)}`;
  return formatRange({ start: dateOf(time.start), end: dateOf(time.end) }, zone);
}

function timeChanges(before: ContentTime, after: ContentTime, zone: string): string[] {
  const [from, to] = [timeInWords(before, zone), timeInWords(after, zone)];
  if (from !== to) return [`moved from ${from} to ${to}`];
  return before.occurrence === after.occurrence ? [] : ["moved to another window"];
}

function releaseChanges(before: ContentRelease, after: ContentRelease, only: boolean): string[] {
  const name = only ? "" : `${after.service} ${after.version}: `;
  const changes: string[] = [];
  if (before.service !== after.service) changes.push(`service renamed from ${before.service} to ${after.service}`);
  const rc = (build: ContentRelease["build"]) => (build === null ? "none" : `rc ${build.number}`);
  if (before.version !== after.version) changes.push(`${name}version ${before.version} → ${after.version}`);
  if (before.build?.number !== after.build?.number) {
    changes.push(`${name}build ${rc(before.build)} → ${rc(after.build)}`);
  } else if (before.build?.digest !== after.build?.digest) {
    changes.push(`${name}the artifact of ${rc(after.build)} is another one`);
  }
  if (before.target === null && after.target !== null) changes.push(`${name}target added`);
  else if (before.target !== null && after.target === null) changes.push(`${name}target removed`);
  else if (before.target !== null && after.target !== null) {
    const { target: old } = before;
    const { target } = after;
    if (old.url !== target.url) changes.push(`${name}target address ${old.url} → ${target.url}`);
    if (old.strategy !== target.strategy) changes.push(`${name}strategy ${old.strategy} → ${target.strategy}`);
    if (old.url === target.url && old.strategy === target.strategy && old.version !== target.version) {
      changes.push(`${name}target settings changed`);
    }
  }
  return changes;
}

/**
 * What changed between two contents, in words for the person who signed the older one: "build rc 2 → rc 3", "moved from …",
 * "policy version 3 → 4". Times are written in `zone`. Empty exactly when the contents are equal.
 */
export function approvalChanges(oldContent: string, newContent: string, zone: string): string[] {
  if (oldContent === newContent) return [];
  const before = JSON.parse(oldContent) as Content;
  const after = JSON.parse(newContent) as Content;
  const changes: string[] = [];
  if (before.environment.id !== after.environment.id || before.environment.name !== after.environment.name) {
    changes.push(`environment ${before.environment.name} → ${after.environment.name}`);
  }
  for (const release of after.releases) {
    const known = before.releases.find(({ id }) => id === release.id);
    if (known === undefined) changes.push(`${release.service} ${release.version} added`);
    else changes.push(...releaseChanges(known, release, after.releases.length === 1));
  }
  for (const gone of before.releases.filter(({ id }) => !after.releases.some((release) => release.id === id))) {
    changes.push(`${gone.service} ${gone.version} removed`);
  }
  // How much of the time is signed belongs to the policy, so a change of that is told by its version.
  if (before.policy !== after.policy) changes.push(`policy version ${before.policy} → ${after.policy}`);
  if (before.time.covers === after.time.covers) changes.push(...timeChanges(before.time, after.time, zone));
  // Whatever else may differ, a stale signature must never look as if nothing had happened.
  return changes.length > 0 ? changes : ["what is signed is written differently"];
}
