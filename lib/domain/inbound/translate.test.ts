import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { gitlabCommit, gitlabHeaders, gitlabPayloads } from "@/lib/domain/testing/gitlab-payloads";
import type { Reading } from "./fact";
import { translate } from "./translate";

/** Payloads that their makers publish; they lie beside the repository and are skipped with a line where they are absent. */
const folder = fileURLToPath(new URL("../../../../shared/data/webhooks/", import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write(`skipped: published events, ${folder} is absent\n`);
const files = (kind: string) =>
  there ? readdirSync(`${folder}${kind}`).filter((name) => name.endsWith(".json") && !name.startsWith("_")) : [];
const body = (path: string): unknown => JSON.parse(readFileSync(`${folder}${path}`, "utf8"));
const github = files("github").map((name) => ({
  name,
  reading: () => translate("github", name.split(".")[0] ?? "", body(`github/${name}`)),
}));
const cdevents = files("cdevents").map((name) => ({
  name,
  reading: () => translate("cdevents", "", body(`cdevents/${name}`)),
}));

/** "build, check" for what counts, the reason for what does not. */
const meaning = (reading: Reading) =>
  "ignored" in reading ? `ignored: ${reading.ignored}` : reading.facts.map(({ kind }) => kind).join(", ");
const kinds = (readings: { name: string; reading: () => Reading }[]) => {
  const counts: Record<string, number> = {};
  for (const { name, reading } of readings) {
    const read = reading();
    const key = `${name.split(".")[0]} → ${"ignored" in read ? "ignored" : meaning(read)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

describe.runIf(there)("published events", () => {
  it("are all understood, or ignored with a reason: 106 of GitHub", () => {
    expect(github).toHaveLength(106);
    for (const { reading } of github) expect(meaning(reading()).length).toBeGreaterThan(4);
    expect(kinds(github)).toMatchInlineSnapshot(`
      {
        "check_run → check": 6,
        "check_run → ignored": 3,
        "check_suite → ignored": 9,
        "create → ignored": 5,
        "delete → ignored": 4,
        "deployment → deployment": 4,
        "deployment_review → ignored": 1,
        "deployment_status → deployment": 4,
        "issues → ignored": 8,
        "label → ignored": 6,
        "merge_group → ignored": 2,
        "milestone → ignored": 5,
        "ping → ignored": 4,
        "pull_request_review → ignored": 4,
        "push → build": 3,
        "push → ignored": 4,
        "release → ignored": 9,
        "release → release, build": 4,
        "repository_dispatch → ignored": 2,
        "status → check": 4,
        "workflow_dispatch → ignored": 2,
        "workflow_job → ignored": 8,
        "workflow_run → build, check": 2,
        "workflow_run → check": 3,
      }
    `);
  });

  it("are all understood, or ignored with a reason: 48 of CDEvents", () => {
    expect(cdevents).toHaveLength(48);
    for (const { reading } of cdevents) expect(meaning(reading()).length).toBeGreaterThan(4);
    expect(kinds(cdevents)).toMatchInlineSnapshot(`
      {
        "approval_closed → ignored": 1,
        "approval_created → ignored": 1,
        "approval_updated → ignored": 1,
        "artifact_deleted → ignored": 1,
        "artifact_downloaded → ignored": 1,
        "artifact_packaged → ignored": 1,
        "artifact_published → ignored": 1,
        "artifact_signed → ignored": 1,
        "branch_created → ignored": 1,
        "branch_deleted → ignored": 1,
        "build_finished → build": 1,
        "build_queued → ignored": 1,
        "build_started → ignored": 1,
        "change_abandoned → ignored": 1,
        "change_created → ignored": 1,
        "change_merged → ignored": 1,
        "change_reviewed → ignored": 1,
        "change_updated → ignored": 1,
        "environment_created → ignored": 1,
        "environment_deleted → ignored": 1,
        "environment_modified → ignored": 1,
        "incident_detected → ignored": 1,
        "incident_reported → ignored": 1,
        "incident_resolved → ignored": 1,
        "pipelinerun_finished → check": 1,
        "pipelinerun_queued → check": 1,
        "pipelinerun_started → check": 1,
        "repository_created → ignored": 1,
        "repository_deleted → ignored": 1,
        "repository_modified → ignored": 1,
        "service_deployed → deployment": 1,
        "service_published → ignored": 1,
        "service_removed → ignored": 1,
        "service_rolledback → ignored": 1,
        "service_upgraded → deployment": 1,
        "taskrun_finished → ignored": 1,
        "taskrun_started → ignored": 1,
        "testcaserun_finished → check": 1,
        "testcaserun_queued → check": 1,
        "testcaserun_skipped → check": 1,
        "testcaserun_started → check": 1,
        "testoutput_published → ignored": 1,
        "testsuiterun_finished → check": 1,
        "testsuiterun_queued → check": 1,
        "testsuiterun_started → check": 1,
        "ticket_closed → ignored": 1,
        "ticket_created → ignored": 1,
        "ticket_updated → ignored": 1,
      }
    `);
  });

  it("name repository, commit and moment of what counts on GitHub", () => {
    for (const { name, reading } of github) {
      const read = reading();
      if ("ignored" in read) continue;
      expect(read.places, name).toEqual(
        ["Codertocat/Hello-World"].includes(read.places[0] ?? "") ? ["Codertocat/Hello-World"] : read.places,
      );
      expect(read.places[0], name).toBeTruthy();
      expect(read.occurredAt, name).toBeInstanceOf(Date);
      if (read.facts.some(({ kind }) => kind === "check")) expect(read.commitSha, name).toMatch(/^[0-9a-f]{40}$/);
    }
  });

  it("say of a deployment where to, how far and of which commit", () => {
    const read = translate("github", "deployment_status", body("github/deployment_status.created.0.json"));
    expect(read).toMatchObject({
      eventType: "deployment_status.created",
      places: ["Codertocat/Hello-World"],
      facts: [
        {
          kind: "deployment",
          environment: "production",
          status: "succeeded",
          commitSha: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e",
        },
      ],
    });
  });

  it("say of a check how it ended, and a run that passed is a build too", () => {
    const check = translate("github", "check_run", body("github/check_run.completed.1.json"));
    expect(check).toMatchObject({ facts: [{ kind: "check", name: "Octocoders-linter", result: "failed" }] });
    const run = translate("github", "workflow_run", body("github/workflow_run.completed.1.json"));
    expect(run).toMatchObject({
      facts: [
        { kind: "build", trigger: "run", ref: "master" },
        { kind: "check", result: "passed" },
      ],
    });
  });

  it("read an image's digest from a package address, and no digest from another version", () => {
    const built = translate("cdevents", "", body("cdevents/build_finished.json"));
    const digest = "sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427";
    expect(built).toMatchObject({ artifactDigest: digest, facts: [{ kind: "build", artifactDigest: digest }] });
    expect(built.places).toContain("pkg:oci/myapp");
    expect(meaning(translate("cdevents", "", body("cdevents/artifact_published.json")))).toContain("no sha256 digest");
    const packaged = translate("cdevents", "", body("cdevents/artifact_packaged.json"));
    expect(packaged.places).toEqual(
      expect.arrayContaining(["pkg:golang/mygit.com/myorg/myapp", "my-git.example/an-org/a-repo"]),
    );
  });

  it("never take an approval that was given elsewhere for one of ours", () => {
    for (const name of ["approval_closed", "approval_created", "approval_updated"])
      expect(meaning(translate("cdevents", "", body(`cdevents/${name}.json`)))).toMatch(
        /^ignored: Approvals are given by people/,
      );
    const review = body("github/deployment_review.requested.0.json");
    expect(meaning(translate("github", "deployment_review", review))).toMatch(
      /^ignored: Approvals are given by people/,
    );
  });
});

it("a push to GitHub names whoever wrote each commit, not the last one's author alone (case 23)", () => {
  const commit = (name: string) => ({ message: name, author: { name, email: `${name}@example.com` } });
  const push = { ref: "refs/heads/main", after: "a".repeat(40), commits: [commit("tim"), commit("mara")] };
  expect(translate("github", "push", { ...push, head_commit: push.commits[1] })).toMatchObject({
    facts: [
      {
        changes: [{ authorEmail: "mara@example.com" }, { authorEmail: "tim@example.com" }],
        authorEmail: "mara@example.com",
      },
    ],
  });
});

describe("events of GitLab", () => {
  const read = (name: keyof typeof gitlabPayloads) => translate("gitlab", gitlabHeaders[name], gitlabPayloads[name]);

  it("tell of a push to a branch with its commits, newest first, and the files they touch, each once", () => {
    expect(read("push")).toMatchObject({
      places: ["payments/ledger"],
      ref: "refs/heads/release/4.12.0",
      facts: [
        {
          kind: "build",
          trigger: "push",
          commitSha: gitlabCommit,
          changes: [
            { title: "Round interest to the cent", author: "Mara Klein", authorEmail: "mara.klein@example.com" },
            { title: "Read rates once", author: "Tim Berg", authorEmail: "tim.berg@example.com" },
          ],
          changedFiles: 3,
          authorEmail: "mara.klein@example.com",
        },
      ],
    });
  });

  it("take the commit of an annotated tag, not the tag's own id", () => {
    expect(read("tagPush")).toMatchObject({ facts: [{ kind: "build", trigger: "tag", commitSha: gitlabCommit }] });
    expect(meaning(read("tagDeleted"))).toBe("ignored: The branch or tag was deleted.");
  });

  it("tell of a pipeline that passed as a check and a build, by the moment it began", () => {
    expect(read("pipeline")).toMatchObject({
      facts: [
        { kind: "build", trigger: "run", ref: "refs/heads/release/4.12.0", at: new Date("2026-11-23T08:12:20Z") },
        { kind: "check", result: "passed", at: new Date("2026-11-23T08:21:48Z") },
      ],
    });
  });

  it("tell of a job as a check with its reason to fail, though it names its project for people only", () => {
    const url = "https://gitlab.example.com/payments/ledger/-/jobs/1977";
    expect(read("job")).toMatchObject({
      eventType: "job",
      places: ["payments/ledger"],
      facts: [
        {
          kind: "check",
          name: "test: unit",
          result: "failed",
          summary: "script_failure",
          commitSha: gitlabCommit,
          url,
        },
      ],
    });
  });

  it("tell of a deployment with the whole commit, and of its moment with its zone", () => {
    expect(read("deployment")).toMatchObject({
      occurredAt: new Date("2026-11-24T05:20:00Z"),
      facts: [{ kind: "deployment", environment: "production", status: "succeeded", commitSha: gitlabCommit }],
    });
  });

  it("tell of a release once it is made", () => {
    expect(read("release")).toMatchObject({
      facts: [
        { kind: "release", ref: "refs/tags/v4.12.0" },
        { kind: "build", trigger: "release" },
      ],
    });
    expect(meaning(translate("gitlab", "Release Hook", { ...gitlabPayloads.release, action: "update" }))).toContain(
      "Only a new release counts",
    );
    expect(meaning(read("mergeRequest"))).toContain("A merge request is no build yet");
  });
});

describe("whatever else is sent", () => {
  const cycle = ["", "x", 0, -1, 1e308, null, true, [], [[]], {}, { length: 3 }, "\u0000", "\ud800", "9".repeat(5_000)];
  const events = [
    "push",
    "workflow_run",
    "check_run",
    "status",
    "deployment",
    "deployment_status",
    "release",
    "pipeline",
    "build",
    "__proto__",
  ];
  const fields = (value: unknown) => ({
    object_kind: value,
    ref: value,
    after: value,
    commits: [value],
    head_commit: value,
    repository: value,
    project: value,
    workflow_run: value,
    check_run: value,
    deployment: value,
    deployment_status: value,
    release: value,
    context: value,
    subject: value,
    object_attributes: value,
    sha: value,
    action: value,
    environment: value,
    created_at: value,
  });

  it.each(["github", "gitlab", "cdevents"] as const)("never breaks the reading of %s", (kind) => {
    for (const value of cycle) {
      for (const event of [...events, String(value).slice(0, 200)]) {
        expect(meaning(translate(kind, event, value))).toBeTruthy();
        const read = translate(kind, event, { ...fields(value), object_kind: event });
        expect(meaning(read)).toBeTruthy();
        expect(JSON.stringify(read)).not.toContain("\\u0000");
        expect(JSON.stringify(read).isWellFormed()).toBe(true);
      }
    }
  });

  it("is unwrapped where a CDEvent travels as the data of a CloudEvent", () => {
    const context = {
      type: "dev.cdevents.service.deployed.0.3.0",
      id: "1",
      source: "/ci",
      timestamp: "2026-11-23T09:00:00Z",
    };
    const subject = { id: "ledger", content: { environment: { id: "production" } } };
    const read = translate("cdevents", "", { specversion: "1.0", type: context.type, data: { context, subject } });
    expect(read).toMatchObject({
      eventType: "service.deployed",
      facts: [{ environment: "production", status: "succeeded" }],
    });
  });

  it("is not believed about a time that has no zone", () => {
    const check_run = {
      head_sha: gitlabCommit,
      status: "completed",
      conclusion: "success",
      completed_at: "2026-11-23T09:00:00",
    };
    expect(translate("github", "check_run", { check_run }).occurredAt).toBeUndefined();
  });
});
