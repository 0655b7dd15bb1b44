import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;
const iso = (at: Date) => at.toISOString();

let organisation: Organisation;
let as: (name: keyof Organisation["people"], now?: Date) => ReturnType<typeof contextAs>;
/** A range of the next opening, in hours from its start. */
let at: (from: number, to: number) => { start: string; end: string };

beforeEach(async () => {
  organisation = await buildOrganisation(testDatabase().db);
  const { people, now, nextOccurrence } = organisation;
  as = (name, when = now) => contextAs(actorOf(people[name]), when);
  const { start } = nextOccurrence.during;
  at = (from, to) => ({
    start: iso(new Date(start.getTime() + from * hour)),
    end: iso(new Date(start.getTime() + to * hour)),
  });
});

const release = async (service?: { id: string }) =>
  (await anAcceptedRelease(testDatabase().db, organisation, service ? { service } : {})).release;
const slotRow = async (id: string) => {
  const [row] = await testDatabase().db.select().from(slots).where(eq(slots.id, id));
  if (!row) throw new Error("no such slot");
  return row;
};

describe("holding and booking", () => {
  it("turns a hold into a booking that takes the room, with its audit rows", async () => {
    const { nextOccurrence, people, teams } = organisation;
    const { id } = await release();
    const hold = await call(
      slotsProcedures.hold,
      { occurrenceId: nextOccurrence.id, lane: 2, during: at(0, 1) },
      as("developer"),
    );
    expect(hold.heldUntil.getTime() - organisation.now.getTime()).toBe(5 * 60_000);
    await call(slotsProcedures.bookHeld, { slotId: hold.slotId, releaseIds: [id], note: "with care" }, as("developer"));
    expect(await slotRow(hold.slotId)).toMatchObject({
      status: "booked",
      live: true,
      lane: 2,
      note: "with care",
      teamId: teams.payments.id,
      bookedBy: people.developer.id,
      sequence: 0,
    });
    const events = await testDatabase().db.select().from(auditEvents).where(eq(auditEvents.subjectId, hold.slotId));
    expect(events.map(({ action, releaseId }) => [action, releaseId])).toEqual([
      ["slot.held", null],
      ["slot.booked", id],
    ]);
  });

  it("case 15: a slot held by one person cannot be booked by another, neither the hold nor its room", async () => {
    const { nextOccurrence, services } = organisation;
    const place = { occurrenceId: nextOccurrence.id, lane: 1, during: at(0, 2) };
    const hold = await call(slotsProcedures.hold, place, as("developer"));
    const other = await release(services.checkout);
    const byHold = call(
      slotsProcedures.bookHeld,
      { slotId: hold.slotId, releaseIds: [other.id] },
      as("releaseManager"),
    );
    expect((await refusalFrom(byHold)).code).toBe("hold_of_another");
    const byRoom = call(slotsProcedures.book, { ...place, releaseIds: [other.id] }, as("releaseManager"));
    const refusal = await refusalFrom(byRoom);
    expect(refusal.code).toBe("lane_taken");
    expect(refusal.rules[0]?.reason).toContain("Dana Developer");
    const given = call(slotsProcedures.releaseHold, { slotId: hold.slotId }, as("releaseManager"));
    expect((await refusalFrom(given)).code).toBe("hold_of_another");
  });

  it("ends a hold that ran out: its room is free, and its holder is offered what is free", async () => {
    const { nextOccurrence, now, services } = organisation;
    const place = { occurrenceId: nextOccurrence.id, lane: 1, during: at(0, 1) };
    const hold = await call(slotsProcedures.hold, place, as("developer"));
    const later = new Date(now.getTime() + 5 * 60_000);
    const late = call(
      slotsProcedures.bookHeld,
      { slotId: hold.slotId, releaseIds: [(await release()).id] },
      as("developer", later),
    );
    expect(await refusalFrom(late)).toMatchObject({ code: "hold_expired", nextOpen: at(0, 1).start });
    const other = await release(services.checkout);
    await call(slotsProcedures.book, { ...place, releaseIds: [other.id] }, as("secondDeveloper", later));
    expect((await slotRow(hold.slotId)).status).toBe("expired");
  });

  it("renews and moves an own hold in place, and gives it back", async () => {
    const { nextOccurrence, now } = organisation;
    const place = { occurrenceId: nextOccurrence.id, lane: 1, during: at(0, 1) };
    const first = await call(slotsProcedures.hold, place, as("developer"));
    const later = new Date(now.getTime() + 4 * 60_000);
    const renewed = await call(slotsProcedures.hold, { ...place, replaces: first.slotId }, as("developer", later));
    expect(renewed.slotId).toBe(first.slotId);
    expect(renewed.heldUntil.getTime() - later.getTime()).toBe(5 * 60_000);
    const moved = { ...place, during: at(0.5, 2), replaces: first.slotId };
    await call(slotsProcedures.hold, moved, as("developer", later));
    expect((await slotRow(first.slotId)).during).toEqual({
      start: new Date(at(0.5, 2).start),
      end: new Date(at(0.5, 2).end),
    });
    await call(slotsProcedures.releaseHold, { slotId: first.slotId }, as("developer", later));
    await call(slotsProcedures.hold, place, as("secondDeveloper", later));
  });

  it("lets slots touch: one ends where the next begins", async () => {
    const { nextOccurrence, services } = organisation;
    const place = { occurrenceId: nextOccurrence.id, lane: 1 };
    await call(
      slotsProcedures.book,
      { ...place, during: at(0, 1), releaseIds: [(await release()).id] },
      as("developer"),
    );
    const next = await release(services.checkout);
    await call(slotsProcedures.book, { ...place, during: at(1, 2), releaseIds: [next.id] }, as("developer"));
  });

  it("books a release that is still with QA, never one that is over", async () => {
    const { nextOccurrence } = organisation;
    const place = { occurrenceId: nextOccurrence.id, lane: 1, during: at(0, 1) };
    const over = await aRelease(testDatabase().db, organisation, { status: "withdrawn" });
    const refused = call(slotsProcedures.book, { ...place, releaseIds: [over.id] }, as("developer"));
    expect((await refusalFrom(refused)).code).toBe("wrong_state");
    const { release: queued } = await aQueuedRelease(testDatabase().db, organisation);
    await call(slotsProcedures.book, { ...place, releaseIds: [queued.id] }, as("developer"));
  });

  it("refuses two teams' releases in one slot, and what does not exist", async () => {
    const { nextOccurrence, services } = organisation;
    const place = { occurrenceId: nextOccurrence.id, lane: 1, during: at(0, 1) };
    const mixed = [(await release()).id, (await release(services.search)).id];
    const two = await refusalFrom(call(slotsProcedures.book, { ...place, releaseIds: mixed }, as("releaseManager")));
    expect(two).toMatchObject({ code: "invalid_input", field: "releases" });
    const nothing = "0192d3f0-0000-7000-8000-000000000000";
    const ghost = call(slotsProcedures.book, { ...place, releaseIds: [nothing] }, as("developer"));
    expect((await refusalFrom(ghost)).code).toBe("not_found");
    const nowhere = { ...place, occurrenceId: nothing, releaseIds: [(await release()).id] };
    expect((await refusalFrom(call(slotsProcedures.book, nowhere, as("developer")))).code).toBe("not_found");
  });

  it("books an environment that is always open without a window", async () => {
    const { environments, now } = organisation;
    const during = { start: iso(new Date(now.getTime() + hour)), end: iso(new Date(now.getTime() + 2 * hour)) };
    const input = { environmentId: environments.dev.id, during, releaseIds: [(await release()).id] };
    const booked = await call(slotsProcedures.book, input, as("developer"));
    expect(await slotRow(booked.slotId)).toMatchObject({ occurrenceId: null, origin: "continuous" });
    const closed = { ...input, environmentId: environments.production.id };
    expect((await refusalFrom(call(slotsProcedures.book, closed, as("developer")))).code).toBe("outside_window");
  });
});

