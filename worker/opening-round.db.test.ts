import { setTimeout as delay } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { announce } from "@/db/notify";
import { blockers, deployments, slotOrder, slots } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { finishDeployments } from "@/lib/deployments/commands/finish-deployments";
import { lockDeployments } from "@/lib/deployments/commands/lock-deployments";
import { startOpeningLoop } from "./opening-loop";
import { runOpeningRound } from "./opening-round";

const { db, url } = testDatabase();
let org: Organisation;

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
});

/** Slots of three services in the three lanes of Production, all ready for the same instant. */
async function readySlots() {
  const made = [];
  for (const [index, service] of Object.values(org.services).entries()) {
    const { release } = await anAcceptedRelease(db, org, { service });
    const slot = await aSlot(db, org, { lane: index + 1, releases: [release] });
    await anApproval(db, org, slot, org.people.releaseManager);
    made.push({ slot, release });
  }
  return made;
}
const statusOf = async (id: string) => (await db.select().from(slots).where(eq(slots.id, id)))[0]?.status;

describe("a round", () => {
  it("opens every other slot when the writing of one fails, and leaves that one booked", async () => {
    const made = await readySlots();
    const [, broken] = made;
    await db.execute(sql`
      create function spoil() returns trigger language plpgsql as $$
      begin if new.release_id = ${sql.raw(`'${broken?.release.id}'`)} then raise exception 'spoilt'; end if; return new; end $$`);
    await db.execute(sql`create trigger spoil before insert on deployments for each row execute function spoil()`);
    const started: string[] = [];
    const now = broken?.slot.during.start ?? org.now;
    const round = await runOpeningRound(
      db,
      () => now,
      (ids) => started.push(...ids),
    );
    expect(round).toMatchObject({ opened: 2, missed: 0 });
    expect([...round.failed]).toEqual([broken?.slot.id]);
    expect(started).toHaveLength(2);
    expect(await Promise.all(made.map(({ slot }) => statusOf(slot.id)))).toEqual(["open", "booked", "open"]);
    await db.execute(sql`drop trigger spoil on deployments`);
    expect(
      (
        await runOpeningRound(
          db,
          () => now,
          () => undefined,
        )
      ).opened,
    ).toBe(1);
  });
});

describe("the loop", () => {
  it("opens at the start by its timer, and what waits for a person as soon as the change is announced", async () => {
    const [first, second] = await readySlots();
    if (!first || !second) throw new Error("no slots");
    const blocker = {
      slotId: second.slot.id,
      reason: "Wait",
      placedBy: org.people.releaseManager.id,
      placedAt: org.now,
    };
    const [placed] = await db.insert(blockers).values(blocker).returning();
    // A clock that stands 400 ms before the start and then runs as fast as everybody's.
    const began = performance.now();
    const from = first.slot.during.start.getTime() - 400;
    const now = () => new Date(from + (performance.now() - began));
    const opened: { at: number; ids: string[] }[] = [];
    const onStarted = (ids: string[]) => {
      if (ids.length > 0) opened.push({ at: now().getTime() - first.slot.during.start.getTime(), ids });
    };
    const loop = startOpeningLoop({ db, databaseUrl: url, now, onStarted });
    try {
      while (opened.length === 0) await delay(10);
      expect(opened[0]?.at).toBeGreaterThanOrEqual(0);
      expect(await statusOf(first.slot.id)).toBe("open");
      expect(await statusOf(second.slot.id)).toBe("booked");
      await db.transaction(async (tx) => {
        const resolved = { resolvedBy: org.people.releaseManager.id, resolvedAt: now() };
        await tx
          .update(blockers)
          .set(resolved)
          .where(eq(blockers.id, placed?.id ?? ""));
        await announce(tx, { noun: "slots", id: second.slot.id });
      });
      const announcedAt = performance.now();
      while ((await statusOf(second.slot.id)) === "booked") await delay(10);
      // Well before the sweep: the announcement woke it.
      expect(performance.now() - announcedAt).toBeLessThan(4_000);
    } finally {
      await loop.stop();
    }
  });

  it("opens what goes after another slot as soon as that one has arrived", async () => {
    const [first, second] = await readySlots();
    if (!first || !second) throw new Error("no slots");
    const createdBy = org.people.developer.id;
    await db.insert(slotOrder).values({ beforeSlotId: first.slot.id, afterSlotId: second.slot.id, createdBy });
    const start = first.slot.during.start;
    const loop = startOpeningLoop({ db, databaseUrl: url, now: () => start, onStarted: () => undefined });
    try {
      while ((await statusOf(first.slot.id)) === "booked") await delay(10);
      expect(await statusOf(second.slot.id)).toBe("booked");
      const own = eq(deployments.slotId, first.slot.id);
      await db.update(deployments).set({ status: "calling" }).where(own);
      const [row] = await db.select({ id: deployments.id }).from(deployments).where(own);
      await db.transaction(async (tx) => {
        const [deployment] = await lockDeployments(tx, [row?.id ?? ""]);
        if (!deployment) throw new Error("nothing was deployed");
        await finishDeployments(tx, { kind: "worker" }, [{ deployment, status: "succeeded", message: "" }], start);
      });
      const arrivedAt = performance.now();
      while ((await statusOf(second.slot.id)) === "booked") await delay(10);
      expect(performance.now() - arrivedAt).toBeLessThan(4_000);
    } finally {
      await loop.stop();
    }
  });
});
