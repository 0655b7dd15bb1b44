import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, people, releaseWindows, roleGrants, slots, standingApprovals } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aPolicy, buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { openNow } from "@/lib/slots/commands/open-now";
import { slotsProcedures } from "@/lib/slots/procedures";
import { approvalsProcedures as procedures } from "./procedures";

const day = 86_400_000;
const { db } = testDatabase();
let org: Organisation;
const as = (person: TestPerson, now = org.now) => contextAs(actorOf(person), now);
const start = () => org.nextOccurrence.during.start;

type Wish = { serviceId?: string | null; mostDatabaseChange?: "none" | "compatible" | "breaking"; validDays?: number };
const give = (wish: Wish & { windowId?: string } = {}, context = as(org.people.releaseManager)) =>
  call(procedures.giveStanding, { windowId: org.window.id, reason: "Routine fixes", validDays: 30, ...wish }, context);
const revoke = (standingId: string, context = as(org.people.releaseManager)) =>
  call(procedures.revokeStanding, { standingId }, context);
const list = (person = org.people.releaseManager) => call(procedures.standing, { windowId: org.window.id }, as(person));
const work = (now: Date) => db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, now, { limit: 100 }));
const statusOf = async (id: string) => (await db.select().from(slots).where(eq(slots.id, id)))[0]?.status;
const inboxOf = async (person: TestPerson, now = org.now) =>
  (await call(procedures.inbox, {}, as(person, now))).entries;

async function booked(more: Parameters<typeof anAcceptedRelease>[2] = {}) {
  const { release } = await anAcceptedRelease(db, org, more);
  return { release, slot: await aSlot(db, org, { releases: [release] }) };
}

/** Nobody has signed the slot itself. */
async function opens(slotId: string, now = start()): Promise<boolean> {
  await work(now);
  return (await statusOf(slotId)) === "open";
}

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
});

