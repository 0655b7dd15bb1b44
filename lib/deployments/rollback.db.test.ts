import { call } from "@orpc/server";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  auditEvents,
  blockers,
  deployments,
  releases,
  rollbackDeliveries,
  rollbackReports,
  rollbacks,
  slots,
  targets,
} from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import type { Actor } from "@/lib/auth/actor";
import type { Permission, Reach } from "@/lib/domain/permission";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { resolveBlocker } from "@/lib/slots/commands/resolve-blocker";
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
let sent = 0;

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  deployed = await aDeployment(db, org);
  now = deployed.at;
});

const manager = () => actorOf(org.people.releaseManager);
const reason = "Checkout fails for one in ten";
const goBack = (deploymentId = deployed.id, actor: Actor = manager(), at = now) =>
  call(procedures.rollBack, { deploymentId, reason }, contextAs(actor, at));
const detail = () => call(procedures.detail, { deploymentId: deployed.id }, contextAs(manager(), now));
const statusOf = async () => ({
  deployment: (await db.select().from(deployments).where(eq(deployments.id, deployed.id)))[0]?.status,
  release: (await db.select().from(releases).where(eq(releases.id, deployed.release.id)))[0]?.status,
});
const rollbackOf = async (id: string) => (await db.select().from(rollbacks).where(eq(rollbacks.id, id)))[0];
const jobs = async (key: string) =>
  (await db.execute(sql`select 1 from graphile_worker.jobs where key = ${key}`)).rows.length;
const work = (at: Date) => db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, at, { limit: 100 }));

/** A further release of the service, accepted, booked and signed for some minutes later. */
async function candidate(after = 60) {
  const { release } = await anAcceptedRelease(db, org);
  const start = new Date(org.nextOccurrence.during.start.getTime() + after * minute);
  const during = { start, end: new Date(start.getTime() + 30 * minute) };
  const slot = await aSlot(db, org, { releases: [release], during, bookedBy: org.people.developer.id });
  await anApproval(db, org, slot, org.people.releaseManager);
  return { release, slot };
}

type Parts = { secret?: string; at?: Date; body?: unknown; id?: string };
const report = (rollbackId: string, status: string, { secret, at, body, id }: Parts = {}) => {
  const text = JSON.stringify(body ?? { status, message: `it is ${status}` });
  const webhookId = id ?? `msg_back_${sent++}`;
  const headers = signMessage([secret ?? org.targets.ledger.secret], webhookId, at ?? now, text);
  const signed = {
    rollbackId,
    webhookId,
    timestamp: headers["webhook-timestamp"],
    signature: headers["webhook-signature"],
    body: text,
  };
  return call(procedures.rollbackReport, signed, contextAs({ kind: "visitor" }, now));
};

