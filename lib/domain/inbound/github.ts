import type { Reading, Said } from "./fact";
import { readPush, readRelease } from "./github-builds";
import { readCheckRun, readStatus, readWorkflowRun } from "./github-checks";
import { readDeployment, readDeploymentStatus } from "./github-deployments";
import { plainText, textAt } from "./payload";

type Read = (body: unknown) => Said;

/** Why each of these means nothing here. What is in no list is ignored by name. */
const meaningless: Readonly<Record<string, string>> = {
  ping: "GitHub says hello: address and secret are right.",
  check_suite: "A suite only sums up its check runs, which are told one by one.",
  workflow_job: "A job only is a part of its workflow run, which is told as a whole.",
  create: "A new branch or tag is told by its push.",
  delete: "A branch or tag that is gone takes nothing back here.",
  deployment_review: "Approvals are given by people in Signalbox; a review elsewhere gives none.",
  pull_request_review: "A review of code is no verdict of QA and no approval of a release.",
  pull_request: "A pull request is no build yet; its merge is told by a push.",
  merge_group: "A merge queue is no build yet; its merge is told by a push.",
  issues: "Issues are not followed here.",
  label: "Labels are not followed here.",
  milestone: "Milestones are not followed here.",
  repository_dispatch: "It starts a workflow, which is told by its run.",
  workflow_dispatch: "It starts a workflow, which is told by its run.",
};

const readers: Readonly<Record<string, Read>> = {
  push: readPush,
  workflow_run: readWorkflowRun,
  check_run: readCheckRun,
  status: readStatus,
  deployment: readDeployment,
  deployment_status: readDeploymentStatus,
  release: readRelease,
};

/** Reads a webhook of GitHub; `event` is its `X-GitHub-Event`. */
export function readGithub(event: string, body: unknown): Reading {
  const name = plainText(event, 60) ?? "unknown";
  const action = textAt(body, "action", 60);
  const eventType = action === undefined ? name : `${name}.${action}`;
  const place = textAt(body, "repository.full_name");
  const places = place === undefined ? [] : [place];
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read === undefined) {
    const ignored = Object.hasOwn(meaningless, name) ? meaningless[name] : undefined;
    return { eventType, places, summary: "", ignored: ignored ?? `The event “${name}” is not followed here.` };
  }
  const { facts, ignored, ...rest } = read(body);
  const base = { ...rest, eventType, places };
  return facts === undefined
    ? { ...base, ignored: ignored ?? "It says nothing that counts here." }
    : { ...base, facts };
}
