import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze, aWindow } from "@/db/testing/window";
import { decideOpening } from "@/lib/domain/opening";
import { slotGates } from "@/lib/domain/slot-gates";
import { windowStatus } from "@/lib/domain/window-status";
import { loadWindowRules } from "@/lib/windows/queries/window-rules";
import { slotsProcedures } from "./procedures";
import { loadSlotFacts } from "./queries/slot-facts";

const hour = 3_600_000;

let organisation: Organisation;
const db = () => testDatabase().db;
const reader = (now = organisation.now) => contextAs(actorOf(organisation.people.stakeholder), now);
const weekOf = (now?: Date) => {
  const view = { from: "2026-11-23T00:00:00+01:00", to: "2026-11-30T00:00:00+01:00" };
  return call(slotsProcedures.week, { environmentId: organisation.environments.production.id, ...view }, reader(now));
};

beforeEach(async () => {
  organisation = await buildOrganisation(db());
});

describe("case 7: the screen, the API and the scheduler give the same answer for the same instant", () => {
  it.each(["before it", "as it starts", "inside a freeze", "after the window"])("%s", async (when) => {
    const { nextOccurrence, environments } = organisation;
    const { start, end } = nextOccurrence.during;
    await aFreeze(db(), {
      start: new Date(start.getTime() + 2 * hour),
      end: new Date(start.getTime() + 3 * hour),
      environmentIds: [environments.production.id],
    });
    const { release } = await anAcceptedRelease(db(), organisation);
    const slot = await aSlot(db(), organisation, { during: { start, end }, releases: [release] });
    const now = {
      "before it": new Date(start.getTime() - hour),
      "as it starts": start,
      "inside a freeze": new Date(start.getTime() + 2.5 * hour),
      "after the window": new Date(end.getTime() - 1),
    }[when] as Date;
    const judged = now < start ? start : now;

    const facts = (await loadSlotFacts(db(), [slot.id], now)).get(slot.id);
    if (!facts) throw new Error("no facts");
    const gates = slotGates(facts, judged);
    const detail = await call(slotsProcedures.detail, { slotId: slot.id }, reader(now));
    expect(detail.gates).toEqual(JSON.parse(JSON.stringify(gates), revive));
    const inWeek = (await weekOf(now)).slots.find(({ id }) => id === slot.id);
    expect(inWeek?.summary).toEqual(detail.summary);

    const { production } = environments;
    const rules = (await loadWindowRules(db(), [production.id], { start: now, end })).get(production.id);
    const status = rules && windowStatus(rules, { environmentId: production.id, serviceId: release.serviceId }, judged);
    const passes = (name: string) => detail.gates.find(({ gate }) => gate === name)?.passed;
    expect(passes("window") && passes("freeze")).toBe(status?.decision === "open");

    const opening = decideOpening(facts, judged);
    const closed = opening.decision === "missed" ? opening.failing : opening.gates.filter((gate) => !gate.passed);
    expect(detail.gates.filter((gate) => !gate.passed).map(({ gate }) => gate)).toEqual(closed.map(({ gate }) => gate));
  });
});

