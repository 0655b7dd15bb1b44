import { call } from "@orpc/server";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, deployments, handoffs, notices, releases, slots } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { finish } from "@/db/testing/train";
import { aFreeze } from "@/db/testing/window";
import { handoffsProcedures } from "@/lib/handoffs/procedures";
import { freeSlotsOfReleased } from "./free-slots-of-released";
import { openDueSlots } from "./open-due-slots";

const worker = { kind: "worker" } as const;
const minute = 60_000;
const { db, connectAgain } = testDatabase();
let org: Organisation;

beforeEach(async () => {
  // Slots of earlier tests must not be due in this one.
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
});

/** A slot of the next hour of Production that passes every gate. */
async function readySlot(more: Parameters<typeof aSlot>[2] = {}) {
  const accepted = await anAcceptedRelease(db, org);
  const slot = await aSlot(db, org, { ...more, releases: [accepted.release] });
  await anApproval(db, org, slot, org.people.releaseManager);
  return { ...accepted, slot, start: slot.during.start, end: slot.during.end };
}

const open = (now: Date, limit = 100) => db.transaction((tx) => openDueSlots(tx, worker, now, { limit }));
const slotRow = async (id: string) => (await db.select().from(slots).where(eq(slots.id, id)))[0];
const deploymentsOf = (slotId: string) => db.select().from(deployments).where(eq(deployments.slotId, slotId));
/** How many jobs wait that give up what else was booked for a release. */
const jobsOf = async ({ id }: { id: string }) =>
  (await db.execute(sql`select 1 from graphile_worker.jobs where key = ${`free_slots:${id}`}`)).rows.length;
const plus = (instant: Date, millis: number) => new Date(instant.getTime() + millis);

