import { describe, expect, it } from "vitest";
import { githubRepository, run, sha } from "@/lib/domain/testing/github-payloads";
import { gitlabPayloads } from "@/lib/domain/testing/gitlab-payloads";
import type { Reading } from "./fact";
import { translate } from "./translate";

const kinds = (reading: Reading) => ("facts" in reading ? reading.facts.map(({ kind }) => kind) : reading.ignored);

describe("a run of a branch that anybody may name", () => {
  const ofPull = (head_repository: unknown) =>
    translate(
      "github",
      "workflow_run",
      run(sha("1"), "9.9.9", "2026-11-20T09:00:00Z", { event: "pull_request", head_repository }),
    );

  it("is a check and no build when GitHub ran it for a pull request out of a fork, or of one that is gone", () => {
    expect(kinds(ofPull({ full_name: "stranger/ledger" }))).toEqual(["check"]);
    expect(kinds(ofPull(null))).toEqual(["check"]);
    expect(kinds(ofPull({ full_name: "Payments/Ledger" }))).toEqual(["build", "check"]);
  });

  it("is a check and no build when GitLab ran it for a merge request out of a fork", () => {
    const of = (source_project_id: number) =>
      translate("gitlab", "Pipeline Hook", {
        ...gitlabPayloads.pipeline,
        merge_request: { iid: 7, source_project_id, target_project_id: 15 },
      });
    expect(kinds(of(99))).toEqual(["check"]);
    expect(kinds(of(15))).toEqual(["build", "check"]);
  });
});

it("takes the commit that an annotated tag of GitHub points to, not the tag's own id", () => {
  const push = {
    ref: "refs/tags/v4.12.0",
    after: sha("2"),
    head_commit: { id: sha("3"), message: "Round interest", timestamp: "2026-11-20T09:00:00Z" },
    commits: [],
    repository: githubRepository,
  };
  expect(translate("github", "push", push)).toMatchObject({ commitSha: sha("3"), facts: [{ commitSha: sha("3") }] });
});
