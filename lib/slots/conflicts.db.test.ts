import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { calendarEvents, calendars, serviceDependencies, slots, soakRules, teams } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;

let org: Organisation;
const db = () => testDatabase().db;
const as = (person: TestPerson = org.people.developer, now = org.now) => contextAs(actorOf(person), now);
const at = (hours: number) => new Date(org.nextOccurrence.during.start.getTime() + hours * hour);
const during = (from: number, to: number) => ({ start: at(from), end: at(to) });
const conflicts = async (more: object = {}, person?: TestPerson) => {
  const environmentId = org.environments.production.id;
  return (await call(slotsProcedures.conflicts, { environmentId, ...more }, as(person))).conflicts;
};
const slotOf = async (id: string) => (await db().select().from(slots).where(eq(slots.id, id)))[0];

beforeEach(async () => {
  await db().delete(calendars);
  org = await buildOrganisation(db());
});

/** Checkout (or another) stands on search, which leaves two hours later. */
async function wrongOrder(service = org.services.checkout) {
  const { search } = org.services;
  await db().insert(serviceDependencies).values({ serviceId: service.id, dependsOnId: search.id });
  const dependent = (await anAcceptedRelease(db(), org, { service })).release;
  const base = (await anAcceptedRelease(db(), org, { service: search })).release;
  return {
    early: await aSlot(db(), org, { during: during(0, 1), releases: [dependent] }),
    late: await aSlot(db(), org, { during: during(2, 3), lane: 2, teamId: org.teams.shop.id, releases: [base] }),
  };
}

describe("the list of conflicts", () => {
  it("is empty where nothing is in the way of anything", async () => {
    const { release } = await anAcceptedRelease(db(), org);
    await aSlot(db(), org, { releases: [release] });
    expect(await conflicts()).toEqual([]);
  });

  it("names each cause once, with both slots", async () => {
    const { early, late } = await wrongOrder();
    await db().update(teams).set({ zone: "America/New_York" }).where(eq(teams.id, org.teams.shop.id));
    const [calendar] = await db()
      .insert(calendars)
      .values({ name: `Holidays ${org.window.id}`, zone: "Europe/Berlin" })
      .returning();
    await db()
      .insert(calendarEvents)
      .values({
        calendarId: calendar?.id ?? "",
        uid: "a",
        occurrenceKey: "a",
        title: "Founders’ Day",
        allDay: true,
        during: during(2.5, 5),
      });
    const risky = (await anAcceptedRelease(db(), org, { databaseChange: "breaking", downtimeMinutes: 20 })).release;
    const twin = await aSlot(db(), org, { during: during(0.5, 1.5), lane: 3, releases: [risky] });
    await aFreeze(db(), { name: "Stop", ...during(1, 2), serviceIds: [org.services.ledger.id] });
    const found = await conflicts();
    expect(found.map(({ cause, slot, other }) => [cause, slot.slotId, other?.slotId])).toEqual([
      ["freeze", twin.id, undefined],
      ["dependency_order", early.id, late.id],
      ["no_way_back", twin.id, undefined],
      ["two_places", twin.id, early.id],
      ["holiday", late.id, undefined],
      ["outside_hours", late.id, undefined],
    ]);
    const count = await call(slotsProcedures.conflictCount, {}, as());
    expect(count.conflicts).toBeGreaterThanOrEqual(found.length);
  });

  it("proposes a move that mends it, which is granted, and can be taken back", async () => {
    const { early, late } = await wrongOrder();
    const [conflict] = await conflicts();
    const proposal = conflict?.proposal;
    expect(proposal).toMatchObject({ slotId: early.id, during: during(3, 4), windowName: org.window.name });
    if (!proposal?.occurrenceId) throw new Error("nothing is proposed");
    const to = { start: proposal.during.start.toISOString(), end: proposal.during.end.toISOString() };
    await call(
      slotsProcedures.move,
      { slotId: early.id, occurrenceId: proposal.occurrenceId, lane: proposal.lane, during: to },
      as(),
    );
    expect(await conflicts()).toEqual([]);
    await call(slotsProcedures.undoMove, { slotId: early.id }, as());
    expect(await slotOf(early.id)).toMatchObject({ during: early.during, lane: 1, movedFrom: null, sequence: 2 });
    expect(await conflicts()).toMatchObject([{ slot: { slotId: early.id }, other: { slotId: late.id } }]);
  });

  it("proposes no place before what it ships has soaked", async () => {
    const { early } = await wrongOrder(org.services.ledger);
    const [before] = await conflicts();
    expect(before?.proposal).toMatchObject({ slotId: early.id, during: during(3, 4) });
    const soakedIn = (at(3).getTime() - org.now.getTime()) / 60_000 + 5;
    await db().insert(soakRules).values({ environmentId: org.environments.production.id, minutes: soakedIn });
    const [after] = await conflicts();
    expect(after?.proposal?.slotId).toBe(early.id);
    expect(after?.proposal && after.proposal.during.start > at(3)).toBe(true);
  });

  it("proposes to move the slot that is the reader's to move, and nothing to whoever may move none", async () => {
    const { early, late } = await wrongOrder();
    await db()
      .update(slots)
      .set({ during: during(1, 2) })
      .where(eq(slots.id, early.id));
    const sam = await aPerson(db(), { name: "Sam", roles: [{ role: "developer", teamId: org.teams.shop.id }] });
    expect((await conflicts({}, sam))[0]?.proposal).toMatchObject({ slotId: late.id, during: during(0, 1) });
    expect((await conflicts({}, org.people.stakeholder))[0]?.proposal).toBeNull();
  });

  it("shows a reader who sees one team alone no conflict with another's", async () => {
    await wrongOrder();
    const guest = await aPerson(db(), {
      name: "Guest",
      roles: [{ role: "stakeholder", teamId: org.teams.payments.id }],
    });
    expect(await conflicts({}, guest)).toEqual([]);
  });

  it("can be narrowed to a team, an environment or one slot", async () => {
    const { early } = await wrongOrder();
    expect(await conflicts({ teamId: org.teams.shop.id })).toHaveLength(1);
    expect(await conflicts({ environmentId: org.environments.staging.id })).toEqual([]);
    expect(await conflicts({ slotId: early.id })).toHaveLength(1);
    expect(await conflicts({ slotId: "0192d3f0-0000-7000-8000-000000000000" })).toEqual([]);
  });
});

