import { call } from "@orpc/server";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { occurrences, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { windowsProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
let windowId: string;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
  windowId = organisation.window.id;
});

/** Local start, hours in UTC and state of the coming openings. */
async function coming(limit = 4): Promise<string[]> {
  const rows = await db
    .select()
    .from(occurrences)
    .where(
      and(eq(occurrences.windowId, windowId), gt(sql`upper(${occurrences.during})`, organisation.now.toISOString())),
    )
    .orderBy(asc(sql`lower(${occurrences.during})`))
    .limit(limit);
  const time = (at: Date) => at.toISOString().slice(8, 16);
  return rows.map(
    ({ during, status, lanes }) =>
      `${time(during.start)}–${time(during.end)} ${lanes} lanes${status === "cancelled" ? " cancelled" : ""}`,
  );
}

describe("a change of a window", () => {
  it("moves the openings that nobody booked in, and leaves what is over alone", async () => {
    const before = organisation.occurrences.filter((occurrence) => occurrence.during.end <= organisation.now);
    const answer = await call(
      procedures.change,
      { windowId, localStart: "2026-01-06T07:00", durationMinutes: 120, lanes: 2 },
      asManager,
    );
    expect(answer).toEqual({ kept: [], movedSlots: 0, cancelledSlots: 0 });
    expect(await coming(2)).toEqual(["24T06:00–24T08:00 2 lanes", "26T06:00–26T08:00 2 lanes"]);
    for (const { id, during, lanes } of before) {
      const [row] = await db.select().from(occurrences).where(eq(occurrences.id, id));
      expect(row).toMatchObject({ during, lanes });
    }
  });

  it("keeps an opening with a live slot as it is, says so, and makes no second one over it", async () => {
    const slot = await aSlot(db, organisation);
    const { kept } = await call(procedures.change, { windowId, localStart: "2026-01-06T08:00" }, asManager);
    expect(kept).toEqual([
      { occurrenceId: organisation.nextOccurrence.id, during: organisation.nextOccurrence.during },
    ]);
    expect(await coming(2)).toEqual(["24T05:00–24T11:00 3 lanes", "26T07:00–26T13:00 3 lanes"]);
    const [row] = await db.select().from(slots).where(eq(slots.id, slot.id));
    expect(row).toMatchObject({ status: "booked", occurrenceId: organisation.nextOccurrence.id });
  });

  it("cancels an opening that has only a past in it, and removes one that has none", async () => {
    await aSlot(db, organisation, { status: "cancelled" });
    await call(procedures.change, { windowId, rrule: "FREQ=WEEKLY;BYDAY=FR" }, asManager);
    expect(await coming(3)).toEqual([
      "24T05:00–24T11:00 3 lanes cancelled",
      "27T05:00–27T11:00 3 lanes",
      "04T05:00–04T11:00 3 lanes",
    ]);
  });

  it("case 11: leaves an opening cancelled that somebody cancelled alone", async () => {
    await call(procedures.cancelOccurrence, { occurrenceId: organisation.nextOccurrence.id }, asManager);
    await call(procedures.change, { windowId, durationMinutes: 60 }, asManager);
    expect(await coming(2)).toEqual(["24T05:00–24T06:00 3 lanes cancelled", "26T05:00–26T06:00 3 lanes"]);
  });

  it("fills the horizon when the rule opens more often", async () => {
    await call(procedures.change, { windowId, rrule: "FREQ=DAILY" }, asManager);
    expect(await coming(3)).toEqual([
      "23T05:00–23T11:00 3 lanes",
      "24T05:00–24T11:00 3 lanes",
      "25T05:00–25T11:00 3 lanes",
    ]);
    expect((await coming(2_000)).length).toBeGreaterThan(700);
  });

  it("is refused whole when the new rule is bad", async () => {
    const before = await coming(100);
    const change = call(procedures.change, { windowId, name: "Other", rrule: "FREQ=MINUTELY" }, asManager);
    expect(await refusalFrom(change)).toMatchObject({ code: "invalid_input", field: "rrule" });
    expect(await coming(100)).toEqual(before);
    const { window } = await call(procedures.get, { windowId }, asManager);
    expect(window.name).toBe(organisation.window.name);
  });

  it("waits for a booking that is under way, and then keeps its opening", async () => {
    const other = testDatabase().connectAgain({ max: 1 });
    const booked = other.db.transaction(async (tx) => {
      await aSlot(Object.assign(tx, { $client: other.pool }) as unknown as typeof db, organisation);
      const change = call(procedures.change, { windowId, durationMinutes: 30 }, asManager);
      // Holds its locks until the change waits for them.
      for (;;) {
        const { rows } = await db.execute<{ waiting: boolean }>(
          sql`select exists (
            select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          ) as waiting`,
        );
        if (rows[0]?.waiting) break;
      }
      return { change };
    });
    const { change } = await booked;
    expect((await change).kept.map((opening) => opening.occurrenceId)).toEqual([organisation.nextOccurrence.id]);
  });
});

describe("archiving a window", () => {
  it("is refused while a slot is booked in it, and names the slot", async () => {
    await aSlot(db, organisation);
    const refusal = await refusalFrom(call(procedures.archive, { windowId }, asManager));
    expect(refusal).toMatchObject({ code: "in_use", status: 409 });
    expect(refusal.rules).toEqual([
      expect.objectContaining({
        kind: "lane",
        name: `Slot of ${organisation.teams.payments.name}`,
        reason: "Tue 24 Nov 06:00–07:00 CET is booked.",
      }),
    ]);
    const one = call(procedures.cancelOccurrence, { occurrenceId: organisation.nextOccurrence.id }, asManager);
    expect(await refusalFrom(one)).toMatchObject({ code: "in_use" });
  });

  it("takes its coming openings away, and undo brings them back", async () => {
    const before = await coming(10);
    await call(procedures.archive, { windowId }, asManager);
    expect(await coming(10)).toEqual([]);
    const { windows } = await call(procedures.list, {}, asManager);
    expect(windows.map((window) => window.id)).not.toContain(windowId);
    expect(await refusalFrom(call(procedures.change, { windowId, lanes: 1 }, asManager))).toMatchObject({
      code: "wrong_state",
    });
    await call(procedures.restore, { windowId }, asManager);
    expect(await coming(10)).toEqual(before);
  });

  it("leaves its name free, and then cannot be undone", async () => {
    await call(procedures.archive, { windowId }, asManager);
    const { environmentId, name, zone, localStart, durationMinutes } = organisation.window;
    const rrule = "FREQ=DAILY";
    await call(procedures.create, { environmentId, name, zone, localStart, durationMinutes, rrule }, asManager);
    expect(await refusalFrom(call(procedures.restore, { windowId }, asManager))).toMatchObject({ code: "name_taken" });
  });
});

describe("one opening", () => {
  it("that is over cannot be cancelled any more", async () => {
    const over = organisation.occurrences[0];
    const cancel = call(procedures.cancelOccurrence, { occurrenceId: over?.id ?? "" }, asManager);
    expect(await refusalFrom(cancel)).toMatchObject({ code: "in_the_past", status: 409 });
  });
});