describe("openDueSlots", () => {
  it("opens a due slot: fencing number, deployment, departing release, call job and audit rows in one transaction", async () => {
    const { slot, start, end, release, build, handoff } = await readySlot();
    const round = await open(start);
    expect(round).toMatchObject({ opened: [slot.id], missed: [], waiting: [], busy: [], failed: [] });
    const row = await slotRow(slot.id);
    expect(row).toMatchObject({ status: "open", openedAt: start, openedBy: null });
    const [deployment, ...others] = await deploymentsOf(slot.id);
    expect(others).toEqual([]);
    expect(deployment).toMatchObject({
      releaseId: release.id,
      buildId: build.id,
      artifactDigest: build.artifactDigest,
      handoffId: handoff.id,
      targetId: org.targets.ledger.id,
      fencingNumber: row?.fencingNumber,
      status: "pending",
      callUntil: end,
    });
    expect(deployment?.webhookId).toMatch(/^msg_[0-9a-f]{32}$/);
    expect((await db.select().from(releases).where(eq(releases.id, release.id)))[0]?.status).toBe("departing");
    const { rows: jobs } = await db.execute(
      sql`select task_identifier from graphile_worker.jobs where key = ${`call:${deployment?.id}`}`,
    );
    expect(jobs).toEqual([{ task_identifier: "call_deployment" }]);
    const audit = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.releaseId, release.id))
      .orderBy(auditEvents.id);
    expect(audit.map(({ action }) => action).sort()).toEqual(["deployment.started", "release.departed", "slot.opened"]);
  });

  it("opens nothing before the slot's start", async () => {
    const { slot, start } = await readySlot();
    expect((await open(plus(start, -1))).opened).toEqual([]);
    expect((await slotRow(slot.id))?.status).toBe("booked");
  });

  it("gives a later opening a higher fencing number", async () => {
    const first = await readySlot();
    await open(first.start);
    const second = await readySlot({ lane: 2, during: { start: first.end, end: plus(first.end, 30 * minute) } });
    await open(second.start);
    const numbers = [await slotRow(first.slot.id), await slotRow(second.slot.id)].map((row) => row?.fencingNumber ?? 0);
    expect(numbers[1]).toBeGreaterThan(numbers[0] ?? 0);
  });

  it("rule 3: a freeze set after booking and approval makes the slot missed, with that reason on the record", async () => {
    const { slot, start, end, release } = await readySlot();
    await aFreeze(db, {
      name: "Incident",
      start: plus(start, -minute),
      end: plus(end, minute),
      environmentIds: [slot.environmentId],
    });
    expect((await open(start)).missed).toEqual([slot.id]);
    const row = await slotRow(slot.id);
    expect(row?.status).toBe("missed");
    expect(row?.missedGates).toEqual([expect.objectContaining({ gate: "freeze", title: "Incident" })]);
    expect(await deploymentsOf(slot.id)).toEqual([]);
    // Its release is free to be booked again.
    expect((await db.select().from(releases).where(eq(releases.id, release.id)))[0]?.status).toBe("accepted");
    const [missed] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.releaseId, release.id), eq(auditEvents.action, "slot.missed")));
    expect(JSON.stringify(missed?.data)).toContain("Incident");
  });

  it("rule 3: a freeze that ends inside the slot makes its opening late, not lost", async () => {
    const { slot, start } = await readySlot();
    const thaw = plus(start, 10 * minute);
    await aFreeze(db, { start: plus(start, -minute), end: thaw, environmentIds: [slot.environmentId] });
    expect((await open(start)).waiting).toEqual([{ slotId: slot.id, until: thaw }]);
    expect((await open(thaw)).opened).toEqual([slot.id]);
  });

  it("rule 4: a newer build that QA has not accepted keeps the slot shut", async () => {
    const { slot, start, release, handoff } = await readySlot();
    await db.update(handoffs).set({ status: "superseded" }).where(eq(handoffs.id, handoff.id));
    const newer = await aBuild(db, org, release);
    await aHandoff(db, org, release, newer);
    expect((await open(start)).waiting.map(({ slotId }) => slotId)).toEqual([slot.id]);
    expect(await deploymentsOf(slot.id)).toEqual([]);
  });

  it("case 18: no timer ships over an open rejection", async () => {
    const { slot, start, end, release, handoff } = await readySlot();
    await db.update(handoffs).set({ status: "superseded" }).where(eq(handoffs.id, handoff.id));
    const newer = await aBuild(db, org, release);
    await aHandoff(db, org, release, newer, {
      status: "rejected",
      verdict: "rejected",
      category: "wrong_result",
      reason: "It loses orders.",
      testerId: org.people.qa.id,
      decidedAt: start,
    });
    expect((await open(start)).opened).toEqual([]);
    expect((await open(plus(end, -1))).opened).toEqual([]);
    expect((await open(end)).missed).toEqual([slot.id]);
    expect((await slotRow(slot.id))?.missedGates?.map(({ gate }) => gate)).toContain("qa");
  });

  it("rule 5: an approval that was given for another build does not open the slot", async () => {
    const { slot, start, release, handoff } = await readySlot();
    await db.update(handoffs).set({ status: "superseded" }).where(eq(handoffs.id, handoff.id));
    const newer = await aBuild(db, org, release);
    const decided = { status: "accepted", verdict: "accepted", testerId: org.people.qa.id, decidedAt: start } as const;
    await aHandoff(db, org, release, newer, decided);
    expect((await open(start)).waiting.map(({ slotId }) => slotId)).toEqual([slot.id]);
    await anApproval(db, org, slot, org.people.releaseManager);
    expect((await open(start)).opened).toEqual([slot.id]);
  });

  it("rule 11: after downtime a due slot opens late, not never", async () => {
    const { slot, start } = await readySlot();
    const late = plus(start, 20 * minute);
    expect((await open(late)).opened).toEqual([slot.id]);
    expect((await slotRow(slot.id))?.openedAt).toEqual(late);
  });

  it("case 16: a slot that nobody opened by its end is missed, not dropped", async () => {
    const { slot, end } = await readySlot();
    expect((await open(end)).missed).toEqual([slot.id]);
    expect((await slotRow(slot.id))?.missedGates?.map(({ gate }) => gate)).toEqual(["time"]);
    expect(await deploymentsOf(slot.id)).toEqual([]);
  });

  it("case 21: an unanswered approval waits until the slot's end and then frees the lane", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const slot = await aSlot(db, org, { releases: [release] });
    expect((await open(slot.during.start)).waiting.map(({ slotId }) => slotId)).toEqual([slot.id]);
    expect((await open(slot.during.end)).missed).toEqual([slot.id]);
    const row = await slotRow(slot.id);
    expect(row?.missedGates?.map(({ gate }) => gate)).toEqual(["approvals", "time"]);
    expect(row?.live).toBe(false);
  });

  it("case 20: a superseded candidate leaves its lane to the newer build, and holds it no longer than its slot", async () => {
    const { release, slot, start, end } = await readySlot();
    const as = (person: TestPerson) => contextAs(actorOf(person), org.now);
    const newer = { commitSha: "c".repeat(40), artifactDigest: `sha256:${"d".repeat(64)}` };
    const build = { service: org.services.ledger.id, version: release.version, ...newer };
    const { handoffId } = await call(handoffsProcedures.handOver, build, as(org.people.developer));
    // What was accepted and signed was the build before: it opens no more, and nothing is deployed.
    expect((await open(start)).waiting.map(({ slotId }) => slotId)).toEqual([slot.id]);
    expect(await deploymentsOf(slot.id)).toEqual([]);

    await call(handoffsProcedures.claim, { handoffId }, as(org.people.qa));
    await call(handoffsProcedures.accept, { handoffId, note: "" }, as(org.people.qa));
    // QA has accepted the newer one, and nobody has signed for it: what was signed was the other.
    expect((await open(plus(start, minute))).waiting.map(({ slotId }) => slotId)).toEqual([slot.id]);
    expect((await open(end)).missed).toEqual([slot.id]);
    const row = await slotRow(slot.id);
    expect(row?.missedGates?.map(({ gate }) => gate)).toEqual(["approvals", "time"]);
    expect(row?.live).toBe(false);
    const next = await anAcceptedRelease(db, org, { service: org.services.checkout });
    expect(await aSlot(db, org, { during: slot.during, releases: [next.release] })).toMatchObject({ live: true });
  });

  it("case 20: what has left by one slot closes its other ones, which frees their lanes, and tells who booked them", async () => {
    const { release, slot, start } = await readySlot();
    const later = { start: plus(start, 120 * minute), end: plus(start, 180 * minute) };
    const other = (await anAcceptedRelease(db, org, { service: org.services.checkout })).release;
    const spare = await aSlot(db, org, { during: later, releases: [release] });
    const afterwards = { start: later.end, end: plus(later.end, 60 * minute) };
    const shared = await aSlot(db, org, { during: afterwards, releases: [release, other] });
    await open(start);
    await finish(db, release, "succeeded", plus(start, 5 * minute));
    expect(await jobsOf(release)).toBe(1);
    await db.transaction((tx) => freeSlotsOfReleased(tx, worker, release.id, plus(start, 5 * minute)));
    expect(await slotRow(slot.id)).toMatchObject({ status: "closed" });
    expect(await slotRow(spare.id)).toMatchObject({
      status: "cancelled",
      live: false,
      cancelledBy: null,
      cancelReason: "What it was for has left already, by another slot.",
    });
    // Somebody else's release is aboard of that one too.
    expect(await slotRow(shared.id)).toMatchObject({ status: "booked" });
    const told = await db.select().from(notices).where(eq(notices.subjectId, spare.id));
    expect(told).toMatchObject([{ kind: "slot_cancelled", personId: org.people.developer.id }]);
    expect(await aSlot(db, org, { during: later, releases: [other] })).toMatchObject({ live: true });
  });

  it("case 20: what failed by one slot keeps its other ones", async () => {
    const { release, start } = await readySlot();
    const later = { start: plus(start, 120 * minute), end: plus(start, 180 * minute) };
    const spare = await aSlot(db, org, { during: later, releases: [release] });
    await open(start);
    await finish(db, release, "failed", plus(start, 5 * minute));
    expect(await jobsOf(release)).toBe(0);
    await db.transaction((tx) => freeSlotsOfReleased(tx, worker, release.id, plus(start, 5 * minute)));
    expect(await slotRow(spare.id)).toMatchObject({ status: "booked" });
  });

  it("rule 7: two workers at once open each slot once", async () => {
    const other = connectAgain().db;
    const ready = [];
    for (const lane of [1, 2, 3]) {
      const service = [org.services.ledger, org.services.checkout, org.services.search][lane - 1];
      const accepted = await anAcceptedRelease(db, org, { service });
      const slot = await aSlot(db, org, { lane, releases: [accepted.release] });
      await anApproval(db, org, slot, org.people.releaseManager);
      ready.push(slot);
    }
    const now = ready[0]?.during.start ?? org.now;
    const rounds = await Promise.all(
      [db, other, db, other].map((each) => each.transaction((tx) => openDueSlots(tx, worker, now, { limit: 2 }))),
    );
    const again = await open(now);
    const opened = [...rounds, again].flatMap((round) => round.opened);
    expect(opened.sort()).toEqual(ready.map(({ id }) => id).sort());
    for (const { id } of ready) expect(await deploymentsOf(id)).toHaveLength(1);
  });

  it("leaves a slot alone whose release is being changed at this moment, and opens the others", async () => {
    const busy = await readySlot();
    const accepted = await anAcceptedRelease(db, org, { service: org.services.checkout });
    const other = await aSlot(db, org, { lane: 2, releases: [accepted.release] });
    await anApproval(db, org, other, org.people.releaseManager);
    await db.transaction(async (tx) => {
      await tx.select().from(releases).where(eq(releases.id, busy.release.id)).for("update");
      const round = await connectAgain().db.transaction((own) => openDueSlots(own, worker, busy.start, { limit: 100 }));
      expect(round).toMatchObject({ opened: [other.id], busy: [busy.slot.id] });
    });
    expect((await open(busy.start)).opened).toEqual([busy.slot.id]);
  });

  it("goes on page by page, newest start first, and looks at every slot once", async () => {
    const slotsOfDay = [];
    for (const index of [0, 1, 2]) {
      const { release } = await anAcceptedRelease(db, org);
      const start = plus(org.nextOccurrence.during.start, index * 30 * minute);
      slotsOfDay.push(await aSlot(db, org, { during: { start, end: plus(start, 30 * minute) }, releases: [release] }));
    }
    const now = plus(org.nextOccurrence.during.start, 80 * minute);
    const first = await db.transaction((tx) => openDueSlots(tx, worker, now, { limit: 2 }));
    const second = await db.transaction((tx) => openDueSlots(tx, worker, now, { limit: 2, after: first.next }));
    expect(first.waiting.map(({ slotId }) => slotId)).toEqual([slotsOfDay[2]?.id]);
    expect(first.missed).toEqual([slotsOfDay[1]?.id]);
    expect(second.missed).toEqual([slotsOfDay[0]?.id]);
    expect(second.next).toBeUndefined();
  });
});