describe("a standing approval", () => {
  it("opens a slot in its window by itself, and the record says on whose signature", async () => {
    const { standingId } = await give();
    const { slot } = await booked();
    expect(await opens(slot.id)).toBe(true);
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "slot.opened"), eq(auditEvents.subjectId, slot.id)));
    expect(event?.data).toMatchObject({ signedBeforehand: [{ by: org.people.releaseManager.name, standingId }] });
    const given = await db.select().from(auditEvents).where(eq(auditEvents.action, "standing_approval.given"));
    expect(given.at(-1)).toMatchObject({ subjectName: org.window.name, data: { standingId, reason: "Routine fixes" } });
  });

  it("covers what was booked before it was given, and any build that comes later", async () => {
    const { slot } = await booked();
    await give();
    expect(await opens(slot.id)).toBe(true);
  });

  it("is not asked for again: the inbox of its giver and of their colleagues is empty, and says why", async () => {
    const { slot } = await booked();
    expect((await inboxOf(org.people.releaseManager)).find(({ slotId }) => slotId === slot.id)?.state).toBe("waiting");
    await give();
    const own = (await inboxOf(org.people.releaseManager)).find(({ slotId }) => slotId === slot.id);
    expect(own).toMatchObject({
      state: "signed",
      stages: [{ signedBy: [`${org.people.releaseManager.name}, beforehand`] }],
      standing: [{ personName: org.people.releaseManager.name, because: null }],
    });
    const colleague = (await inboxOf(org.people.secondReleaseManager)).find(({ slotId }) => slotId === slot.id);
    expect(colleague?.state).toBe("others");
    expect(await call(procedures.counts, {}, as(org.people.secondReleaseManager))).toEqual({ waiting: 0 });
  });

  it("is the same on the slot, for the approver and at the opening (case 7)", async () => {
    await give();
    const { slot } = await booked();
    const detail = await call(slotsProcedures.detail, { slotId: slot.id }, as(org.people.developer));
    expect(detail.gates.find(({ gate }) => gate === "approvals")).toMatchObject({
      passed: true,
      reason: `Signed by ${org.people.releaseManager.name} (beforehand).`,
    });
  });

  it("does not cover more than its conditions say, and the inbox asks then", async () => {
    await give({ mostDatabaseChange: "none" });
    const { slot } = await booked({ databaseChange: "compatible" });
    expect(await opens(slot.id)).toBe(false);
    const entry = (await inboxOf(org.people.releaseManager, start())).find(({ slotId }) => slotId === slot.id);
    expect(entry).toMatchObject({
      state: "waiting",
      standing: [{ because: expect.stringContaining("a compatible database change") }],
    });
    await anApproval(db, org, slot, org.people.releaseManager);
    expect(await opens(slot.id)).toBe(true);
  });

  it.each([
    ["downtime", { downtimeMinutes: 1 }],
    ["a breaking change", { databaseChange: "breaking" as const }],
  ])("with the usual conditions does not cover %s", async (_, release) => {
    await give();
    const { slot } = await booked(release);
    expect(await opens(slot.id)).toBe(false);
  });

  it("for one service covers no other", async () => {
    await give({ serviceId: org.services.checkout.id });
    const { slot } = await booked();
    expect(await opens(slot.id)).toBe(false);
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
    const other = await booked({ service: org.services.checkout });
    expect(await opens(other.slot.id)).toBe(true);
  });

  it("counts for no slot of another window", async () => {
    await give();
    const staging = org.staging.occurrences.find(({ during }) => during.start > org.now);
    if (!staging) throw new Error("staging does not open");
    await aPolicy(db, org.environments.staging, { stages: [{ role: "release_manager", required: 1 }] });
    const { release } = await anAcceptedRelease(db, org);
    const place = { environmentId: staging.environmentId, occurrenceId: staging.id };
    const during = { start: staging.during.start, end: new Date(staging.during.start.getTime() + 3_600_000) };
    const slot = await aSlot(db, org, { ...place, during, releases: [release] });
    expect(await opens(slot.id, staging.during.start)).toBe(false);
  });

  it("rule 6: is never for its giver's own work, be it the booking, the release, the build or the commit", async () => {
    const { releaseManager: rosa } = org.people;
    await give();
    const wrote = await anAcceptedRelease(db, org, { createdBy: rosa });
    const submitted = await aSlot(db, org, { releases: [wrote.release] });
    expect(await opens(submitted.id)).toBe(false);
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, submitted.id));
    const { release } = await anAcceptedRelease(db, org);
    const bookedByHer = await aSlot(db, org, { releases: [release], bookedBy: rosa.id });
    expect(await opens(bookedByHer.id)).toBe(false);
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, bookedByHer.id));
    await aPolicy(db, org.environments.production, {
      version: 2,
      stages: [{ role: "release_manager", required: 1 }],
      authorExcluded: false,
    });
    const relaxed = await aSlot(db, org, { releases: [release], bookedBy: rosa.id });
    expect(await opens(relaxed.id)).toBe(true);
  });

  it("never counts over a no, its giver's own or anybody's", async () => {
    await give();
    const { slot } = await booked();
    const no = { verdict: "decline", comment: "Not this one" } as const;
    await anApproval(db, org, slot, org.people.releaseManager, no);
    expect(await opens(slot.id)).toBe(false);
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
    const second = await booked();
    await anApproval(db, org, second.slot, org.people.secondReleaseManager, no);
    expect(await opens(second.slot.id)).toBe(false);
  });

  it("needs two where the policy asks two, and one person is one", async () => {
    await aPolicy(db, org.environments.production, { version: 2, stages: [{ role: "release_manager", required: 2 }] });
    await give();
    await give();
    const { slot } = await booked();
    expect(await opens(slot.id)).toBe(false);
    await give({}, as(org.people.secondReleaseManager));
    expect(await opens(slot.id)).toBe(true);
  });

  it("ends with its giver's role and account, whatever it says", async () => {
    await give();
    const { slot } = await booked();
    const { id } = org.people.releaseManager;
    await db.update(people).set({ disabledAt: org.now }).where(eq(people.id, id));
    expect(await opens(slot.id)).toBe(false);
    await db.update(people).set({ disabledAt: null }).where(eq(people.id, id));
    await db.delete(roleGrants).where(eq(roleGrants.personId, id));
    expect(await opens(slot.id)).toBe(false);
    await db.insert(roleGrants).values({ personId: id, role: "release_manager", teamId: null });
    expect(await opens(slot.id)).toBe(true);
  });

  it("expires by itself: a slot that starts after that waits for a signature of its own", async () => {
    const { standingId } = await give({ validDays: 1 });
    const { slot } = await booked();
    const thursday = org.occurrences.find(({ during }) => during.start > org.nextOccurrence.during.end);
    if (!thursday) throw new Error("the window does not open again");
    const { release } = await anAcceptedRelease(db, org);
    const during = { start: thursday.during.start, end: new Date(thursday.during.start.getTime() + 3_600_000) };
    const later = await aSlot(db, org, { releases: [release], occurrenceId: thursday.id, during });
    const isSigned = async (slotId: string) => {
      const { gates } = await call(slotsProcedures.detail, { slotId }, as(org.people.developer));
      return gates.find(({ gate }) => gate === "approvals")?.passed;
    };
    expect([await isSigned(slot.id), await isSigned(later.id)]).toEqual([true, false]);
    expect(await opens(later.id, during.start)).toBe(false);
    const then = as(org.people.releaseManager, new Date(org.now.getTime() + day));
    const { standing } = await call(procedures.standing, { windowId: org.window.id }, then);
    expect(standing[0]).toMatchObject({ state: "expired", mayRevoke: false });
    expect((await refusalFrom(revoke(standingId, then))).code).toBe("wrong_state");
  });

  it("is judged at the opening, by hand too", async () => {
    const { standingId } = await give();
    const { slot } = await booked();
    await revoke(standingId);
    const byHand = await db.transaction((tx) =>
      openNow(tx, actorOf(org.people.secondReleaseManager), { slotId: slot.id }, start()),
    );
    expect(byHand).toMatchObject({ ok: false, refusal: { code: "gates_closed" } });
  });
});

