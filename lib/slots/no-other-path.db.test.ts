import { call } from "@orpc/server";
import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { deployments, freezeExceptions, freezes, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import type { Actor } from "@/lib/auth/actor";
import { openDueSlots } from "./commands/open-due-slots";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;
const { db, connectAgain } = testDatabase();
let org: Organisation;

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
});

const start = () => org.nextOccurrence.during.start;
const later = (millis: number) => new Date(start().getTime() + millis);
const work = (now: Date, on: Database = db) =>
  on.transaction((tx) => openDueSlots(tx, { kind: "worker" }, now, { limit: 100 }));
const deploymentsOf = (slotId: string) => db.select().from(deployments).where(eq(deployments.slotId, slotId));
/** A token of the release manager with all that a token can have. */
const token = (): Actor =>
  tokenActorOf(org.people.releaseManager, "plan.read", "release.write", "slot.book", "slot.open");

async function bookedSlot(signed: boolean) {
  const { release } = await anAcceptedRelease(db, org);
  const slot = await aSlot(db, org, { releases: [release] });
  if (signed) await anApproval(db, org, slot, org.people.releaseManager);
  return { slot, release };
}

describe("case 13: a freeze cannot be passed by another path", () => {
  beforeEach(async () => {
    await aFreeze(db, {
      name: "Quiet days",
      start: start(),
      end: later(48 * hour),
      environmentIds: [org.environments.production.id],
    });
  });

  it.each([
    ["a person", () => actorOf(org.people.releaseManager)],
    ["a token", () => token()],
  ])("%s cannot book, hold or move into it, nor open a slot by hand in it", async (_, whoActs) => {
    const { slot } = await bookedSlot(true);
    const { release } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    const context = contextAs(whoActs(), org.now);
    const during = { start: later(2 * hour).toISOString(), end: later(3 * hour).toISOString() };
    const place = { occurrenceId: org.nextOccurrence.id, lane: 2, during };
    const booking = await refusalFrom(call(slotsProcedures.book, { ...place, releaseIds: [release.id] }, context));
    expect(booking).toMatchObject({ code: "in_freeze" });
    expect(booking.rules.map(({ name }) => name)).toContain("Quiet days");
    expect(booking.nextOpen).toBeDefined();
    const moving = await refusalFrom(call(slotsProcedures.move, { slotId: slot.id, ...place }, context));
    expect(moving.code).toBe("in_freeze");
    const opening = await refusalFrom(
      call(slotsProcedures.openNow, { slotId: slot.id }, contextAs(whoActs(), later(60_000))),
    );
    expect(opening.code).toBe("gates_closed");
    expect(await deploymentsOf(slot.id)).toEqual([]);
  });

  it("a hold of before it was set becomes no booking in it, and no proposal lies in it", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const context = contextAs(actorOf(org.people.developer), org.now);
    const thursday = org.occurrences.find(({ during }) => during.start > start());
    const place = { occurrenceId: thursday?.id, during: { start: "", end: "" } };
    const first = thursday?.during.start ?? org.now;
    place.during = { start: first.toISOString(), end: new Date(first.getTime() + hour).toISOString() };
    const { slotId } = await call(slotsProcedures.hold, place, context);
    const freeze = await aFreeze(db, { name: "Later", start: first, end: new Date(first.getTime() + 24 * hour) });
    const booking = call(slotsProcedures.bookHeld, { slotId, releaseIds: [release.id] }, context);
    expect((await refusalFrom(booking)).code).toBe("in_freeze");
    const free = { environmentId: org.environments.production.id, releaseIds: [release.id], limit: 20 };
    const { places } = await call(slotsProcedures.freeRanges, free, context);
    expect(places.length).toBeGreaterThan(5);
    expect(places.every(({ during }) => during.start >= new Date(first.getTime() + 24 * hour))).toBe(true);
    await db.update(freezes).set({ liftedAt: org.now }).where(eq(freezes.id, freeze.id));
  });

  it.each([
    ["was only asked for", "requested", {}],
    ["was refused", "refused", {}],
    ["was revoked", "revoked", {}],
    ["is over", "granted", { start: -3 * hour, end: -hour }],
    ["is for another environment", "granted", { elsewhere: true }],
  ] as const)("an exception that %s opens none of these doors", async (_, status, change) => {
    const { slot, release } = await bookedSlot(true);
    const { start: from = -hour, end: until = 4 * hour, elsewhere = false } = change as Record<string, never>;
    const [freeze] = await db.select().from(freezes).where(eq(freezes.name, "Quiet days")).orderBy(desc(freezes.id));
    await db.insert(freezeExceptions).values({
      freezeId: freeze?.id ?? "",
      environmentId: elsewhere ? org.environments.staging.id : org.environments.production.id,
      releaseId: release.id,
      status,
      reason: "It hurts.",
      requestedBy: org.people.developer.id,
      requestedAt: org.now,
      during: { start: later(from), end: later(until) },
      ...(status === "requested" ? {} : { decidedBy: org.people.releaseManager.id, decidedAt: org.now }),
    });
    const press = contextAs(token(), later(60_000));
    const opening = await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, press));
    expect(opening.code).toBe("gates_closed");
    const during = { start: later(2 * hour).toISOString(), end: later(3 * hour).toISOString() };
    const move = { slotId: slot.id, occurrenceId: org.nextOccurrence.id, lane: 2, during };
    const moving = call(slotsProcedures.move, move, contextAs(token(), org.now));
    expect((await refusalFrom(moving)).code).toBe("in_freeze");
    await work(later(60_000));
    expect(await deploymentsOf(slot.id)).toEqual([]);
  });

  it("the worker opens nothing in it, and a slot it missed stays shut for everybody", async () => {
    const { slot } = await bookedSlot(true);
    expect((await work(start())).missed).toEqual([slot.id]);
    const opening = await refusalFrom(
      call(slotsProcedures.openNow, { slotId: slot.id }, contextAs(token(), later(60_000))),
    );
    expect(opening.code).toBe("slot_not_live");
    expect(await deploymentsOf(slot.id)).toEqual([]);
  });
});

