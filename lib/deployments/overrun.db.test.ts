import { call } from "@orpc/server";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, deliveries, deployments, releaseWindows, slots, targets } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import type { OverrunRule } from "@/lib/domain/overrun";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { loadSlotDetail } from "@/lib/slots/queries/slot-detail";
import { signMessage } from "@/lib/webhooks/signature";
import { beginAttempts } from "./commands/begin-attempts";
import { expireDeployment } from "./commands/expire-deployment";
import { recordAnswers } from "./commands/record-answers";
import { resumeDeployments } from "./commands/resume-deployments";
import { warnOfOverruns } from "./commands/warn-of-overruns";
import { deploymentsProcedures } from "./procedures";

const worker = { kind: "worker" } as const;
const { db } = testDatabase();
let org: Organisation;
let deploymentId: string;
let slotId: string;
/** When the opening closes: two hours before a report is due at the latest. */
let close: Date;

beforeEach(async () => {
  org = await buildOrganisation(db);
  close = org.nextOccurrence.during.end;
  await db
    .update(targets)
    .set({ reportTimeoutSeconds: 3 * 3_600 })
    .where(eq(targets.id, org.targets.ledger.id));
});

const minutesAfterClose = (minutes: number) => new Date(close.getTime() + minutes * 60_000);

/** A deployment in the last hour of its opening that the receiver has taken half an hour before the close. */
async function underWay(rule: OverrunRule) {
  await db.update(releaseWindows).set({ overrun: rule }).where(eq(releaseWindows.id, org.window.id));
  const { release } = await anAcceptedRelease(db, org);
  const slot = await aSlot(db, org, { releases: [release], during: { start: minutesAfterClose(-60), end: close } });
  await anApproval(db, org, slot, org.people.releaseManager);
  slotId = slot.id;
  await db.transaction((tx) => openDueSlots(tx, worker, minutesAfterClose(-60), { limit: 10, only: slotId }));
  const [deployment] = await db.select().from(deployments).where(eq(deployments.slotId, slotId));
  deploymentId = deployment?.id ?? "";
  const begun = (await beginAttempts(db, [deploymentId], minutesAfterClose(-31))).get(deploymentId);
  if (begun?.begin !== "started") throw new Error("no attempt began");
  const answer = { kind: "answered", status: 202, retryAfter: null, excerpt: "" } as const;
  const answered = { attempt: begun.attempt, answer, answeredAt: minutesAfterClose(-30) };
  await db.transaction((tx) => recordAnswers(tx, worker, [answered], minutesAfterClose(-30), () => 0.5));
}

function report(status: string, at: Date) {
  const webhookId = `msg_${status}_${at.getTime()}`;
  const body = JSON.stringify({ status });
  const headers = signMessage([org.targets.ledger.secret], webhookId, at, body);
  const input = {
    deploymentId,
    webhookId,
    timestamp: headers["webhook-timestamp"],
    signature: headers["webhook-signature"],
    body,
  };
  return call(deploymentsProcedures.report, input, contextAs({ kind: "visitor" }, at));
}
const row = async () => (await db.select().from(deployments).where(eq(deployments.id, deploymentId)))[0];
const detail = (at: Date) =>
  call(deploymentsProcedures.detail, { deploymentId }, contextAs(actorOf(org.people.releaseManager), at));
const told = () =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, "occurrence.overran"), eq(auditEvents.subjectId, org.nextOccurrence.id)));
async function expiresAt(): Promise<Date | undefined> {
  const { rows } = await db.execute<{ at: string }>(
    sql`select extract(epoch from run_at) * 1000 as at from graphile_worker.jobs where key = ${`expire:${deploymentId}`}`,
  );
  return rows[0] && new Date(Number(rows[0].at));
}
const expire = (at: Date) => db.transaction((tx) => expireDeployment(tx, worker, deploymentId, at));

