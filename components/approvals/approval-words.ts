import { amountOfChange } from "@/components/handoffs/queue-words";
import { signedContent } from "@/lib/approvals/input";
import type { InboxEntry, ReleaseToSign } from "@/lib/approvals/input/inbox-output";
import { roleNames } from "@/lib/domain/approver";
import { formatInstant, formatRange } from "@/lib/time/format";

/** "web 2026.47", or the first of several. */
export function entryTitle({ releases }: Pick<InboxEntry, "releases">): string {
  const [first, ...more] = releases.map(({ serviceName, version }) => `${serviceName} ${version}`);
  if (first === undefined) return "No release";
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

/** How much of the time is part of the signature, in a sentence. */
export function signedTime({ content, during, environment }: InboxEntry): string {
  const time = signedContent.safeParse(JSON.parse(content)).data?.time;
  const { zone } = environment;
  if (time === undefined || time.covers === "none")
    return `Any time: moving the slot (now ${formatRange(during, zone)}) keeps it`;
  if (time.covers === "occurrence" && time.start !== undefined && time.end === undefined) {
    return `The opening of ${formatInstant(new Date(time.start), zone)}: moving inside it keeps your signature`;
  }
  return `Exactly ${formatRange(during, zone)}: any move asks again`;
}

/** "rc 3 · a91f3c2" */
export function buildWords({ build }: ReleaseToSign): string {
  return build === null ? "No build yet" : `rc ${build.number} · ${build.commitSha.slice(0, 7)}`;
}

/** What is different from the build that this person signed last: "4 lines in 1 file". */
export function sinceWords({ since }: ReleaseToSign): string | null {
  if (since === null) return null;
  return amountOfChange(since.changedLines, since.changedFiles) ?? "It did not say how much changed";
}

/** Where the call goes, without what a secret might hide in: "direct, to deploy.example.com". */
export function callWords({ target }: ReleaseToSign): string {
  if (target === null) return "Nobody: no target is set";
  return `${target.strategy}, to ${URL.canParse(target.url) ? new URL(target.url).host : target.url}`;
}

/** "release managers 1 of 2 (Rosa)" */
export function stageWords({ role, required, signedBy }: InboxEntry["stages"][number]): string {
  const name = required === 1 ? roleNames[role].one : roleNames[role].many;
  const who = signedBy.length === 0 ? "" : ` (${signedBy.join(", ")})`;
  return `${name} ${signedBy.length} of ${required}${who}`;
}
