import type { CheckResult, DeploymentWord, Fact, FactChange, Reading, Said } from "./fact";
import { commitAt, emailAt, firstLineAt, instantAt, listAt, plainText, textAt, urlAt, valueAt } from "./payload";

type Read = (body: unknown) => Said;

const results: Readonly<Record<string, CheckResult>> = {
  created: "running",
  waiting_for_resource: "running",
  preparing: "running",
  pending: "running",
  running: "running",
  manual: "running",
  scheduled: "running",
  success: "passed",
  failed: "failed",
  canceled: "cancelled",
  canceling: "running",
  skipped: "skipped",
};

const deploymentStates: Readonly<Record<string, DeploymentWord>> = {
  created: "requested",
  blocked: "requested",
  running: "running",
  success: "succeeded",
  failed: "failed",
  canceled: "failed",
};

const meaningless: Readonly<Record<string, string>> = {
  merge_request: "A merge request is no build yet; its merge is told by a push.",
  note: "Comments are not followed here.",
  issue: "Issues are not followed here.",
  work_item: "Issues are not followed here.",
  wiki_page: "Wiki pages are not followed here.",
  feature_flag: "Feature flags are not followed here.",
  emoji: "Reactions are not followed here.",
  milestone: "Milestones are not followed here.",
};

const readers: Readonly<Record<string, Read>> = {
  push: (body) => readPush(body, "push"),
  tag_push: (body) => readPush(body, "tag"),
  pipeline: readPipeline,
  // What the screen of GitLab calls a job its webhook calls a build.
  build: readJob,
  deployment: readDeployment,
  release: readRelease,
};

/** Reads a webhook of GitLab; `event` is its `X-Gitlab-Event`, which the body's own word beats. */
export function readGitlab(event: string, body: unknown): Reading {
  const name = textAt(body, "object_kind", 60) ?? plainText(event, 60) ?? "unknown";
  const place = textAt(body, "project.path_with_namespace") ?? pathOf(body);
  const base = { eventType: name === "build" ? "job" : name, places: place === undefined ? [] : [place] };
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read === undefined) {
    const ignored = Object.hasOwn(meaningless, name) ? meaningless[name] : undefined;
    return { ...base, summary: "", ignored: ignored ?? `The event “${name}” is not followed here.` };
  }
  const { facts, ignored, ...rest } = read(body);
  return facts === undefined
    ? { ...base, ...rest, ignored: ignored ?? "It says nothing that counts here." }
    : { ...base, ...rest, facts };
}

