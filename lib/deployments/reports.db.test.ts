import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, deploymentReports, deployments, freezes, releases, slots, targets } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { openNow } from "@/lib/slots/commands/open-now";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";
import { signMessage } from "@/lib/webhooks/signature";
import { beginAttempts } from "./commands/begin-attempts";
import { expireDeployment } from "./commands/expire-deployment";
import { recordAnswers } from "./commands/record-answers";
import { deploymentsProcedures } from "./procedures";

const worker = { kind: "worker" } as const;
const visitor = { kind: "visitor" } as const;
const { db } = testDatabase();
let org: Organisation;
let now: Date;
let deploymentId: string;
let slotId: string;
let releaseId: string;
let sent = 0;

beforeEach(async () => {
  org = await buildOrganisation(db);
  const { release } = await anAcceptedRelease(db, org);
  const slot = await aSlot(db, org, { releases: [release] });
  await anApproval(db, org, slot, org.people.releaseManager);
  now = slot.during.start;
  await db.transaction((tx) => openNow(tx, actorOf(org.people.releaseManager), { slotId: slot.id }, now));
  const [deployment] = await db.select().from(deployments).where(eq(deployments.slotId, slot.id));
  deploymentId = deployment?.id ?? "";
  slotId = slot.id;
  releaseId = release.id;
  await beginAttempts(db, [deploymentId], now);
});

type Parts = { secret?: string; at?: Date; body?: unknown; id?: string };

/** The input that the door for receivers makes of a signed request. */
function signed(status: string, { secret, at, body, id }: Parts = {}) {
  const text = JSON.stringify(body ?? { status, message: `it is ${status}` });
  const webhookId = id ?? `msg_report_${sent++}`;
  const headers = signMessage([secret ?? org.targets.ledger.secret], webhookId, at ?? now, text);
  return {
    deploymentId,
    webhookId,
    timestamp: headers["webhook-timestamp"],
    signature: headers["webhook-signature"],
    body: text,
  };
}
const report = (input: ReturnType<typeof signed>) => call(deploymentsProcedures.report, input, contextAs(visitor, now));
const row = async () => (await db.select().from(deployments).where(eq(deployments.id, deploymentId)))[0];
const statusOf = async () => ({
  deployment: (await row())?.status,
  slot: (await db.select().from(slots).where(eq(slots.id, slotId)))[0]?.status,
  release: (await db.select().from(releases).where(eq(releases.id, releaseId)))[0]?.status,
});
const refusedReports = () =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, "report.refused"), eq(auditEvents.subjectId, deploymentId)));

