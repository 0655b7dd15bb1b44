import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, deployments, slotOrder, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { finishDeployments } from "@/lib/deployments/commands/finish-deployments";
import { lockDeployments } from "@/lib/deployments/commands/lock-deployments";
import { openDueSlots } from "./commands/open-due-slots";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;
const worker = { kind: "worker" } as const;

let org: Organisation;
let first: Awaited<ReturnType<typeof aSlot>>;
let second: Awaited<ReturnType<typeof aSlot>>;
const db = () => testDatabase().db;
const as = (person: TestPerson, now = org.now, on = db()) => contextAs(actorOf(person), now, on);
const at = (hours: number) => new Date(org.nextOccurrence.during.start.getTime() + hours * hour);
const order = (slotId = second.id, beforeSlotId = first.id, on = db()) =>
  call(slotsProcedures.setOrder, { slotId, beforeSlotId }, as(org.people.developer, org.now, on));
const gateOf = async (slotId: string) => {
  const { gates } = await call(slotsProcedures.detail, { slotId }, as(org.people.developer));
  return gates.find(({ gate }) => gate === "predecessor");
};
const statusOf = async (id: string) => (await db().select().from(slots).where(eq(slots.id, id)))[0]?.status;
const openAt = (now: Date) => db().transaction((tx) => openDueSlots(tx, worker, now, { limit: 100 }));
const codeOf = async (called: Promise<unknown>) => (await refusalFrom(called)).code;

/** Ledger in the first two hours of lane 1, search from the second to the fourth in lane 2, both ready to leave. */
beforeEach(async () => {
  await db().update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db());
  const ledger = (await anAcceptedRelease(db(), org)).release;
  const search = (await anAcceptedRelease(db(), org, { service: org.services.search })).release;
  first = await aSlot(db(), org, { during: { start: at(0), end: at(2) }, releases: [ledger] });
  second = await aSlot(db(), org, {
    during: { start: at(2), end: at(4) },
    lane: 2,
    teamId: org.teams.shop.id,
    releases: [search],
  });
  for (const slot of [first, second]) await anApproval(db(), org, slot, org.people.releaseManager);
});

describe("A before B", () => {
  it("keeps B from opening until everything in A has arrived, and opens it in the round that follows", async () => {
    expect(await order()).toEqual({ warning: null });
    expect(await gateOf(second.id)).toMatchObject({ state: "waiting", title: expect.stringMatching(/^After ledger/) });
    expect((await openAt(at(0))).opened).toEqual([first.id]);
    expect((await openAt(at(2))).waiting).toMatchObject([{ slotId: second.id }]);
    const [running] = await db().select().from(deployments).where(eq(deployments.slotId, first.id));
    await db().update(deployments).set({ status: "calling" }).where(eq(deployments.slotId, first.id));
    await db().transaction(async (tx) => {
      const [deployment] = await lockDeployments(tx, [running?.id ?? ""]);
      if (!deployment) throw new Error("the slot did not open");
      await finishDeployments(tx, worker, [{ deployment, status: "succeeded", message: "" }], at(2));
    });
    expect((await openAt(at(2.5))).opened).toEqual([second.id]);
  });

  it("fails with a way out when A was given up; without the order B opens", async () => {
    await order();
    await call(slotsProcedures.cancel, { slotId: first.id, reason: "Not ready." }, as(org.people.developer));
    expect(await gateOf(second.id)).toMatchObject({ state: "failed", fix: { action: "remove_order" } });
    expect((await openAt(at(2))).waiting).toHaveLength(1);
    await call(
      slotsProcedures.removeOrder,
      { slotId: second.id, beforeSlotId: first.id },
      as(org.people.developer, at(2.1)),
    );
    expect((await openAt(at(2.2))).opened).toEqual([second.id]);
  });

  it("is missed with the order on its record when A does not arrive by B's end", async () => {
    await order();
    expect((await openAt(at(4))).missed).toContain(second.id);
    const [slot] = await db().select().from(slots).where(eq(slots.id, second.id));
    expect(slot?.missedGates).toContainEqual(expect.objectContaining({ gate: "predecessor" }));
  });

  it("keeps 'go now' from opening B, too", async () => {
    await order();
    const now = as(org.people.releaseManager, at(2.1));
    expect(await codeOf(call(slotsProcedures.openNow, { slotId: second.id }, now))).toBe("gates_closed");
    expect(await statusOf(second.id)).toBe("booked");
  });

  it("shows in both slots, is on the record, and set twice is set once", async () => {
    await order();
    await order();
    const relations = async (slotId: string) => call(slotsProcedures.relations, { slotId }, as(org.people.developer));
    expect((await relations(second.id)).waitsFor).toMatchObject([{ slotId: first.id }]);
    expect((await relations(first.id)).goesBefore).toMatchObject([{ slotId: second.id }]);
    const events = await db().select().from(auditEvents).where(eq(auditEvents.subjectId, second.id));
    expect(events.map(({ action }) => action)).toEqual(["slot_order.set"]);
    const { slots: choices } = await call(
      slotsProcedures.orderChoices,
      { slotId: second.id },
      as(org.people.developer),
    );
    expect(choices.map(({ id }) => id)).toContain(first.id);
    expect(choices.map(({ id }) => id)).not.toContain(second.id);
  });
});

describe("an order", () => {
  it("that would be a circle is refused, over three slots and when two close it at once", async () => {
    expect(await codeOf(order(first.id, first.id))).toBe("circular_order");
    const third = await aSlot(db(), org, { during: { start: at(4), end: at(5) }, lane: 3 });
    await order(second.id, first.id);
    await order(third.id, second.id);
    expect(await codeOf(order(first.id, third.id))).toBe("circular_order");
    await db().delete(slotOrder);
    const [one, two] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([order(second.id, first.id, one), order(first.id, second.id, two)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason.code).toBe("circular_order");
  });

  it("against the clock is set with a warning", async () => {
    expect((await order(first.id, second.id)).warning).toContain("It will wait");
  });

  it("is for whoever may book for the team that waits, of slots they can see", async () => {
    const jonas = await aPerson(db(), {
      name: "Jonas Payments",
      roles: [{ role: "developer", teamId: org.teams.payments.id }],
    });
    const set = (slotId: string, beforeSlotId: string, by: TestPerson) =>
      codeOf(call(slotsProcedures.setOrder, { slotId, beforeSlotId }, as(by)));
    expect(await set(second.id, first.id, jonas)).toBe("forbidden");
    expect(await set(first.id, "0192d3f0-0000-7000-8000-000000000000", jonas)).toBe("not_found");
    await call(slotsProcedures.setOrder, { slotId: first.id, beforeSlotId: second.id }, as(jonas));
    const remove = { slotId: second.id, beforeSlotId: first.id };
    expect(await codeOf(call(slotsProcedures.removeOrder, remove, as(jonas)))).toBe("forbidden");
  });
});
