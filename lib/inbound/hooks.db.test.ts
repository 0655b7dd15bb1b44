import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/hooks/inbound/[sourceId]/route";
import { auditEvents, buildChecks, builds, deployments, inboundEvents, people, releases } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import type { SourceKind } from "@/lib/domain/inbound/source-words";
import { gitlabCommit, gitlabHeaders, gitlabPayloads } from "@/lib/domain/testing/gitlab-payloads";
import { closeDatabase } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";
import { signMessage } from "@/lib/webhooks/signature";
import type { MappingInput } from "./input";
import { maxEventBytes } from "./input";
import { inboundProcedures } from "./procedures";

const { db } = testDatabase();
let org: Organisation;
let sent = 0;
const now = systemNow();
const as = (person: TestPerson = org.people.admin) => contextAs(actorOf(person), now);

beforeAll(async () => {
  org = await buildOrganisation(db, { now });
});
afterAll(() => closeDatabase());

const mapping = (more: Partial<MappingInput> = {}): MappingInput => ({
  place: "payments/ledger",
  serviceId: org.services.ledger.id,
  buildFrom: "run",
  tagPattern: "v*",
  branchPattern: "release/*",
  ...more,
});
async function aSource(kind: SourceKind, mappings: MappingInput[] = [mapping()]) {
  const name = `Source ${sent++}`;
  return await call(inboundProcedures.createSource, { name, kind, mappings }, as());
}
type Source = Awaited<ReturnType<typeof aSource>>;