describe("a receiver's report", () => {
  it("moves the deployment to running, then ends it: the slot is closed and the release has arrived", async () => {
    await report(signed("running"));
    expect(await statusOf()).toEqual({ deployment: "running", slot: "open", release: "departing" });
    await report(signed("succeeded"));
    expect(await statusOf()).toEqual({ deployment: "succeeded", slot: "closed", release: "released" });
    expect(await row()).toMatchObject({ message: "it is succeeded", finishedAt: now, runningAt: now });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, releaseId));
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["deployment.running", "deployment.succeeded", "release.arrived", "slot.closed"]),
    );
  });

  it("case 13: counts in a freeze that began after the slot was opened: a freeze interrupts nothing", async () => {
    await aFreeze(db, { name: "Incident", start: now, end: new Date(now.getTime() + 3_600_000) });
    await report(signed("running"));
    await report(signed("succeeded"));
    expect(await statusOf()).toEqual({ deployment: "succeeded", slot: "closed", release: "released" });
    await db.update(freezes).set({ liftedAt: now });
  });

  it("of a failure fails the release, which may then be tried again", async () => {
    await report(signed("failed"));
    expect(await statusOf()).toEqual({ deployment: "failed", slot: "closed", release: "failed" });
  });

  it("may come before the answer to the call, and then no other call is made", async () => {
    await report(signed("running"));
    const [attempt] = await db.query.deliveries.findMany({ where: (row) => eq(row.deploymentId, deploymentId) });
    const late = { kind: "answered", status: 503, retryAfter: null, excerpt: "" } as const;
    const answered = {
      attempt: { deploymentId, deliveryId: attempt?.id ?? "", number: 1 },
      answer: late,
      answeredAt: now,
    };
    await db.transaction((tx) => recordAnswers(tx, worker, [answered], now, () => 0.5));
    expect(await row()).toMatchObject({ status: "running", nextCallAt: null, acceptedAt: now });
    const begun = await beginAttempts(db, [deploymentId], new Date(now.getTime() + 60_000));
    expect(begun.get(deploymentId)).toEqual({ begin: "settled" });
  });

  it("is taken under the previous secret while a rotation overlaps, and no longer", async () => {
    const previous = org.targets.ledger.secret;
    const current = newWebhookSecret();
    const rotated = { secretSealed: sealSecret(current), previousSecretSealed: sealSecret(previous) };
    const until = (millis: number) => ({ ...rotated, previousSecretUntil: new Date(now.getTime() + millis) });
    const ofTarget = eq(targets.id, org.targets.ledger.id);
    await db.update(targets).set(until(60_000)).where(ofTarget);
    await report(signed("running", { secret: previous }));
    await db.update(targets).set(until(0)).where(ofTarget);
    expect((await refusalFrom(report(signed("succeeded", { secret: previous })))).code).toBe("signature_wrong");
    await report(signed("succeeded", { secret: current }));
  });

  it("with a wrong signature is refused, changes nothing and leaves an audit row", async () => {
    const refusal = await refusalFrom(report(signed("succeeded", { secret: newWebhookSecret() })));
    expect(refusal.code).toBe("signature_wrong");
    expect((await statusOf()).deployment).toBe("calling");
    expect(await refusedReports()).toMatchObject([
      { actorKind: "visitor", data: { code: "signature_wrong", ip: "192.0.2.1" } },
    ]);
  });

  it("signed for a time more than five minutes off is refused as stale, with an audit row", async () => {
    const stale = signed("succeeded", { at: new Date(now.getTime() - 301_000) });
    expect((await refusalFrom(report(stale))).code).toBe("timestamp_stale");
    expect(await refusedReports()).toHaveLength(1);
  });

  it("sent again under the same id is refused as replayed, with an audit row, and counts once", async () => {
    const once = signed("running");
    await report(once);
    expect((await refusalFrom(report(once))).code).toBe("callback_replayed");
    expect(await refusedReports()).toMatchObject([{ actorKind: "receiver", data: { code: "callback_replayed" } }]);
    expect(await db.$count(deploymentReports, eq(deploymentReports.deploymentId, deploymentId))).toBe(1);
  });

  it("sent twice at once counts once", async () => {
    const once = signed("succeeded");
    const both = await Promise.allSettled([report(once), report(once)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("that the state has no arrow for is refused: running after succeeded, succeeded twice", async () => {
    await report(signed("succeeded"));
    expect((await refusalFrom(report(signed("running")))).code).toBe("wrong_state");
    expect((await refusalFrom(report(signed("succeeded")))).code).toBe("wrong_state");
    expect((await refusalFrom(report(signed("failed")))).code).toBe("wrong_state");
    expect(await statusOf()).toEqual({ deployment: "succeeded", slot: "closed", release: "released" });
  });

  it.each([
    [{ status: "done" }, "status"],
    [{ status: "running", extra: 1 }, "extra"],
    [{ status: "running", message: 7 }, "message"],
    ["just text", "body"],
    [{}, "status"],
  ])("with the body %j is refused and the field is named", async (body, field) => {
    const refusal = await refusalFrom(report(signed("", { body })));
    expect(refusal).toMatchObject({ code: "invalid_input", field });
    expect((await statusOf()).deployment).toBe("calling");
  });

  it("on an unknown deployment is not found", async () => {
    const unknown = { ...signed("running"), deploymentId: "01a1fd8b-499f-732b-b8c0-63ae86a29bba" };
    expect((await refusalFrom(report(unknown))).code).toBe("not_found");
  });
});

describe("a report that does not come", () => {
  it("ends the deployment as timed out when its time is over, and not before", async () => {
    await report(signed("running"));
    const until = (await row())?.reportUntil ?? now;
    const expire = (at: Date) => db.transaction((tx) => expireDeployment(tx, worker, deploymentId, at));
    await expire(new Date(until.getTime() - 1));
    expect((await statusOf()).deployment).toBe("running");
    await expire(until);
    expect(await statusOf()).toEqual({ deployment: "timed_out", slot: "closed", release: "failed" });
    now = until;
    expect((await refusalFrom(report(signed("succeeded")))).code).toBe("wrong_state");
  });
});

describe("who may read deployments", () => {
  it("shows every attempt and report, and no secret", async () => {
    await report(signed("running"));
    const as = contextAs(actorOf(org.people.stakeholder), now);
    const detail = await call(deploymentsProcedures.detail, { deploymentId }, as);
    expect(detail).toMatchObject({ status: "running", attempts: [{ number: 1 }], reports: [{ status: "running" }] });
    expect(JSON.stringify(detail)).not.toMatch(/whsec_|sealed|v1\./i);
    const { deployments: page } = await call(deploymentsProcedures.list, { limit: 200 }, as);
    expect(page.map(({ id }) => id)).toContain(deploymentId);
  });

  it("hides another team's deployment from whoever reads one team alone: 404, and absent from the list", async () => {
    const member = actorOf({ ...org.people.stakeholder, grants: [{ role: "stakeholder", teamId: org.teams.shop.id }] });
    const as = contextAs(member, now);
    expect((await refusalFrom(call(deploymentsProcedures.detail, { deploymentId }, as))).code).toBe("not_found");
    const { deployments: page } = await call(deploymentsProcedures.list, { limit: 200 }, as);
    expect(page.map(({ id }) => id)).not.toContain(deploymentId);
  });

  it("pages without repeating or leaving out a row", async () => {
    const as = contextAs(actorOf(org.people.releaseManager), now);
    const all = (await call(deploymentsProcedures.list, { limit: 200 }, as)).deployments.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await call(deploymentsProcedures.list, { limit: 3, cursor }, as);
      seen.push(...page.deployments.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
  });
});