describe("freezes", () => {
  it("case 2: a future slot inside a future freeze is refused now, with when it would pass", async () => {
    const { db } = testDatabase();
    const { nextOccurrence, occurrences, environments } = organisation;
    await aFreeze(db, {
      name: "Thanksgiving freeze",
      start: new Date(nextOccurrence.during.start.getTime() - hour),
      end: new Date(nextOccurrence.during.end.getTime() + 72 * hour),
      environmentIds: [environments.production.id],
    });
    const following = occurrences.filter(({ during }) => during.start > nextOccurrence.during.start)[1];
    const input = { occurrenceId: nextOccurrence.id, during: at(0, 1), releaseIds: [(await release()).id] };
    const refusal = await refusalFrom(call(slotsProcedures.book, input, as("developer")));
    expect(refusal).toMatchObject({ code: "in_freeze", nextOpen: following && iso(following.during.start) });
    expect(refusal.rules[0]).toMatchObject({ kind: "freeze", name: "Thanksgiving freeze" });
    expect(refusal.rules.some(({ name }) => name === "Free instead")).toBe(true);
  });

  it("case 2: a slot outside a recurring freeze can be booked while that freeze is in force", async () => {
    const { nextOccurrence, environments, now } = organisation;
    const monday = {
      name: "Monday calm",
      grade: "closed" as const,
      zone: "UTC",
      localStart: "2026-11-23T08:00",
      durationMinutes: 240,
      rrule: "FREQ=WEEKLY;BYDAY=MO",
      environmentIds: [environments.production.id],
    };
    const asManager = as("releaseManager");
    const { freezeId } = await call(freezesProcedures.create, monday, asManager);
    const status = { environment: environments.production.id, at: iso(now) };
    const { reasons } = await call(windowsProcedures.status, status, asManager);
    expect(reasons[0]).toMatchObject({ kind: "freeze", name: "Monday calm" });
    const input = { occurrenceId: nextOccurrence.id, during: at(0, 1), releaseIds: [(await release()).id] };
    await call(slotsProcedures.book, input, as("developer"));
    await call(freezesProcedures.lift, { freezeId }, asManager);
  });

  it("case 1: a freeze in the future blocks nothing before it", async () => {
    const { nextOccurrence } = organisation;
    const { end } = nextOccurrence.during;
    await aFreeze(testDatabase().db, {
      start: end,
      end: new Date(end.getTime() + 24 * hour),
      environmentIds: [nextOccurrence.environmentId],
    });
    const input = { occurrenceId: nextOccurrence.id, during: at(0, 6), releaseIds: [(await release()).id] };
    await call(slotsProcedures.book, input, as("developer"));
  });

  it("lets a hotfix through a freeze that is for all but hotfixes, from the hold on", async () => {
    const { db } = testDatabase();
    const { nextOccurrence } = organisation;
    await aFreeze(db, {
      ...nextOccurrence.during,
      grade: "hotfix_only",
      environmentIds: [nextOccurrence.environmentId],
    });
    const { release: hotfix } = await anAcceptedRelease(db, organisation, { kind: "hotfix" });
    const place = { occurrenceId: nextOccurrence.id, during: at(0, 1) };
    expect((await refusalFrom(call(slotsProcedures.hold, place, as("developer")))).code).toBe("in_freeze");
    const hold = await call(slotsProcedures.hold, { ...place, releaseIds: [hotfix.id] }, as("developer"));
    await call(slotsProcedures.bookHeld, { slotId: hold.slotId, releaseIds: [hotfix.id] }, as("developer"));
  });
});
