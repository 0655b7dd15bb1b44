import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, blockers, deployments, rollbacks, slots, targets } from "@/db/schema";
import { refusalFrom } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { rollbackActs } from "@/db/testing/rollback";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import type { Actor } from "@/lib/auth/actor";
import type { Permission, Reach } from "@/lib/domain/permission";
import { resolveBlocker } from "@/lib/slots/commands/resolve-blocker";
import { beginRollbackAttempt } from "./commands/begin-rollback-attempt";

const minute = 60_000;
const { db } = testDatabase();
let org: Organisation;
let deployed: Awaited<ReturnType<typeof aDeployment>>;
let now: Date;
const { manager, reason, goBack, detail, statusOf, rollbackOf, jobs, work, candidate, report } = rollbackActs(
  db,
  () => ({ org, deployed, now }),
);

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  deployed = await aDeployment(db, org);
  now = deployed.at;
});

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
