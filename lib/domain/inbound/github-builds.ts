import type { Fact, FactChange, Said } from "./fact";
import { commitAt, digestAt, emailAt, firstLineAt, instantAt, listAt, textAt, urlAt, valueAt } from "./payload";

/** A push to a branch or tag. */
export function readPush(body: unknown): Said {
  const ref = textAt(body, "ref", 300);
  // `after` is where the ref points: of an annotated tag that is the tag's own object, and the commit stands in `head_commit`.
  const after = commitAt(body, "after");
  const commitSha = commitAt(body, "head_commit.id") ?? after;
  const occurredAt = instantAt(body, "repository.pushed_at") ?? instantAt(body, "head_commit.timestamp");
  const summary = `push to ${shortRef(ref)}`;
  if (valueAt(body, "deleted") === true || after === undefined)
    return { summary, ref, occurredAt, ignored: "The branch or tag was deleted." };
  if (ref === undefined) return { summary, occurredAt, ignored: "The push does not say which branch or tag." };
  const commits = listAt(body, "commits", 500);
  const listed = (commits.length > 0 ? commits : [valueAt(body, "head_commit")]).toReversed();
  const fact: Fact = {
    kind: "build",
    trigger: ref.startsWith("refs/tags/") ? "tag" : "push",
    subject: `push ${ref}`,
    at: occurredAt,
    commitSha,
    ref,
    changes: listed.flatMap(changeOf),
    changedFiles: commits.length > 0 ? filesOf(commits) : undefined,
    authorEmail: emailAt(body, "head_commit.author.email"),
  };
  return { summary, ref, commitSha, occurredAt, facts: [fact] };
}

/** A commit as a line of what a build brings. */
export function changeOf(commit: unknown): FactChange[] {
  const title = firstLineAt(commit, "message", 300);
  if (title === undefined) return [];
  const [author, authorEmail] = [textAt(commit, "author.name"), emailAt(commit, "author.email")];
  return [{ title, author, authorEmail, url: urlAt(commit, "url") }];
}

/** A release: out once it is published. */
export function readRelease(body: unknown): Said {
  const release = valueAt(body, "release");
  const action = textAt(body, "action", 60);
  const tag = textAt(release, "tag_name", 250);
  const occurredAt = instantAt(release, "published_at") ?? instantAt(release, "created_at");
  const ref = tag === undefined ? undefined : `refs/tags/${tag}`;
  // It is a branch as often as a commit.
  const commitSha = commitAt(release, "target_commitish");
  const base = { summary: `release ${tag ?? "?"} ${action ?? ""}`.trim(), ref, commitSha, occurredAt };
  if (action !== "published" && action !== "released")
    return { ...base, ignored: `Only a published release counts; this one was ${action ?? "not"}.` };
  if (ref === undefined || valueAt(release, "draft") === true)
    return { ...base, ignored: "A draft, or a release without a tag, is not out." };
  const title = textAt(release, "name", 300) ?? tag ?? "";
  const digests = listAt(release, "assets", 100).flatMap((asset) => digestAt(asset, "digest") ?? []);
  // Several files have several digests, and nothing says which of them is deployed.
  const artifactDigest = digests.length === 1 ? digests[0] : undefined;
  const made = { commitSha, artifactDigest };
  return {
    ...base,
    artifactDigest,
    facts: [
      { kind: "release", subject: `release ${tag}`, at: occurredAt, ...made, ref, title },
      {
        kind: "build",
        trigger: artifactDigest === undefined ? "release" : "artifact",
        subject: `release ${tag}`,
        at: occurredAt,
        ...made,
        ref,
        changes: [{ title, url: urlAt(release, "html_url") }],
      },
    ],
  };
}

function filesOf(commits: unknown[]): number {
  const lists = ["added", "removed", "modified"];
  return new Set(commits.flatMap((commit) => lists.flatMap((list) => listAt(commit, list, 10_000)))).size;
}

function shortRef(ref: string | undefined): string {
  return ref?.replace(/^refs\/(heads|tags)\//, "") ?? "?";
}