describe("rolling back", () => {
  it("takes a deployment back with a call of its own, under an id and a fencing number of its own, and says why", async () => {
    const { rollbackId, heldSlots } = await goBack();
    expect(heldSlots).toBe(0);
    expect(await statusOf()).toEqual({ deployment: "rolling_back", release: "released" });
    const row = await rollbackOf(rollbackId);
    expect(row).toMatchObject({
      status: "pending",
      deploymentWas: "succeeded",
      reason,
      requestedBy: org.people.releaseManager.id,
      callUntil: new Date(now.getTime() + 30 * minute),
    });
    expect(row?.webhookId).not.toBe(deployed.webhookId);
    expect(row?.fencingNumber).toBeGreaterThan(deployed.fencingNumber);
    expect(await jobs(`rollback:${rollbackId}`)).toBe(1);
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "deployment.rollback_started"), eq(auditEvents.subjectId, deployed.id)));
    expect(event).toMatchObject({ actorName: org.people.releaseManager.name, data: { reason } });
  });

  it("ends with the report: deployment and release are rolled back, with every step on the page", async () => {
    const { rollbackId } = await goBack();
    await beginRollbackAttempt(db, rollbackId, now);
    await report(rollbackId, "running");
    expect(await statusOf()).toEqual({ deployment: "rolling_back", release: "released" });
    await report(rollbackId, "rolled_back");
    expect(await statusOf()).toEqual({ deployment: "rolled_back", release: "rolled_back" });
    expect(await detail()).toMatchObject({
      status: "rolled_back",
      rollbacks: [
        {
          status: "rolled_back",
          requestedBy: org.people.releaseManager.name,
          attempts: [{ number: 1 }],
          reports: [{ status: "running" }, { status: "rolled_back", message: "it is rolled_back" }],
        },
      ],
    });
  });

  it("tells the receiver what ran before", async () => {
    const second = await aDeployment(db, org, { after: 30 });
    const { rollbackId } = await goBack(second.id, manager(), second.at);
    const begun = await beginRollbackAttempt(db, rollbackId, second.at);
    const body = begun.begin === "started" ? JSON.parse(begun.attempt.body) : {};
    expect(body).toMatchObject({
      type: "deployment.rollback_requested",
      data: {
        rollbackId,
        deploymentId: second.id,
        callbackUrl: expect.stringMatching(new RegExp(`/api/hooks/rollbacks/${rollbackId}$`)),
        release: { version: second.release.version },
        previous: { release: { version: deployed.release.version } },
      },
    });
  });

  it("is always allowed in a freeze and outside every window (case 13: it leads back and nowhere else)", async () => {
    const night = new Date(org.nextOccurrence.during.end.getTime() + 8 * 60 * minute);
    const environmentIds = [org.environments.production.id];
    await aFreeze(db, { start: now, end: new Date(night.getTime() + 60 * minute), environmentIds });
    const { rollbackId } = await goBack(deployed.id, manager(), night);
    expect((await beginRollbackAttempt(db, rollbackId, night)).begin).toBe("started");
    const made = await db.select().from(deployments).where(eq(deployments.serviceId, deployed.serviceId));
    expect(made).toHaveLength(1);
  });

  it("puts what would be deployed next on hold, by name and reason, until somebody has looked", async () => {
    const { slot, release } = await candidate();
    const { heldSlots } = await goBack();
    expect(heldSlots).toBe(1);
    const [blocker] = await db.select().from(blockers).where(eq(blockers.slotId, slot.id));
    expect(blocker?.reason).toContain("Rolled back: check before shipping again");
    expect(blocker?.reason).toContain(reason);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, release.id));
    expect(events.map(({ action }) => action)).toContain("blocker.placed");
    const [rollback] = await db.select().from(rollbacks).where(eq(rollbacks.deploymentId, deployed.id));
    await beginRollbackAttempt(db, rollback?.id ?? "", now);
    await report(rollback?.id ?? "", "rolled_back");
    await work(slot.during.start);
    expect((await db.select().from(slots).where(eq(slots.id, slot.id)))[0]?.status).toBe("booked");
    const lookedAt = { blockerId: blocker?.id ?? "", resolution: "the fix is in it" };
    await db.transaction((tx) => resolveBlocker(tx, manager(), lookedAt, slot.during.start));
    await work(slot.during.start);
    expect((await db.select().from(slots).where(eq(slots.id, slot.id)))[0]?.status).toBe("open");
  });

  it("leaves slots of other services and of other environments alone", async () => {
    const { release } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    await aSlot(db, org, { releases: [release], lane: 2 });
    expect((await goBack()).heldSlots).toBe(0);
  });

  it("keeps what was booked meanwhile from opening until it has ended, and then lets it", async () => {
    const { rollbackId } = await goBack();
    const { slot } = await candidate();
    await work(slot.during.start);
    expect((await db.select().from(slots).where(eq(slots.id, slot.id)))[0]?.status).toBe("booked");
    await beginRollbackAttempt(db, rollbackId, now);
    await report(rollbackId, "rolled_back");
    await work(slot.during.start);
    expect((await db.select().from(slots).where(eq(slots.id, slot.id)))[0]?.status).toBe("open");
  });

  it("is refused for what a newer deployment has replaced, and names that one", async () => {
    const second = await aDeployment(db, org, { after: 30 });
    const refusal = await refusalFrom(goBack(deployed.id, manager(), second.at));
    expect(refusal).toMatchObject({ code: "wrong_state", rules: [{ id: second.id }] });
    expect((await goBack(second.id, manager(), second.at)).rollbackId).toBeTruthy();
  });

  it("is refused over a newer one that is on its way, and possible over one that failed", async () => {
    const pending = await aDeployment(db, org, { after: 30, status: "pending" });
    expect((await refusalFrom(goBack(deployed.id, manager(), pending.at))).code).toBe("wrong_state");
    await db.update(deployments).set({ status: "failed", finishedAt: now }).where(eq(deployments.id, pending.id));
    expect((await goBack(deployed.id, manager(), pending.at)).rollbackId).toBeTruthy();
  });

  it("asked for twice at once is made once, and not again while it is under way", async () => {
    const both = await Promise.allSettled([goBack(), goBack()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await refusalFrom(goBack())).code).toBe("wrong_state");
    expect(await db.$count(rollbacks, eq(rollbacks.deploymentId, deployed.id))).toBe(1);
  });

  it("is refused before the deployment has ended", async () => {
    const pending = await aDeployment(db, org, { after: 30, status: "pending" });
    expect((await refusalFrom(goBack(pending.id, manager(), pending.at))).code).toBe("wrong_state");
  });

  it("is refused while the target is switched off", async () => {
    await db.update(targets).set({ enabled: false }).where(eq(targets.id, org.targets.ledger.id));
    expect((await refusalFrom(goBack())).code).toBe("target_missing");
    expect(await statusOf()).toEqual({ deployment: "succeeded", release: "released" });
  });

  it("needs the right to open slots for the team, by role or by token; a stranger's deployment is not there", async () => {
    expect((await refusalFrom(goBack(deployed.id, actorOf(org.people.developer)))).code).toBe("forbidden");
    const roles = [{ role: "stakeholder" as const, teamId: org.teams.shop.id }];
    const stranger = await aPerson(db, { name: `Stranger ${org.teams.shop.id}`, roles });
    const permissions = new Map<Permission, Reach>([
      ["slot.open", "all"],
      ["plan.read", [org.teams.shop.id]],
    ]);
    const reading: Actor = { ...actorOf(stranger), permissions };
    expect((await refusalFrom(goBack(deployed.id, reading))).code).toBe("not_found");
    expect(
      (await goBack(deployed.id, tokenActorOf(org.people.releaseManager, "plan.read", "slot.open"))).rollbackId,
    ).toBeTruthy();
  });
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

