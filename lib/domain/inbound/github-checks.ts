import type { CheckResult, Fact, Said } from "./fact";
import { changeOf } from "./github-builds";
import { commitAt, emailAt, instantAt, textAt, urlAt, valueAt } from "./payload";

const conclusions: Readonly<Record<string, CheckResult>> = {
  success: "passed",
  failure: "failed",
  timed_out: "timed_out",
  startup_failure: "failed",
  cancelled: "cancelled",
  skipped: "skipped",
  neutral: "neutral",
  stale: "cancelled",
};

/** A workflow run: a check, and where it passed a build too. */
export function readWorkflowRun(body: unknown): Said {
  const run = valueAt(body, "workflow_run");
  const commitSha = commitAt(run, "head_sha");
  const name = textAt(run, "name") ?? textAt(body, "workflow.name") ?? "Workflow";
  const result = resultOf(textAt(run, "status"), textAt(run, "conclusion"));
  const branch = textAt(run, "head_branch", 250);
  // A run that a tag started names the tag in place of the branch, and nothing says which of the two it is: both rules are tried.
  const ref = branch;
  const occurredAt = instantAt(run, "updated_at") ?? instantAt(run, "created_at");
  const base = { summary: `${name}: ${result}`, commitSha, ref, occurredAt };
  if (commitSha === undefined) return { ...base, ignored: "The run does not say which commit it ran on." };
  const url = urlAt(run, "html_url");
  const facts: Fact[] = [];
  // Of two runs the one that started later is of the newer build, whichever ends first.
  if (result === "passed" && !isOfStranger(body, run))
    facts.push({
      kind: "build",
      trigger: "run",
      subject: `run ${name}`,
      at: instantAt(run, "created_at") ?? occurredAt,
      commitSha,
      ref,
      changes: changeOf(valueAt(run, "head_commit")),
      authorEmail: emailAt(run, "head_commit.author.email"),
      runUrl: url,
    });
  facts.push(checkFact(name, commitSha, result, url, occurredAt, textAt(run, "conclusion")));
  return { ...base, facts };
}

/**
 * Whether the run is of a pull request out of a fork: anybody may open one, and call its branch as a release is called. A fork that is
 * gone is told as null.
 */
function isOfStranger(body: unknown, run: unknown): boolean {
  if (!textAt(run, "event")?.startsWith("pull_request")) return false;
  const home = textAt(body, "repository.full_name")?.toLowerCase();
  return textAt(run, "head_repository.full_name")?.toLowerCase() !== home;
}

/** A check run of an app. */
export function readCheckRun(body: unknown): Said {
  const run = valueAt(body, "check_run");
  const commitSha = commitAt(run, "head_sha");
  const name = textAt(run, "name") ?? "Check";
  const action = textAt(body, "action", 60);
  const result = resultOf(textAt(run, "status"), textAt(run, "conclusion"));
  const occurredAt = instantAt(run, "completed_at") ?? instantAt(run, "started_at");
  const base = { summary: `${name}: ${result}`, commitSha, occurredAt };
  if (action === "rerequested" || action === "requested_action")
    return { ...base, ignored: "Somebody asked for it; what comes of it is told when it is there." };
  if (commitSha === undefined) return { ...base, ignored: "The check does not say which commit it is of." };
  const summary = textAt(run, "output.title", 300);
  return { ...base, facts: [checkFact(name, commitSha, result, urlAt(run, "html_url"), occurredAt, summary)] };
}

/** A status of a commit: what services sent before there were check runs. */
export function readStatus(body: unknown): Said {
  const commitSha = commitAt(body, "sha");
  const name = textAt(body, "context") ?? "Status";
  const state = textAt(body, "state");
  const result: CheckResult = state === "success" ? "passed" : state === "pending" ? "running" : "failed";
  const occurredAt = instantAt(body, "updated_at");
  const base = { summary: `${name}: ${result}`, commitSha, occurredAt };
  if (commitSha === undefined || state === undefined)
    return { ...base, ignored: "The status does not say of which commit." };
  return {
    ...base,
    facts: [checkFact(name, commitSha, result, urlAt(body, "target_url"), occurredAt, textAt(body, "description"))],
  };
}

function resultOf(status: string | undefined, conclusion: string | undefined): CheckResult {
  if (status !== "completed" || conclusion === undefined) return "running";
  // `action_required` waits for a person, so it runs on.
  return (Object.hasOwn(conclusions, conclusion) ? conclusions[conclusion] : undefined) ?? "running";
}

function checkFact(
  name: string,
  commitSha: string,
  result: CheckResult,
  url: string | undefined,
  at: Date | undefined,
  summary: string | undefined,
): Fact {
  return {
    kind: "check",
    subject: `check ${name} of ${commitSha}`,
    at,
    commitSha,
    name,
    result,
    url,
    summary: summary ?? "",
  };
}