/** Sends a request through the very door that code hosts use. */
async function post(source: { sourceId: string }, body: string, headers: Record<string, string>) {
  const request = new Request(`http://localhost/api/hooks/inbound/${source.sourceId}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const response = await POST(request, { params: Promise.resolve({ sourceId: source.sourceId }) });
  return { status: response.status, json: await response.json() };
}
const hubSignature = (secret: string, body: string) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
function github(source: Source, event: string, payload: unknown, more: Record<string, string> = {}) {
  const body = JSON.stringify(payload);
  return post(source, body, {
    "x-github-event": event,
    "x-github-delivery": `delivery-${sent++}`,
    "x-hub-signature-256": hubSignature(source.secret, body),
    ...more,
  });
}
function gitlab(source: Source, name: keyof typeof gitlabPayloads, more: object = {}) {
  return post(source, JSON.stringify({ ...gitlabPayloads[name], ...more }), {
    "x-gitlab-event": gitlabHeaders[name],
    "x-gitlab-token": source.secret,
    "idempotency-key": `delivery-${sent++}`,
  });
}
function cdevent(source: Source, payload: unknown) {
  const body = JSON.stringify(payload);
  return post(source, body, signMessage([source.secret], `msg_${sent++}`, systemNow(), body));
}

const repository = { full_name: "payments/ledger" };
const sha = (digit: string) => digit.repeat(40);
const run = (commit: string, version: string, createdAt: string, more: object = {}) => ({
  action: "completed",
  workflow_run: {
    name: "CI",
    head_sha: commit,
    head_branch: `release/${version}`,
    status: "completed",
    conclusion: "success",
    created_at: createdAt,
    updated_at: createdAt,
    html_url: "https://github.example.com/payments/ledger/actions/runs/1",
    head_commit: { message: "Round interest", author: { name: "Mara", email: "mara@example.com" } },
    ...more,
  },
  repository,
});
const checkRun = (commit: string, conclusion: string | null, at: string) => ({
  action: conclusion === null ? "created" : "completed",
  check_run: {
    name: "unit",
    head_sha: commit,
    status: conclusion === null ? "in_progress" : "completed",
    conclusion,
    started_at: at,
    completed_at: conclusion === null ? null : at,
  },
  repository,
});
const buildsOf = (commit: string) => db.select().from(builds).where(eq(builds.commitSha, commit));
const checksOf = async (commit: string) =>
  (
    await db
      .select({ check: buildChecks })
      .from(buildChecks)
      .innerJoin(builds, eq(builds.id, buildChecks.buildId))
      .where(eq(builds.commitSha, commit))
  ).map(({ check }) => check);
const events = async (source: Source) =>
  (await call(inboundProcedures.events, { sourceId: source.sourceId, limit: 200 }, as())).events;

describe("a signed event", () => {
  it("of a run that passed hands the build over and writes its check down, as the pipeline of whoever set the source up", async () => {
    const source = await aSource("github");
    const commit = sha("1");
    const answer = await github(source, "workflow_run", run(commit, "5.0.0", "2026-11-20T09:00:00Z"));
    expect(answer).toMatchObject({ status: 200, json: { outcome: "applied", reason: "" } });
    const [build] = await buildsOf(commit);
    expect(build).toMatchObject({
      source: "pipeline",
      createdBy: org.people.admin.id,
      authorEmail: "mara@example.com",
    });
    expect(await checksOf(commit)).toMatchObject([
      { name: "CI", source: "github", status: "completed", conclusion: "passed" },
    ]);
    const audited = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, build?.id ?? ""));
    expect(audited.map(({ actorKind, action }) => `${actorKind} ${action}`)).toEqual(
      expect.arrayContaining(["source build.handed_over", "source build.checked"]),
    );
    const [row] = await events(source);
    expect(row).toMatchObject({
      eventType: "workflow_run.completed",
      place: "payments/ledger",
      effects: [{ kind: "build" }, { kind: "check" }],
    });
  });

  it("that comes twice, or under another delivery id, changes nothing the second time", async () => {
    const source = await aSource("github");
    const commit = sha("2");
    const payload = run(commit, "5.0.1", "2026-11-20T09:00:00Z");
    const id = { "x-github-delivery": `again-${sent++}` };
    await github(source, "workflow_run", payload, id);
    expect((await github(source, "workflow_run", payload, id)).json).toMatchObject({
      outcome: "duplicate",
      reason: "This delivery was received already.",
    });
    expect((await github(source, "workflow_run", payload)).json).toMatchObject({ outcome: "duplicate" });
    expect(await buildsOf(commit)).toHaveLength(1);
    expect((await events(source)).map(({ outcome, repeats }) => [outcome, repeats])).toEqual([
      ["duplicate", 0],
      ["applied", 1],
    ]);
  });

  it("that comes late changes nothing: an old build does not take the place of a newer one, nor an old result", async () => {
    const source = await aSource("github");
    const [older, newer] = [sha("3"), sha("4")];
    await github(source, "workflow_run", run(newer, "5.0.2", "2026-11-20T10:00:00Z"));
    const late = await github(source, "workflow_run", run(older, "5.0.2", "2026-11-20T09:00:00Z"));
    expect(late.json).toMatchObject({
      outcome: "late",
      reason: expect.stringContaining("A newer build of ledger 5.0.2"),
    });
    expect(await buildsOf(older)).toEqual([]);
    await github(source, "check_run", checkRun(newer, "failure", "2026-11-20T10:30:00Z"));
    expect((await github(source, "check_run", checkRun(newer, null, "2026-11-20T10:05:00Z"))).json).toMatchObject({
      outcome: "late",
    });
    expect((await checksOf(newer)).find(({ name }) => name === "unit")).toMatchObject({ conclusion: "failed" });
  });

  it("of a check before its build is kept, and counts as soon as the build is announced", async () => {
    const source = await aSource("github");
    const commit = sha("5");
    const early = await github(source, "check_run", checkRun(commit, "success", "2026-11-20T08:55:00Z"));
    expect(early.json).toMatchObject({
      outcome: "ignored",
      reason: expect.stringContaining("counts once one is announced"),
    });
    await github(source, "workflow_run", run(commit, "5.0.3", "2026-11-20T08:50:00Z"));
    expect((await checksOf(commit)).map(({ name }) => name).sort()).toEqual(["CI", "unit"]);
    expect((await events(source)).map(({ outcome }) => outcome)).toEqual(["applied", "applied"]);
  });

  it("of an unknown kind, from an unmapped place, or that is no JSON is kept and ignored with its reason", async () => {
    const source = await aSource("github");
    const unknown = await github(source, "sponsorship", { action: "created", repository });
    expect(unknown).toMatchObject({
      status: 200,
      json: { outcome: "ignored", reason: "The event “sponsorship” is not followed here." },
    });
    const elsewhere = await github(source, "workflow_run", {
      ...run(sha("6"), "1.0.0", "2026-11-20T09:00:00Z"),
      repository: { full_name: "other/place" },
    });
    expect(elsewhere.json).toMatchObject({ outcome: "ignored", reason: "“other/place” is mapped to no service." });
    const text = "not { json";
    const broken = await post(source, text, {
      "x-github-event": "push",
      "x-hub-signature-256": hubSignature(source.secret, text),
    });
    expect(broken).toMatchObject({ status: 200, json: { outcome: "ignored", reason: "The body is no JSON object." } });
    const { payload } = await call(inboundProcedures.event, { eventId: broken.json.eventId }, as());
    expect(payload).toBe(text);
  });

  it("may be a form, as GitHub sends by default", async () => {
    const source = await aSource("github");
    const body = new URLSearchParams({
      payload: JSON.stringify(run(sha("7"), "5.0.4", "2026-11-20T09:00:00Z")),
    }).toString();
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-github-event": "workflow_run",
      "x-hub-signature-256": hubSignature(source.secret, body),
    };
    expect((await post(source, body, headers)).json).toMatchObject({ outcome: "applied" });
  });
});

describe("an event that is not to be trusted", () => {
  it.each(["github", "gitlab", "cdevents"] as const)(
    "of %s, wrongly signed or not at all, is 401, leaves an audit row and no event",
    async (kind) => {
      const source = await aSource(kind);
      const wrong: Record<string, string>[] = [
        {},
        { "x-hub-signature-256": `sha256=${"0".repeat(64)}` },
        { "x-gitlab-token": "guess" },
        { authorization: "Bearer guess" },
        signMessage(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_1", systemNow(), "{}"),
      ];
      for (const headers of wrong) {
        expect(await post(source, "{}", headers)).toMatchObject({ status: 401, json: { code: "signature_wrong" } });
      }
      const refusedRows = await db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.action, "inbound_event.refused"), eq(auditEvents.subjectId, source.sourceId)));
      expect(refusedRows).toHaveLength(wrong.length);
      expect(refusedRows[0]).toMatchObject({ actorKind: "visitor" });
      expect(await events(source)).toEqual([]);
    },
  );

  it("is 413 above a mebibyte, 404 for nobody's source, 410 once the source is archived", async () => {
    const source = await aSource("gitlab");
    const token = { "x-gitlab-token": source.secret };
    expect((await post(source, "x".repeat(maxEventBytes + 1), token)).status).toBe(413);
    expect((await post({ sourceId: "01a1fd72-6c61-7de7-ac71-086e4ac76d00" }, "{}", token)).status).toBe(404);
    expect((await post({ sourceId: "nonsense" }, "{}", token)).status).toBe(400);
    await call(inboundProcedures.archiveSource, { sourceId: source.sourceId }, as());
    expect(await post(source, "{}", token)).toMatchObject({ status: 410, json: { code: "link_revoked" } });
  });

  it("is taken under the old secret for a day after a rotation, and under the new one at once", async () => {
    const source = await aSource("github");
    const { secret } = await call(inboundProcedures.rotateSecret, { sourceId: source.sourceId }, as());
    expect((await github(source, "ping", { zen: "old" })).status).toBe(200);
    expect((await github({ ...source, secret }, "ping", { zen: "new" })).status).toBe(200);
    const later = contextAs({ kind: "visitor" }, new Date(now.getTime() + 25 * 3_600_000));
    const body = "{}";
    const input = { sourceId: source.sourceId, event: "ping", signature: hubSignature(source.secret, body), body };
    expect((await refusalFrom(call(inboundProcedures.receive, input, later))).code).toBe("signature_wrong");
    expect(JSON.stringify(await call(inboundProcedures.sources, {}, as()))).not.toMatch(/whsec_|v1\./);
  });

  it("cannot judge, sign or book: a source has no right but to announce and report", async () => {
    const source = await aSource("cdevents", [
      mapping({ place: "pkg:oci/ledger", buildFrom: "artifact", tagPattern: "*" }),
    ]);
    const context = {
      type: "dev.cdevents.approval.closed.0.1.0",
      id: "a",
      source: "/x",
      timestamp: "2026-11-20T09:00:00Z",
    };
    const approval = {
      context,
      subject: { id: "pkg:oci/ledger", content: { decision: "approved", status: "approved" } },
    };
    expect((await cdevent(source, approval)).json).toMatchObject({
      outcome: "ignored",
      reason: expect.stringContaining("counts for nothing here"),
    });
  });

  it("does nothing once the account of whoever set the source up is disabled", async () => {
    const source = await aSource("github");
    await db.update(people).set({ disabledAt: now }).where(eq(people.id, org.people.admin.id));
    const answer = await github(source, "workflow_run", run(sha("8"), "5.0.5", "2026-11-20T09:00:00Z"));
    await db.update(people).set({ disabledAt: null }).where(eq(people.id, org.people.admin.id));
    expect(answer.json).toMatchObject({
      outcome: "refused",
      reason: "The account of whoever set up this source is disabled.",
    });
    expect(await buildsOf(sha("8"))).toEqual([]);
  });
});

describe("events of GitLab", () => {
  it("build, check and publish; where a tag makes the build its commit stands for the artifact", async () => {
    const source = await aSource("gitlab", [mapping({ buildFrom: "tag" })]);
    expect((await gitlab(source, "push")).json).toMatchObject({
      outcome: "ignored",
      reason: expect.stringContaining("not when a branch is pushed"),
    });
    expect((await gitlab(source, "job")).json).toMatchObject({ outcome: "ignored" });
    expect((await gitlab(source, "tagPush")).json).toMatchObject({ outcome: "applied" });
    expect((await gitlab(source, "pipeline")).json).toMatchObject({ outcome: "applied" });
    expect((await gitlab(source, "release")).json).toMatchObject({
      outcome: "duplicate",
      reason: expect.stringContaining("4.12.0 is known already"),
    });
    expect((await gitlab(source, "mergeRequest")).json).toMatchObject({ outcome: "ignored" });
    const names = (await checksOf(gitlabCommit)).map(({ name, conclusion }) => `${name}: ${conclusion}`);
    expect(names.sort()).toEqual(["Pipeline for release/4.12.0: passed", "test: unit: failed"]);
  });
});

describe("the status of a deployment", () => {
  beforeEach(async () => {
    org = await buildOrganisation(db, { now });
  });

  it("is the report of one that Signalbox started, once; one that nobody started here means nothing", async () => {
    const deployment = await aDeployment(db, org, { status: "pending" });
    const [build] = await db.select().from(builds).where(eq(builds.id, deployment.buildId));
    await db.update(deployments).set({ status: "calling" }).where(eq(deployments.id, deployment.id));
    const source = await aSource("github", [mapping()]);
    const status = (state: string, at: string, commit = build?.commitSha) => ({
      action: "created",
      deployment: { id: 7, sha: commit, environment: org.environments.production.name.toUpperCase() },
      deployment_status: { state, environment: org.environments.production.name, updated_at: at },
      repository,
    });
    const running = await github(source, "deployment_status", status("in_progress", "2026-11-20T09:00:00Z"));
    expect(running.json).toMatchObject({ outcome: "applied" });
    expect((await github(source, "deployment_status", status("success", "2026-11-20T09:05:00Z"))).json).toMatchObject({
      outcome: "applied",
    });
    const [done] = await db.select().from(deployments).where(eq(deployments.id, deployment.id));
    expect(done?.status).toBe("succeeded");
    const after = await github(source, "deployment_status", status("failure", "2026-11-20T09:04:00Z"));
    expect(after.json).toMatchObject({ outcome: "late" });
    const strange = await github(source, "deployment_status", status("success", "2026-11-20T09:05:00Z", sha("9")));
    expect(strange.json).toMatchObject({
      outcome: "ignored",
      reason: expect.stringContaining("Signalbox has started no deployment"),
    });
    expect((await db.select().from(deployments).where(eq(deployments.id, deployment.id)))[0]?.status).toBe("succeeded");
  });

  it("of an artifact finds its version, its commit by another event of the chain, and its build by the digest", async () => {
    const source = await aSource("cdevents", [
      mapping({ place: "pkg:oci/ledger", buildFrom: "artifact", tagPattern: "*" }),
    ]);
    const digest = "c".repeat(64);
    const context = (type: string) => ({
      type: `dev.cdevents.${type}`,
      id: `e${sent++}`,
      chainId: "chain-1",
      source: "/ci",
      timestamp: "2026-11-20T09:00:00Z",
    });
    const change = {
      context: context("artifact.packaged.0.3.0"),
      subject: { id: "pkg:generic/ledger@1", content: { change: { id: sha("a"), source: "git" } } },
    };
    expect((await cdevent(source, change)).json).toMatchObject({ outcome: "ignored" });
    const url = `pkg:oci/ledger@sha256%3A${digest}?tag=6.1.0`;
    expect(
      (
        await cdevent(source, {
          context: context("build.finished.0.3.0"),
          subject: { id: "b", content: { artifactId: url } },
        })
      ).json,
    ).toMatchObject({ outcome: "applied" });
    const [build] = await db
      .select()
      .from(builds)
      .where(eq(builds.artifactDigest, `sha256:${digest}`));
    expect(build?.commitSha).toBe(sha("a"));
    const suite = {
      context: context("testsuiterun.finished.0.3.0"),
      subject: {
        id: "s",
        source: "pkg:oci/ledger",
        content: { outcome: "failure", reason: "Host not found", testSuite: { name: "Smoke" } },
      },
    };
    expect((await cdevent(source, suite)).json).toMatchObject({ outcome: "applied" });
    expect(await checksOf(sha("a"))).toMatchObject([
      { name: "Smoke", conclusion: "failed", summary: "Host not found" },
    ]);
  });
});

describe("a replay", () => {
  it("takes effect once the mapping is mended, and is refused for what took its effect", async () => {
    const source = await aSource("github", []);
    const { json } = await github(source, "workflow_run", run(sha("b"), "7.0.0", "2026-11-20T09:00:00Z"));
    expect(json).toMatchObject({ outcome: "ignored", reason: "“payments/ledger” is mapped to no service." });
    await call(inboundProcedures.changeSource, { sourceId: source.sourceId, mappings: [mapping()] }, as());
    expect(await call(inboundProcedures.replay, { eventId: json.eventId }, as())).toMatchObject({ outcome: "applied" });
    expect((await refusalFrom(call(inboundProcedures.replay, { eventId: json.eventId }, as()))).code).toBe(
      "wrong_state",
    );
    expect(await buildsOf(sha("b"))).toHaveLength(1);
  });
});

/** Payloads that their makers publish; they lie beside the repository and are skipped with a line where they are absent. */
const folder = fileURLToPath(new URL("../../../shared/data/webhooks/", import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write(`skipped: published events, ${folder} is absent\n`);
const files = (kind: string) =>
  readdirSync(`${folder}${kind}`).filter((name) => name.endsWith(".json") && !name.startsWith("_"));

describe.runIf(there)("published events, sent as their makers send them", () => {
  it("are all answered 200 and kept with an outcome: 106 of GitHub", async () => {
    const source = await aSource("github", [
      mapping({ place: "Codertocat/Hello-World", tagPattern: "*", branchPattern: "*" }),
    ]);
    for (const name of files("github")) {
      const answer = await github(
        source,
        name.split(".")[0] ?? "",
        JSON.parse(readFileSync(`${folder}github/${name}`, "utf8")),
      );
      expect(answer.status, name).toBe(200);
      if (answer.json.outcome !== "applied") expect(answer.json.reason, name).not.toBe("");
      expect(answer.json.outcome, `${name}: ${answer.json.reason}`).not.toBe("refused");
    }
    const kept = await db.select().from(inboundEvents).where(eq(inboundEvents.sourceId, source.sourceId));
    expect(kept).toHaveLength(106);
    expect(await db.select().from(releases).where(eq(releases.version, "0.0.1"))).toHaveLength(1);
  });

  it("are all answered 200 and kept with an outcome: 48 of CDEvents", async () => {
    const source = await aSource("cdevents", [mapping({ place: "pkg:oci/myapp", buildFrom: "artifact" })]);
    for (const name of files("cdevents")) {
      const answer = await cdevent(source, JSON.parse(readFileSync(`${folder}cdevents/${name}`, "utf8")));
      expect(answer.status, name).toBe(200);
      if (answer.json.outcome !== "applied") expect(answer.json.reason, name).not.toBe("");
    }
    expect((await db.select().from(inboundEvents).where(eq(inboundEvents.sourceId, source.sourceId))).length).toBe(48);
  });
});