/** A job names its project only as "Group / Sub / Project" for people; the address of its repository says it for programs. */
function pathOf(body: unknown): string | undefined {
  const home = urlAt(body, "repository.homepage") ?? urlAt(body, "project.web_url");
  return home === undefined ? textAt(body, "project_name") : plainText(new URL(home).pathname.replace(/^\//, ""));
}

function readPush(body: unknown, trigger: "push" | "tag"): Said {
  const ref = textAt(body, "ref", 300);
  const commitSha = commitAt(body, "checkout_sha") ?? commitAt(body, "after");
  const commits = listAt(body, "commits", 500);
  const newest = commits.at(-1);
  const occurredAt = instantAt(newest, "timestamp");
  const base = { summary: `push to ${ref?.replace(/^refs\/(heads|tags)\//, "") ?? "?"}`, ref, occurredAt };
  if (commitAt(body, "after") === undefined || commitSha === undefined)
    return { ...base, ignored: "The branch or tag was deleted." };
  if (ref === undefined) return { ...base, ignored: "The push does not say which branch or tag." };
  const lists = ["added", "removed", "modified"];
  const files = new Set(commits.flatMap((commit) => lists.flatMap((list) => listAt(commit, list, 10_000))));
  const fact: Fact = {
    kind: "build",
    trigger,
    subject: `push ${ref}`,
    at: occurredAt,
    commitSha,
    ref,
    changes: commits.toReversed().flatMap(changeOf),
    changedFiles: commits.length > 0 ? files.size : undefined,
    authorEmail: emailAt(newest, "author.email"),
  };
  return { ...base, commitSha, facts: [fact] };
}

function changeOf(commit: unknown): FactChange[] {
  const title = textAt(commit, "title", 300) ?? firstLineAt(commit, "message", 300);
  if (title === undefined) return [];
  const [author, authorEmail] = [textAt(commit, "author.name"), emailAt(commit, "author.email")];
  return [{ title, author, authorEmail, url: urlAt(commit, "url") }];
}

function readPipeline(body: unknown): Said {
  const pipeline = valueAt(body, "object_attributes");
  const commitSha = commitAt(pipeline, "sha") ?? commitAt(body, "commit.id");
  const result = resultOf(textAt(pipeline, "status"));
  const name = textAt(pipeline, "name") ?? "Pipeline";
  const branch = textAt(pipeline, "ref", 250);
  const ref =
    branch === undefined ? undefined : `refs/${valueAt(pipeline, "tag") === true ? "tags" : "heads"}/${branch}`;
  const createdAt = instantAt(pipeline, "created_at");
  const occurredAt = instantAt(pipeline, "finished_at") ?? createdAt;
  const base = { summary: `${name}: ${result}`, commitSha, ref, occurredAt };
  if (commitSha === undefined) return { ...base, ignored: "The pipeline does not say which commit it ran on." };
  const url = urlAt(pipeline, "url");
  const facts: Fact[] = [];
  if (result === "passed" && !isOfStranger(body))
    facts.push({
      kind: "build",
      trigger: "run",
      subject: "pipeline",
      at: createdAt,
      commitSha,
      ref,
      changes: changeOf(valueAt(body, "commit")),
      authorEmail: emailAt(body, "commit.author.email"),
      runUrl: url,
    });
  const subject = `check ${name} of ${commitSha}`;
  facts.push({
    kind: "check",
    subject,
    at: occurredAt,
    commitSha,
    name,
    result,
    url,
    summary: textAt(pipeline, "detailed_status") ?? "",
  });
  return { ...base, facts };
}

/** Whether the pipeline is of a merge request out of a fork, which names the fork's branch: anybody may call one as a release is called. */
function isOfStranger(body: unknown): boolean {
  const [from, to] = ["source_project_id", "target_project_id"].map((key) => textAt(body, `merge_request.${key}`));
  return from !== to;
}

function readJob(body: unknown): Said {
  const commitSha = commitAt(body, "sha") ?? commitAt(body, "commit.sha");
  const name = [textAt(body, "build_stage"), textAt(body, "build_name")].filter(Boolean).join(": ") || "Job";
  const result = resultOf(textAt(body, "build_status"));
  const times = ["build_finished_at", "build_started_at", "build_created_at"];
  const occurredAt = times.map((path) => instantAt(body, path)).find((at) => at !== undefined);
  const base = { summary: `${name}: ${result}`, commitSha, occurredAt };
  if (commitSha === undefined) return { ...base, ignored: "The job does not say which commit it ran on." };
  const home = urlAt(body, "repository.homepage");
  const id = textAt(body, "build_id", 40);
  const url = home === undefined || id === undefined ? undefined : `${home}/-/jobs/${encodeURIComponent(id)}`;
  const failure = textAt(body, "build_failure_reason", 100);
  const summary = result === "failed" && failure !== undefined ? failure : "";
  const subject = `check ${name} of ${commitSha}`;
  return { ...base, facts: [{ kind: "check", subject, at: occurredAt, commitSha, name, result, url, summary }] };
}

function readDeployment(body: unknown): Said {
  // The short id is all that a deployment says of its commit; its address carries the whole.
  const [, whole] = /\/commit\/([0-9a-f]{40,64})$/.exec(urlAt(body, "commit_url") ?? "") ?? [];
  const commitSha = whole ?? commitAt(body, "short_sha");
  const environment = textAt(body, "environment");
  const state = textAt(body, "status", 60) ?? "unknown";
  const status = Object.hasOwn(deploymentStates, state) ? deploymentStates[state] : undefined;
  const occurredAt = instantAt(body, "status_changed_at");
  const base = { summary: `deployment to ${environment ?? "?"}: ${state}`, commitSha, occurredAt };
  if (environment === undefined) return { ...base, ignored: "The deployment does not say where to." };
  if (status === undefined) return { ...base, ignored: `A deployment that is “${state}” changes nothing here.` };
  const subject = `deployment ${textAt(body, "deployment_id", 40) ?? textAt(body, "deployable_id", 40) ?? ""}`;
  const message = textAt(body, "commit_title", 500) ?? "";
  return { ...base, facts: [{ kind: "deployment", subject, at: occurredAt, commitSha, environment, status, message }] };
}

function readRelease(body: unknown): Said {
  const tag = textAt(body, "tag", 250);
  const action = textAt(body, "action", 60);
  const ref = tag === undefined ? undefined : `refs/tags/${tag}`;
  const commitSha = commitAt(body, "commit.id");
  const occurredAt = instantAt(body, "released_at") ?? instantAt(body, "created_at");
  const base = { summary: `release ${tag ?? "?"} ${action ?? ""}`.trim(), ref, commitSha, occurredAt };
  if (action !== "create" || ref === undefined)
    return { ...base, ignored: `Only a new release counts; this one was told for “${action ?? "nothing"}”.` };
  const title = textAt(body, "name", 300) ?? tag ?? "";
  const subject = `release ${tag}`;
  const changes = [{ title, url: urlAt(body, "url") }];
  const authorEmail = emailAt(body, "commit.author.email");
  return {
    ...base,
    facts: [
      { kind: "release", subject, at: occurredAt, commitSha, ref, title },
      { kind: "build", trigger: "release", subject, at: occurredAt, commitSha, ref, changes, authorEmail },
    ],
  };
}

function resultOf(status: string | undefined): CheckResult {
  return (status !== undefined && Object.hasOwn(results, status) ? results[status] : undefined) ?? "running";
}
