import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { environments, handoffs, installation, releaseWindows, services, slots, teams } from "@/db/schema";
import { testDatabase } from "@/db/testing/test-database";
import { verifyChain } from "@/lib/audit/queries/verify-chain";
import { failingGates } from "@/lib/domain/gate";
import { slotGates } from "@/lib/domain/slot-gates";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { sealSecret } from "@/lib/webhooks/secret";
import { bookDemoDeparture } from "./demo-departure";
import { loadExampleOrganisation } from "./example-organisation";

const receiverUrl = "http://127.0.0.1:9/deploy";
const digits = (count: number) => randomBytes(count / 2).toString("hex");

describe("the example organisation", () => {
  /** A Saturday night, when no window of working hours is open. */
  const now = new Date("2026-11-21T22:10:30Z");

  beforeAll(async () => {
    const secretSealed = sealSecret(`whsec_${randomBytes(32).toString("base64")}`);
    await loadExampleOrganisation(testDatabase().db, now, { url: receiverUrl, secretSealed }, true);
  });

  it("has what the newcomer is promised", async () => {
    const { db } = testDatabase();
    expect(await db.$count(teams)).toBe(5);
    expect(await db.$count(services)).toBe(12);
    expect(await db.$count(environments)).toBe(4);
    expect(await db.$count(releaseWindows)).toBe(4);
    expect((await db.select().from(installation))[0]).toMatchObject({ organisationName: "Northwind", isDemo: true });
    const states = await db.selectDistinct({ status: handoffs.status }).from(handoffs);
    expect(states.map(({ status }) => status).sort()).toEqual(["accepted", "queued", "rejected", "testing"]);
    expect(await db.$count(slots, eq(slots.status, "closed"))).toBeGreaterThan(80);
  });

  it("has a freeze next week that two booked slots run into", async () => {
    const { db } = testDatabase();
    const booked = await db
      .select({ id: slots.id, during: slots.during })
      .from(slots)
      .where(eq(slots.status, "booked"));
    const facts = await loadSlotFacts(
      db,
      booked.map(({ id }) => id),
      now,
    );
    const frozen = [...facts.values()].filter((each) =>
      slotGates(each, each.slot.during.start).some(({ gate, passed }) => gate === "freeze" && !passed),
    );
    expect(frozen).toHaveLength(2);
  });

  it("wrote an audit log whose chain is intact", async () => {
    expect(await verifyChain(testDatabase().db)).toMatchObject({ intact: true, broken: null, unlinked: 0 });
  });

  it("has a slot that opens about two minutes after a start, at any hour, and only one", async () => {
    const { db } = testDatabase();
    await bookDemoDeparture(db, now, digits);
    await bookDemoDeparture(db, new Date(now.getTime() + 20_000), digits);
    const due = await db
      .select({ id: slots.id, during: slots.during })
      .from(slots)
      .where(
        sql`${slots.status} = 'booked' and lower(${slots.during}) < ${new Date(now.getTime() + 600_000).toISOString()}`,
      );
    expect(due).toHaveLength(1);
    const [slot] = due;
    if (!slot) throw new Error("nothing is due");
    const waitSeconds = (slot.during.start.getTime() - now.getTime()) / 1000;
    expect(waitSeconds).toBeGreaterThanOrEqual(100);
    expect(waitSeconds).toBeLessThanOrEqual(170);
    const facts = (await loadSlotFacts(db, [slot.id], now)).get(slot.id);
    expect(facts && failingGates(slotGates(facts, slot.during.start))).toEqual([]);
  });
});