const revive = (_: string, value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(value) : value;

describe("the week", () => {
  it("shows openings, slots with their state, holds by name and the room that is left", async () => {
    const { people, now, nextOccurrence } = organisation;
    const { start } = nextOccurrence.during;
    const at = (from: number, to: number) => ({
      start: new Date(start.getTime() + from * hour),
      end: new Date(start.getTime() + to * hour),
    });
    const { release } = await aQueuedRelease(db(), organisation);
    await aSlot(db(), organisation, { during: at(0, 1), releases: [release] });
    await aSlot(db(), organisation, {
      during: at(2, 3),
      status: "held",
      heldBy: people.developer.id,
      heldUntil: new Date(now.getTime() + 60_000),
    });
    const week = await weekOf();
    expect(week.occurrences).toHaveLength(2);
    expect(week.slots.map(({ summary, hold }) => [summary.words, hold?.name])).toEqual([
      ["with QA", undefined],
      ["being booked", people.developer.name],
    ]);
    const free = week.free.filter(({ occurrenceId }) => occurrenceId === nextOccurrence.id);
    expect(free.filter(({ lane }) => lane === 1).map(({ during }) => during)).toEqual([at(1, 2), at(3, 6)]);
    expect(free.filter(({ lane }) => lane > 1)).toHaveLength(2);
    const later = await weekOf(new Date(now.getTime() + 60_000));
    expect(later.slots).toHaveLength(1);
  });

  it("offers no room in the past, within the lead time or in a freeze for everybody, and counts whom a freeze catches", async () => {
    const { nextOccurrence, environments } = organisation;
    const { start } = nextOccurrence.during;
    const { release } = await anAcceptedRelease(db(), organisation);
    const slot = await aSlot(db(), organisation, {
      during: { start, end: new Date(start.getTime() + hour) },
      releases: [release],
    });
    await aFreeze(db(), {
      name: "Audit",
      start,
      end: new Date(start.getTime() + 4 * hour),
      environmentIds: [environments.production.id],
    });
    const now = new Date(start.getTime() + 4.1 * hour);
    const { free, freezes } = await weekOf(now);
    const starts = free
      .filter(({ occurrenceId }) => occurrenceId === nextOccurrence.id)
      .map(({ during }) => during.start);
    expect(new Set(starts.map((one) => one.getTime()))).toEqual(new Set([start.getTime() + 4.25 * hour]));
    expect(freezes[0]).toMatchObject({
      name: "Audit",
      affectedSlotIds: [slot.id],
      nextOpen: new Date(start.getTime() + 4 * hour),
    });
  });

  it("keeps 06:00 at 06:00 over the change of the clocks", async () => {
    const { environments } = organisation;
    await aWindow(db(), environments.qa, {
      name: "Daily",
      localStart: "2026-10-20T06:00",
      durationMinutes: 60,
      rrule: "FREQ=DAILY",
      now: new Date("2026-10-20T00:00:00Z"),
    });
    const view = { from: "2026-10-19T00:00:00+02:00", to: "2026-10-26T00:00:00+01:00" };
    const input = { environmentId: environments.qa.id, ...view };
    const week = await call(slotsProcedures.week, input, reader(new Date("2026-10-20T00:00:00Z")));
    const hours = week.occurrences.map(({ during }) => during.start.toISOString().slice(5, 16));
    expect(hours.slice(-2)).toEqual(["10-24T04:00", "10-25T05:00"]);
  });

  it("does not read more often for more slots", async () => {
    const counted = async () => {
      const { pool } = testDatabase();
      let statements = 0;
      const query = pool.query.bind(pool);
      pool.query = ((...args: Parameters<typeof query>) => {
        statements += 1;
        return query(...args);
      }) as typeof pool.query;
      try {
        await weekOf();
      } finally {
        pool.query = query;
      }
      return statements;
    };
    const { nextOccurrence } = organisation;
    const at = (index: number) => new Date(nextOccurrence.during.start.getTime() + index * 0.25 * hour);
    const add = async (index: number) => {
      const { release } = await anAcceptedRelease(db(), organisation);
      await aSlot(db(), organisation, { during: { start: at(index), end: at(index + 1) }, releases: [release] });
    };
    await add(0);
    const one = await counted();
    for (const index of [1, 2, 3, 4, 5]) await add(index);
    expect(await counted()).toBe(one);
  });

  it("gives the first slots in full and of the others their places, so that no taken room looks free", async () => {
    const { nextOccurrence, environments } = organisation;
    const at = (index: number) => new Date(nextOccurrence.during.start.getTime() + index * hour);
    const add = async (index: number) => {
      const { release } = await anAcceptedRelease(db(), organisation);
      return await aSlot(db(), organisation, { during: { start: at(index), end: at(index + 1) }, releases: [release] });
    };
    for (const index of [3, 2, 1, 0]) await add(index);
    const view = { from: "2026-11-23T00:00:00+01:00", to: "2026-11-30T00:00:00+01:00" };
    const input = { environmentId: environments.production.id, ...view, first: 3, room: false };
    const { slots, rest, occurrences, free } = await call(slotsProcedures.week, input, reader());
    // It is Monday, 10:00: a screen begins at 08:30.
    expect(slots.map(({ during }) => during.start)).toEqual([at(0), at(2), at(3)]);
    const opening = occurrences.findIndex(({ id }) => id === nextOccurrence.id);
    expect(rest).toEqual([[opening, 1, 1440 + 7 * 60, 1440 + 8 * 60]]);
    expect(free).toEqual([]);
  });

  it("answers again for some slots, and says nothing of one that left the view", async () => {
    const { environments } = organisation;
    const [stays, goes] = [await aSlot(db(), organisation), await aSlot(db(), organisation, { lane: 2 })];
    await db().update(slots).set({ status: "cancelled" }).where(eq(slots.id, goes.id));
    const view = { from: "2026-11-23T00:00:00+01:00", to: "2026-11-30T00:00:00+01:00" };
    const slotIds = [stays.id, goes.id];
    const some = await call(
      slotsProcedures.some,
      { environmentId: environments.production.id, ...view, slotIds },
      reader(),
    );
    expect(some.slots).toEqual((await weekOf()).slots);
    expect(some.slots.map(({ id }) => id)).toEqual([stays.id]);
  });

  it("refuses a view that is too long, backwards or nowhere", async () => {
    const { environments } = organisation;
    const view = (from: string, to: string, environmentId = environments.production.id) =>
      refusalFrom(call(slotsProcedures.week, { environmentId, from, to }, reader()));
    expect(await view("2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z")).toMatchObject({
      code: "invalid_input",
      field: "to",
    });
    expect(await view("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")).toMatchObject({
      code: "invalid_input",
      field: "to",
    });
    const nowhere = "0192d3f0-0000-7000-8000-000000000000";
    expect((await view("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", nowhere)).code).toBe("not_found");
  });
});
