import { call } from "@orpc/server";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, releases, rollbackReports, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { rollbackActs } from "@/db/testing/rollback";
import { testDatabase } from "@/db/testing/test-database";
import { newWebhookSecret } from "@/lib/webhooks/secret";
import { signMessage } from "@/lib/webhooks/signature";
import { beginRollbackAttempt } from "./commands/begin-rollback-attempt";
import { expireRollback } from "./commands/end-overdue-rollback";
import { resumeDeployments } from "./commands/resume-deployments";
import { deploymentsProcedures as procedures } from "./procedures";

const minute = 60_000;
const { db } = testDatabase();
let org: Organisation;
let deployed: Awaited<ReturnType<typeof aDeployment>>;
let now: Date;
const { manager, goBack, detail, statusOf, rollbackOf, jobs, report } = rollbackActs(db, () => ({
  org,
  deployed,
  now,
}));

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  deployed = await aDeployment(db, org);
  now = deployed.at;
});

describe("a rollback that does not succeed", () => {
  it("by the receiver's word leaves a failed deployment, which may be taken back once more", async () => {
    const { rollbackId } = await goBack();
    await beginRollbackAttempt(db, rollbackId, now);
    await report(rollbackId, "failed");
    expect(await statusOf()).toEqual({ deployment: "failed", release: "released" });
    const again = await goBack();
    await beginRollbackAttempt(db, again.rollbackId, now);
    await report(again.rollbackId, "rolled_back");
    expect(await statusOf()).toEqual({ deployment: "rolled_back", release: "rolled_back" });
    expect((await detail()).rollbacks.map(({ status }) => status)).toEqual(["rolled_back", "failed"]);
  });

  it("without a report in time is timed out, and not before", async () => {
    const { rollbackId } = await goBack();
    await beginRollbackAttempt(db, rollbackId, now);
    await report(rollbackId, "running");
    const until = (await rollbackOf(rollbackId))?.reportUntil ?? now;
    const expire = (at: Date) => db.transaction((tx) => expireRollback(tx, { kind: "worker" }, rollbackId, at));
    await expire(new Date(until.getTime() - 1));
    expect((await statusOf()).deployment).toBe("rolling_back");
    await expire(until);
    expect(await statusOf()).toEqual({ deployment: "timed_out", release: "released" });
    now = until;
    expect((await refusalFrom(report(rollbackId, "rolled_back"))).code).toBe("wrong_state");
  });

  it("of a failed deployment leaves its release failed: that is what became of it", async () => {
    const failed = await aDeployment(db, org, { after: 30, status: "failed" });
    const { rollbackId } = await goBack(failed.id, manager(), failed.at);
    await beginRollbackAttempt(db, rollbackId, failed.at);
    now = failed.at;
    await report(rollbackId, "rolled_back");
    const [release] = await db.select().from(releases).where(eq(releases.id, failed.release.id));
    expect(release?.status).toBe("failed");
  });
});

describe("reports on a rollback", () => {
  it("are verified, counted once, and refused where the state has no arrow; each refusal is in the log", async () => {
    const { rollbackId } = await goBack();
    await beginRollbackAttempt(db, rollbackId, now);
    const codes = [
      (await refusalFrom(report(rollbackId, "rolled_back", { secret: newWebhookSecret() }))).code,
      (await refusalFrom(report(rollbackId, "rolled_back", { at: new Date(now.getTime() - 301_000) }))).code,
      (await refusalFrom(report(rollbackId, "", { body: { status: "succeeded" } }))).code,
    ];
    expect(codes).toEqual(["signature_wrong", "timestamp_stale", "invalid_input"]);
    await report(rollbackId, "running", { id: "once" });
    expect((await refusalFrom(report(rollbackId, "running", { id: "once" }))).code).toBe("callback_replayed");
    expect((await refusalFrom(report(rollbackId, "running"))).code).toBe("wrong_state");
    expect(await db.$count(rollbackReports, eq(rollbackReports.rollbackId, rollbackId))).toBe(1);
    const refused = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "report.refused"), eq(auditEvents.subjectId, deployed.id)));
    expect(refused).toHaveLength(5);
  });

  it("of the deployment itself that come late do not end its rollback", async () => {
    const { rollbackId } = await goBack();
    const text = JSON.stringify({ status: "failed", message: "too late" });
    const headers = signMessage([org.targets.ledger.secret], "msg_late", now, text);
    const late = {
      deploymentId: deployed.id,
      webhookId: "msg_late",
      timestamp: headers["webhook-timestamp"],
      signature: headers["webhook-signature"],
      body: text,
    };
    const answer = call(procedures.report, late, contextAs({ kind: "visitor" }, now));
    expect((await refusalFrom(answer)).code).toBe("wrong_state");
    expect((await rollbackOf(rollbackId))?.finishedAt).toBeNull();
  });

  it("on an unknown rollback are not found", async () => {
    expect((await refusalFrom(report("01a1fd8b-499f-732b-b8c0-63ae86a29bba", "running"))).code).toBe("not_found");
  });
});

describe("what a lost job leaves behind", () => {
  it("is found by the sweep: the call that was to be made, the report that was to come", async () => {
    const { rollbackId } = await goBack();
    const forget = (key: string) => db.execute(sql`select graphile_worker.remove_job(${key})`);
    await forget(`rollback:${rollbackId}`);
    const later = new Date(Date.now() + 60 * minute);
    await db.transaction((tx) => resumeDeployments(tx, later));
    expect(await jobs(`rollback:${rollbackId}`)).toBe(1);
    await beginRollbackAttempt(db, rollbackId, now);
    await report(rollbackId, "running");
    await forget(`expire_rollback:${rollbackId}`);
    const until = (await rollbackOf(rollbackId))?.reportUntil ?? now;
    await db.transaction((tx) => resumeDeployments(tx, new Date(until.getTime() + minute)));
    expect(await jobs(`expire_rollback:${rollbackId}`)).toBe(1);
  });
});
