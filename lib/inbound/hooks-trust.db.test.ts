import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents, inboundEvents, people } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { eventSender } from "@/db/testing/event-sender";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";
import { run, sha } from "@/lib/domain/testing/github-payloads";
import { closeDatabase } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";
import { signMessage } from "@/lib/webhooks/signature";
import { maxEventBytes } from "./input";
import { inboundProcedures } from "./procedures";

const { db } = testDatabase();
let org: Organisation;
const now = systemNow();
const { as, mapping, aSource, post, hubSignature, github, cdevent, buildsOf, events } = eventSender(db, () => org, now);

beforeAll(async () => {
  org = await buildOrganisation(db, { now });
});
afterAll(() => closeDatabase());

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

  it("of GitLab is kept without the values of a pipeline's variables", async () => {
    const source = await aSource("gitlab");
    const variables = [{ key: "DEPLOY_PASSWORD", value: "hunter2" }];
    const body = JSON.stringify({
      object_kind: "pipeline",
      object_attributes: { id: 7, status: "success", variables },
    });
    const sent = await post(source, body, { "x-gitlab-token": source.secret, "x-gitlab-event": "Pipeline Hook" });
    expect(sent.status).toBe(200);
    const [kept] = await db
      .select({ payload: inboundEvents.payload })
      .from(inboundEvents)
      .where(eq(inboundEvents.sourceId, source.sourceId));
    expect(kept?.payload).toContain("DEPLOY_PASSWORD");
    expect(kept?.payload).not.toContain("hunter2");
  });

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
