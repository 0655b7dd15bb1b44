import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, occurrences, releaseWindows } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { extendHorizon } from "./commands/horizon";

const { db } = testDatabase();
const worker = { kind: "worker" } as const;
let organisation: Organisation;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
});

const later = (days: number) => new Date(organisation.now.getTime() + days * 86_400_000);

const weekly = () => db.$count(occurrences, eq(occurrences.windowId, organisation.window.id));
/** Starts that the window's rule should have given once each. */
async function repeated(): Promise<number> {
  const rows = await db
    .select({ start: occurrences.during })
    .from(occurrences)
    .where(eq(occurrences.windowId, organisation.window.id))
    .groupBy(occurrences.during)
    .having(sql`count(*) > 1`);
  return rows.length;
}

describe("the planning horizon", () => {
  it("is moved on by two workers at once without doubling or dropping an opening", async () => {
    const other = testDatabase().connectAgain();
    const [first, second] = await Promise.all([
      inTransaction(db, (tx) => extendHorizon(tx, worker, organisation.now)),
      inTransaction(other.db, (tx) => extendHorizon(tx, worker, organisation.now)),
    ]);
    const made = [first, second].map((result) => (result.ok ? result.value.openings : -1)).sort((a, b) => a - b);
    expect(made[0]).toBe(0);
    expect(made[1]).toBeGreaterThan(800);
    expect(await repeated()).toBe(0);
    // Tuesdays and Thursdays between the fixture's two weeks back and 24 months ahead.
    expect(await weekly()).toBe(214);
  });

  it("is left alone when it is far enough, and moves by what has come within reach", async () => {
    const again = await inTransaction(db, (tx) => extendHorizon(tx, worker, organisation.now));
    expect(again).toEqual({ ok: true, value: { openings: 0 } });
    const before = await weekly();
    await inTransaction(db, (tx) => extendHorizon(tx, worker, later(7)));
    expect(await weekly()).toBe(before + 2);
    expect(await repeated()).toBe(0);
    expect(await db.$count(auditEvents, eq(auditEvents.action, "horizon.extended"))).toBe(2);
  });

  it("brings no cancelled opening back and makes none for an archived window", async () => {
    const { id } = organisation.nextOccurrence;
    await db.update(occurrences).set({ status: "cancelled" }).where(eq(occurrences.id, id));
    const { window } = organisation.staging;
    await db.update(releaseWindows).set({ archivedAt: organisation.now }).where(eq(releaseWindows.id, window.id));
    const daily = await db.$count(occurrences, eq(occurrences.windowId, window.id));
    await inTransaction(db, (tx) => extendHorizon(tx, worker, later(14)));
    const still = and(eq(occurrences.id, id), eq(occurrences.status, "cancelled"));
    expect(await db.$count(occurrences, still)).toBe(1);
    expect(await db.$count(occurrences, eq(occurrences.windowId, window.id))).toBe(daily);
  });
});