describe("case 9: what is under way when its opening closes", () => {
  it("finish: goes on to its own end, and nothing is said", async () => {
    await underWay("finish");
    await db.transaction((tx) => warnOfOverruns(tx, worker, minutesAfterClose(1)));
    await expire(minutesAfterClose(1));
    expect(await told()).toEqual([]);
    await report("succeeded", minutesAfterClose(20));
    expect(await detail(minutesAfterClose(30))).toMatchObject({ status: "succeeded", overran: false });
  });

  it("warn: goes on, and the opening, the release, the slot and the deployment tell of it, once", async () => {
    await underWay("warn");
    expect(await db.transaction((tx) => warnOfOverruns(tx, worker, minutesAfterClose(-1)))).toBe(0);
    const other = testDatabase().connectAgain();
    const both = await Promise.all([
      db.transaction((tx) => warnOfOverruns(tx, worker, close)),
      other.db.transaction((tx) => warnOfOverruns(tx, worker, close)),
    ]);
    expect(both.sort()).toEqual([0, 1]);
    expect(await db.transaction((tx) => warnOfOverruns(tx, worker, minutesAfterClose(1)))).toBe(0);
    expect(await told()).toMatchObject([{ releaseId: (await row())?.releaseId, data: { deploymentId, slotId } }]);
    expect(await detail(minutesAfterClose(1))).toMatchObject({ overran: true, close: { closesAt: close } });
    const slot = await loadSlotDetail(db, slotId, "all", minutesAfterClose(1));
    expect(slot?.overran).toEqual({ windowName: org.window.name, closedAt: close });
    await report("succeeded", minutesAfterClose(20));
    expect(await detail(minutesAfterClose(300))).toMatchObject({ status: "succeeded", overran: true });
  });

  it("warn: says nothing of what ended in time", async () => {
    await underWay("warn");
    await report("succeeded", minutesAfterClose(-5));
    expect(await db.transaction((tx) => warnOfOverruns(tx, worker, minutesAfterClose(1)))).toBe(0);
    expect((await detail(minutesAfterClose(1))).overran).toBe(false);
  });

  it("stop: counts as timed out at the close, with that reason, and a later success is refused", async () => {
    await underWay("stop");
    expect(await expiresAt()).toEqual(close);
    await report("running", minutesAfterClose(-20));
    expect(await expiresAt()).toEqual(close);
    await expire(minutesAfterClose(-1));
    expect((await row())?.status).toBe("running");
    // Between the close and the worker's look nothing passes either.
    const late = await refusalFrom(report("succeeded", minutesAfterClose(0.01)));
    expect(late).toMatchObject({
      code: "wrong_state",
      message: expect.stringContaining("stops what is still under way"),
    });
    await expire(close);
    expect(await row()).toMatchObject({
      status: "timed_out",
      message: `${org.window.name} closed at Tue 24 Nov 12:00 CET, and stops what is still under way then.`,
    });
    const [slot] = await db.select().from(slots).where(eq(slots.id, slotId));
    expect(slot?.status).toBe("closed");
  });

  it("stop: makes no call and no further attempt after the close", async () => {
    await underWay("stop");
    await db.update(deployments).set({ acceptedAt: null, reportUntil: null }).where(eq(deployments.id, deploymentId));
    const begun = await beginAttempts(db, [deploymentId], close);
    expect(begun.get(deploymentId)).toEqual({ begin: "too_late" });
    expect(await db.$count(deliveries, eq(deliveries.deploymentId, deploymentId))).toBe(1);
  });

  it("stop: follows the opening when it is made longer or shorter while the deployment runs", async () => {
    await underWay("stop");
    const during = { start: org.nextOccurrence.during.start, end: minutesAfterClose(45) };
    const placed = (end: Date) =>
      db.execute(
        sql`update occurrences set during = tstzrange(${during.start.toISOString()}, ${end.toISOString()}) where id = ${org.nextOccurrence.id}`,
      );
    await placed(during.end);
    await expire(close);
    expect([(await row())?.status, await expiresAt()]).toEqual(["calling", during.end]);
    await placed(close);
    await db.execute(sql`select graphile_worker.remove_job(${`expire:${deploymentId}`})`);
    // The sweep finds what no job waits for.
    expect(await db.transaction((tx) => resumeDeployments(tx, minutesAfterClose(1)))).toBeGreaterThan(0);
    expect(await expiresAt()).toBeDefined();
  });
});