describe("the warnings before a booking", () => {
  it("say what the place would get in the way of, and refuse nothing", async () => {
    const { late } = await wrongOrder();
    const again = (await anAcceptedRelease(db(), org, { service: org.services.checkout })).release;
    const warn = async (from: number, to: number) => {
      const place = {
        occurrenceId: org.nextOccurrence.id,
        lane: "3",
        start: at(from).toISOString(),
        end: at(to).toISOString(),
      };
      return (await call(slotsProcedures.warnings, { ...place, releaseIds: [again.id] }, as())).warnings;
    };
    expect((await warn(1.5, 2.5)).map(({ cause }) => cause)).toEqual(["dependency_order", "same_service"]);
    expect(await warn(3, 4)).toEqual([]);
    expect(late.status).toBe("booked");
  });
});

describe("taking a move back", () => {
  const move = (slotId: string, from: number, to: number, now = org.now) => {
    const range = { start: at(from).toISOString(), end: at(to).toISOString() };
    return call(
      slotsProcedures.move,
      { slotId, occurrenceId: org.nextOccurrence.id, lane: 1, during: range },
      as(undefined, now),
    );
  };
  const undo = (slotId: string, person?: TestPerson, now?: Date) =>
    refusalFrom(call(slotsProcedures.undoMove, { slotId }, as(person, now)));

  it("is for whoever made it, for ten minutes, as long as nobody moved the slot since", async () => {
    const slot = await aSlot(db(), org, { during: during(0, 1) });
    expect((await undo(slot.id)).code).toBe("wrong_state");
    await move(slot.id, 1, 2);
    expect((await undo(slot.id, org.people.secondDeveloper)).code).toBe("wrong_state");
    expect((await undo(slot.id, undefined, new Date(org.now.getTime() + 11 * 60_000))).code).toBe("wrong_state");
    await db()
      .update(slots)
      .set({ during: during(2, 3) })
      .where(eq(slots.id, slot.id));
    expect((await undo(slot.id)).code).toBe("wrong_state");
  });

  it("is possible out of the way of a freeze that refused the place since, and not where somebody stands by now", async () => {
    const slot = await aSlot(db(), org, { during: during(0, 1) });
    await move(slot.id, 1, 2);
    await aFreeze(db(), { ...during(0, 1), environmentIds: [org.environments.production.id] });
    await call(slotsProcedures.undoMove, { slotId: slot.id }, as());
    expect(await slotOf(slot.id)).toMatchObject({ during: during(0, 1) });
    await move(slot.id, 1, 2, new Date(org.now.getTime() + 1));
    await aSlot(db(), org, { during: during(0, 1), teamId: org.teams.shop.id });
    expect((await undo(slot.id, undefined, new Date(org.now.getTime() + 2))).code).toBe("lane_taken");
  });
});