describe("case 22: what a token starts needs the same approvals", () => {
  it("a token opens no slot that nobody has signed, and any that is signed", async () => {
    const { slot } = await bookedSlot(false);
    const press = () => call(slotsProcedures.openNow, { slotId: slot.id }, contextAs(token(), later(60_000)));
    const refused = await refusalFrom(press());
    expect(refused.code).toBe("gates_closed");
    expect(refused.rules.map(({ kind }) => kind)).toContain("approval");
    await anApproval(db, org, slot, org.people.releaseManager);
    await press();
    expect(await deploymentsOf(slot.id)).toHaveLength(1);
  });
});

describe("case 24: two “open” at once give one deployment", () => {
  it("of ten people and two workers, over connections of their own, one opens it and the others are told", async () => {
    const { slot } = await bookedSlot(true);
    const second = connectAgain();
    const now = later(60_000);
    const people = Array.from({ length: 10 }, (_, index) => {
      const context = contextAs(actorOf(org.people.secondReleaseManager), now, index % 2 === 0 ? db : second.db);
      return call(slotsProcedures.openNow, { slotId: slot.id }, context).then(
        () => "opened",
        (error: { code: string }) => error.code,
      );
    });
    const workers = [work(now), work(now, second.db)].map((round) =>
      round.then(({ opened }) => (opened.length > 0 ? "opened" : "nothing")),
    );
    const outcomes = await Promise.all([...people, ...workers]);
    expect(outcomes.filter((outcome) => outcome === "opened")).toHaveLength(1);
    expect(outcomes.filter((outcome) => !["opened", "nothing", "slot_not_live"].includes(outcome))).toEqual([]);
    expect(await deploymentsOf(slot.id)).toHaveLength(1);
  });
});
