import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { eventSender } from "@/db/testing/event-sender";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { checkRun, githubRepository, run, sha } from "@/lib/domain/testing/github-payloads";
import { closeDatabase } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";
import { inboundProcedures } from "./procedures";

const { db } = testDatabase();
let org: Organisation;
const now = systemNow();
const { as, mapping, aSource, post, hubSignature, github, gitlab, buildsOf, checksOf, events } = eventSender(
  db,
  () => org,
  now,
);

beforeAll(async () => {
  org = await buildOrganisation(db, { now });
});
afterAll(() => closeDatabase());

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
    const id = { "x-github-delivery": "again-1" };
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

  it("that comes late by one source does not take the place of the newer build that another has told of", async () => {
    const [first, second] = [await aSource("github"), await aSource("github")];
    await github(first, "workflow_run", run(sha("c"), "5.1.0", "2026-11-20T10:00:00Z"));
    const late = await github(second, "workflow_run", run(sha("d"), "5.1.0", "2026-11-20T09:00:00Z"));
    expect(late.json).toMatchObject({ outcome: "late" });
    // Both tell of the newest; what is known from one is the newest that the other has told of as well.
    await github(second, "workflow_run", run(sha("c"), "5.1.0", "2026-11-20T11:00:00Z"));
    const between = await github(first, "workflow_run", run(sha("e"), "5.1.0", "2026-11-20T10:30:00Z"));
    expect(between.json).toMatchObject({ outcome: "late" });
    expect([...(await buildsOf(sha("d"))), ...(await buildsOf(sha("e")))]).toEqual([]);
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
    const unknown = await github(source, "sponsorship", { action: "created", repository: githubRepository });
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

describe("a replay", () => {
  it("of an event that tells no time counts from when it came: it does not undo what was announced since", async () => {
    const source = await aSource("gitlab", []);
    const untold = await gitlab(source, "tagPush", { ref: "refs/tags/v7.1.0", checkout_sha: sha("8") });
    await call(
      inboundProcedures.changeSource,
      { sourceId: source.sourceId, mappings: [mapping({ buildFrom: "tag" })] },
      as(),
    );
    const newer = await gitlab(source, "tagPush", { ref: "refs/tags/v7.1.0", checkout_sha: sha("9") });
    expect(newer.json).toMatchObject({ outcome: "applied" });
    const later = contextAs(actorOf(org.people.admin), new Date(now.getTime() + 3_600_000));
    expect(await call(inboundProcedures.replay, { eventId: untold.json.eventId }, later)).toMatchObject({
      outcome: "late",
    });
    expect(await buildsOf(sha("8"))).toEqual([]);
  });

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
