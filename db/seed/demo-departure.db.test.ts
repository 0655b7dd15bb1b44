import { randomBytes } from "node:crypto";
import { asc, eq, like, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { handoffs, occurrences, people, releaseWindows, slots } from "@/db/schema";
import { testDatabase } from "@/db/testing/test-database";
import { failingGates } from "@/lib/domain/gate";
import { slotGates } from "@/lib/domain/slot-gates";
import { createFreeze } from "@/lib/freezes/commands/freeze";
import { createFreezeInput } from "@/lib/freezes/input";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { sealSecret } from "@/lib/webhooks/secret";
import { assembleCast, perform } from "./cast";
import { bookDemoDeparture } from "./demo-departure";
import { loadExampleOrganisation } from "./example-organisation";

const digits = (count: number) => randomBytes(count / 2).toString("hex");

/** The slots in the openings that starts of the demo have made for themselves. */
const ofTheDemo = (db: Database) =>
  db
    .select({ id: slots.id, during: slots.during })
    .from(slots)
    .innerJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(like(releaseWindows.name, "Demo %"))
    .orderBy(asc(sql`lower(${slots.during})`));

describe("the departure that a newcomer watches", () => {
  /** A Saturday night, when no window of working hours is open. */
  const now = new Date("2026-11-21T22:10:30Z");

  beforeAll(async () => {
    const receiver = {
      url: "http://127.0.0.1:9/deploy",
      secretSealed: sealSecret(`whsec_${randomBytes(32).toString("base64")}`),
    };
    await loadExampleOrganisation(testDatabase().db, now, receiver, true);
  });

  it("has a slot that opens about two minutes after a start, at any hour, and only one", async () => {
    const { db } = testDatabase();
    await bookDemoDeparture(db, now, digits);
    await bookDemoDeparture(db, new Date(now.getTime() + 20_000), digits);
    const due = await ofTheDemo(db);
    expect(due).toHaveLength(1);
    const [slot] = due;
    if (!slot) throw new Error("nothing is due");
    const waitSeconds = (slot.during.start.getTime() - now.getTime()) / 1000;
    expect(waitSeconds).toBeGreaterThanOrEqual(100);
    expect(waitSeconds).toBeLessThanOrEqual(170);
    const facts = (await loadSlotFacts(db, [slot.id], now)).get(slot.id);
    expect(facts && failingGates(slotGates(facts, slot.during.start))).toEqual([]);
  });

  it("started again while that one still has its service, it books the next for when it is free", async () => {
    const { db } = testDatabase();
    const [first] = await ofTheDemo(db);
    if (!first) throw new Error("nothing is due");
    const later = new Date(first.during.start.getTime() + 60_000);
    expect(await bookDemoDeparture(db, later, digits)).toBeUndefined();
    const [, next] = await ofTheDemo(db);
    expect(next?.during.start).toEqual(first.during.end);
  });

  it("is not kept from starting by somebody of its cast who was disabled", async () => {
    const { db } = testDatabase();
    const before = await ofTheDemo(db);
    const tester = eq(people.email, "qa2@northwind.example");
    await db.update(people).set({ disabledAt: now }).where(tester);
    const later = new Date(now.getTime() + 7_200_000);
    expect(await bookDemoDeparture(db, later, digits)).toContain("no qa2 any more");
    expect(await ofTheDemo(db)).toEqual(before);
    await db.update(people).set({ disabledAt: null }).where(tester);
  });

  it("is not kept from starting by a rule that somebody has set: it says which, and changes nothing", async () => {
    const { db } = testDatabase();
    const before = await ofTheDemo(db);
    const handedOver = await db.$count(handoffs);
    const last = before.at(-1);
    if (!last) throw new Error("nothing is due");
    const cast = await assembleCast(db);
    const later = new Date(last.during.end.getTime() + 60_000);
    const freeze = createFreezeInput.parse({
      name: "Everything stands still",
      reason: "Tried out by somebody in the demo.",
      grade: "closed",
      zone: "UTC",
      localStart: later.toISOString().slice(0, 16),
      durationMinutes: 120,
    });
    await perform(db, (tx) => createFreeze(tx, cast("manager"), freeze, later));
    expect(await bookDemoDeparture(db, later, digits)).toContain("Everything stands still");
    expect(await ofTheDemo(db)).toEqual(before);
    expect(await db.$count(handoffs)).toBe(handedOver);
  });
});