describe("by plain SQL", () => {
  const refusedBy = (constraint: string, statement: PromiseLike<unknown>) =>
    expect(Promise.resolve(statement)).rejects.toMatchObject({ cause: { constraint } });
  const row = (more: Partial<typeof rollbacks.$inferInsert> = {}): typeof rollbacks.$inferInsert => ({
    deploymentId: deployed.id,
    serviceId: deployed.serviceId,
    environmentId: deployed.environmentId,
    deploymentWas: "succeeded",
    reason: "because",
    requestedBy: org.people.releaseManager.id,
    requestedAt: now,
    fencingNumber: 7_000_000_000 + sent++,
    webhookId: `msg_sql_${sent++}_${now.getTime()}_${deployed.id}`,
    callUntil: new Date(now.getTime() + minute),
    ...more,
  });

  it("there is one at a time, and none of what something newer has replaced", async () => {
    await db.insert(rollbacks).values(row());
    await refusedBy("rollbacks_one_at_a_time", db.insert(rollbacks).values(row()));
  });

  it("none is of what something newer has replaced", async () => {
    await aDeployment(db, org, { after: 30 });
    await refusedBy("rollbacks_newest_deployment", db.insert(rollbacks).values(row()));
  });

  it("nothing is deployed while one is under way", async () => {
    const { slot } = await candidate();
    await db.insert(rollbacks).values(row());
    const opened = { status: "open", openedAt: now, fencingNumber: 7_500_000_000 + sent++ } as const;
    await db.update(slots).set(opened).where(eq(slots.id, slot.id));
    const { id: _, webhookId, at: __, release: ___, slot: ____, ...copied } = deployed;
    const columns = { slotId: slot.id, fencingNumber: opened.fencingNumber, webhookId: `${webhookId}_again` };
    const next = { ...copied, ...columns, status: "pending" as const };
    await refusedBy("deployments_not_during_rollback", db.insert(deployments).values(next));
  });

  it("what it is of never changes, no arrow is skipped, and no call is written down after its limit", async () => {
    const [made] = await db.insert(rollbacks).values(row()).returning();
    const own = eq(rollbacks.id, made?.id ?? "");
    await refusedBy("rollbacks_identity_fixed", db.update(rollbacks).set({ reason: "another" }).where(own));
    await refusedBy(
      "rollbacks_status_arrow",
      db.update(rollbacks).set({ status: "rolled_back", finishedAt: now }).where(own),
    );
    await refusedBy("rollbacks_append_only", db.delete(rollbacks).where(own));
    const late = {
      rollbackId: made?.id ?? "",
      attempt: 1,
      url: "https://x.example",
      requestBody: "{}",
      sentAt: made?.callUntil ?? now,
    };
    await refusedBy("rollback_deliveries_in_time", db.insert(rollbackDeliveries).values(late));
    const said = { rollbackId: made?.id ?? "", webhookId: "m", status: "running" as const, receivedAt: now };
    await db.insert(rollbackReports).values(said);
    await refusedBy("rollback_reports_append_only", db.delete(rollbackReports));
  });
});