describe("who signs beforehand, and who takes it back", () => {
  it("is a person whose role the policy asks: no token, no other role, no service they cannot see", async () => {
    const token = contextAs(tokenActorOf(org.people.releaseManager, "approval.give", "plan.read"), org.now);
    expect((await refusalFrom(give({}, token))).code).toBe("forbidden");
    expect((await refusalFrom(give({}, as(org.people.qa)))).code).toBe("not_an_approver");
    const narrow = await aPerson(db, {
      name: `Narrow ${org.teams.shop.id}`,
      roles: [{ role: "release_manager", teamId: org.teams.shop.id }],
    });
    expect((await refusalFrom(give({ serviceId: org.services.ledger.id }, as(narrow)))).code).toBe("not_an_approver");
    // For their own team's service they may, and for the window it counts where their team is.
    expect((await give({ serviceId: org.services.search.id }, as(narrow))).standingId).toBeTruthy();
    await give({}, as(narrow));
    const { slot } = await booked();
    expect(await opens(slot.id)).toBe(false);
    const none = "01a1fd8b-499f-732b-b8c0-63ae86a29bba";
    expect(await refusalFrom(give({ windowId: none }))).toMatchObject({ code: "not_found", field: "windowId" });
    expect(await refusalFrom(give({ serviceId: none }))).toMatchObject({ code: "not_found", field: "serviceId" });
  });

  it("gives it for no archived window, where no approval is asked for, for no more than ninety days", async () => {
    expect((await refusalFrom(give({ windowId: org.staging.window.id }))).code).toBe("not_an_approver");
    expect(await refusalFrom(give({ validDays: 91 }))).toMatchObject({ code: "invalid_input", field: "validDays" });
    await db.update(releaseWindows).set({ archivedAt: org.now }).where(eq(releaseWindows.id, org.window.id));
    expect((await refusalFrom(give())).code).toBe("wrong_state");
  });

  it("revokes their own, or manages the policies; from then on it counts for nothing, and stays on the list", async () => {
    const { standingId } = await give();
    const { slot } = await booked();
    expect((await refusalFrom(revoke(standingId, as(org.people.qa)))).code).toBe("forbidden");
    expect((await list(org.people.qa)).standing[0]).toMatchObject({ state: "live", mayRevoke: false });
    expect(await revoke(standingId, as(org.people.secondReleaseManager))).toBeNull();
    expect((await refusalFrom(revoke(standingId))).code).toBe("wrong_state");
    expect((await list()).standing[0]).toMatchObject({
      state: "revoked",
      revokedBy: org.people.secondReleaseManager.name,
    });
    expect(await opens(slot.id)).toBe(false);
  });

  it("is told in which windows they could", async () => {
    expect((await list()).windows).toEqual([
      { id: org.window.id, name: org.window.name, environmentName: org.environments.production.name },
    ]);
    expect((await list(org.people.qa)).windows).toEqual([]);
  });
});

describe("by plain SQL", () => {
  const refusedBy = (constraint: string, statement: PromiseLike<unknown>) =>
    expect(Promise.resolve(statement)).rejects.toMatchObject({ cause: { constraint } });

  it("it lasts at most ninety days, and only its end can be written, once", async () => {
    const { standingId } = await give();
    const own = eq(standingApprovals.id, standingId);
    const row = {
      windowId: org.window.id,
      personId: org.people.releaseManager.id,
      reason: "for ever",
      givenAt: org.now,
      expiresAt: new Date(org.now.getTime() + 90 * day + 1),
    };
    await refusedBy("standing_approvals_not_for_ever", db.insert(standingApprovals).values(row));
    await refusedBy(
      "standing_approvals_fixed",
      db.update(standingApprovals).set({ mostDowntimeMinutes: 600 }).where(own),
    );
    await refusedBy("standing_approvals_append_only", db.delete(standingApprovals).where(own));
    await revoke(standingId);
    await refusedBy("standing_approvals_fixed", db.update(standingApprovals).set({ revokedAt: null }).where(own));
  });
});
