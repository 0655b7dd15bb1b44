import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { occurrences, slots, stateArrows } from "@/db/schema";
import { deploymentTransitions } from "@/lib/domain/deployment-state";
import { handoffTransitions } from "@/lib/domain/handoff-state";
import { releaseTransitions } from "@/lib/domain/release-state";
import { slotTransitions } from "@/lib/domain/slot-state";
import { refusalOf } from "./constraints";
import { buildOrganisation, type Organisation } from "./testing/organisation";
import { aRelease } from "./testing/release";
import { aSlot } from "./testing/slot";
import { testDatabase } from "./testing/test-database";

/** What must hold whoever writes, by whatever path: here by plain SQL. */

const { db } = testDatabase();
let organisation: Organisation;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
});

const arrowsOf = (machine: string, table: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>) =>
  Object.entries(table).flatMap(([from, events]) =>
    // An event that leaves the state as it is needs no arrow: the trigger looks at changes only.
    [...new Set(Object.values(events))].filter((to) => to !== from).map((to) => `${machine}: ${from} → ${to}`),
  );

/** The refusal that a failed statement stands for. */
async function refusedBy(statement: Promise<unknown>) {
  const error = await statement.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return refusalOf(error)?.code;
}

describe("the state machines in the database", () => {
  it("have exactly the arrows of those in lib/domain", async () => {
    const rows = await db.select().from(stateArrows);
    const stored = rows.map(({ machine, fromState, toState }) => `${machine}: ${fromState} → ${toState}`);
    const written = [
      ...arrowsOf("release", releaseTransitions),
      ...arrowsOf("handoff", handoffTransitions),
      ...arrowsOf("slot", slotTransitions),
      ...arrowsOf("deployment", deploymentTransitions),
    ];
    expect(stored.sort()).toEqual(written.sort());
  });

  it("refuse every other change of a status", async () => {
    const release = await aRelease(db, organisation);
    const leap = db.execute(sql`update releases set status = 'released' where id = ${release.id}`);
    expect(await refusedBy(leap)).toBe("wrong_state");
    const slot = await aSlot(db, organisation, { status: "cancelled" });
    const revival = db.execute(sql`update slots set status = 'booked' where id = ${slot.id}`);
    expect(await refusedBy(revival)).toBe("slot_not_live");
  });
});

describe("rule 2: a live slot lies inside its occurrence", () => {
  it.each([
    ["starts before it", sql`during = tstzrange(lower(during) - interval '1 second', upper(during))`],
    ["ends after it", sql`during = tstzrange(lower(during), lower(during) + interval '7 hours')`],
    ["stands in a lane that it lacks", sql`lane = 4`],
    [
      "is moved to another one",
      sql`during = tstzrange(lower(during) + interval '2 days', upper(during) + interval '2 days')`,
    ],
  ])("a slot that %s is refused", async (_, change) => {
    const slot = await aSlot(db, organisation);
    const update = db.execute(sql`update slots set ${change} where id = ${slot.id}`);
    expect(await refusedBy(update)).toBe("outside_window");
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
  });

  it.each([
    ["shortened", sql`during = tstzrange(lower(during) + interval '30 minutes', upper(during))`],
    ["moved", sql`during = tstzrange(upper(during), upper(during) + interval '6 hours')`],
    ["cancelled", sql`status = 'cancelled'`],
    ["given fewer lanes", sql`lanes = 1`],
  ])("an occurrence is not %s under a live slot", async (_, change) => {
    const slot = await aSlot(db, organisation, { lane: 2 });
    const { id } = organisation.nextOccurrence;
    expect(await refusedBy(db.execute(sql`update occurrences set ${change} where id = ${id}`))).toBe("outside_window");
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
  });

  it("an occurrence may change around slots that are over", async () => {
    const [, occurrence] = organisation.occurrences.slice(-2);
    if (!occurrence) throw new Error("no occurrence");
    await aSlot(db, organisation, {
      occurrenceId: occurrence.id,
      during: { start: occurrence.during.start, end: new Date(occurrence.during.start.getTime() + 3_600_000) },
      status: "cancelled",
    });
    await db.update(occurrences).set({ status: "cancelled" }).where(eq(occurrences.id, occurrence.id));
    expect(await db.$count(occurrences, eq(occurrences.status, "cancelled"))).toBe(1);
  });

  it("an occurrence does not go while a slot ever stood in it", async () => {
    const { id } = organisation.nextOccurrence;
    expect(await refusedBy(db.execute(sql`delete from occurrences where id = ${id}`))).toBe("in_use");
  });

  it("of two who book and cancel the occurrence at once, the later one is refused", async () => {
    const other = testDatabase().connectAgain({ max: 1 });
    const [, , third] = organisation.occurrences.filter((occurrence) => occurrence.during.start > organisation.now);
    if (!third) throw new Error("no third occurrence");
    const place = {
      occurrenceId: third.id,
      during: { start: third.during.start, end: new Date(third.during.start.getTime() + 3_600_000) },
    };
    const booking = other.db.transaction(async (tx) => {
      await tx.execute(sql`update occurrences set status = 'cancelled' where id = ${third.id}`);
      const late = aSlot(db, organisation, place);
      await untilSomebodyWaits();
      return { late };
    });
    const { late } = await booking;
    expect(await refusedBy(late)).toBe("outside_window");
  });
});

describe("an occurrence", () => {
  const insert = (during: string, more = sql``) => {
    const { id, environmentId } = organisation.window;
    return db.execute(sql`
      insert into occurrences (id, window_id, environment_id, original_local_start, during, lanes)
      values (gen_random_uuid(), ${id}, ${environmentId}, '2031-01-01T06:00', ${during}::tstzrange, 1) ${more}`);
  };

  it.each(["empty", "[2031-01-01,)", "(,2031-01-01)", "(2031-01-01,2031-01-02)", "[2031-01-01,2031-01-02]"])(
    "does not take the range %s",
    async (during) => {
      await expect(insert(during)).rejects.toMatchObject({ cause: { constraint: "occurrences_during" } });
    },
  );

  it("is there once for each start of its window's rule", async () => {
    await insert("[2031-01-01,2031-01-02)");
    await expect(insert("[2031-01-03,2031-01-04)")).rejects.toMatchObject({
      cause: { constraint: "occurrences_once" },
    });
  });
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await db.execute<{ waiting: boolean }>(sql`select exists (
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waiting`);
    if (rows[0]?.waiting) return;
  }
}
