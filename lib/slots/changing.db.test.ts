import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import type { Actor } from "@/lib/auth/actor";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;

let organisation: Organisation;
let slotId: string;
const db = () => testDatabase().db;
const as = (actor: Actor) => contextAs(actor, organisation.now);
const person = (name: keyof Organisation["people"]) => as(actorOf(organisation.people[name]));
const iso = (occurrence: { during: { start: Date } }, from: number, to: number) => ({
  start: new Date(occurrence.during.start.getTime() + from * hour).toISOString(),
  end: new Date(occurrence.during.start.getTime() + to * hour).toISOString(),
});
const place = (from: number, to: number, lane = 1) => ({
  occurrenceId: organisation.nextOccurrence.id,
  lane,
  during: iso(organisation.nextOccurrence, from, to),
});
const row = async () => {
  const [found] = await db().select().from(slots).where(eq(slots.id, slotId));
  if (!found) throw new Error("the slot is gone");
  return found;
};

beforeEach(async () => {
  organisation = await buildOrganisation(db());
  const { release } = await anAcceptedRelease(db(), organisation);
  const booked = await call(slotsProcedures.book, { ...place(0, 1), releaseIds: [release.id] }, person("developer"));
  slotId = booked.slotId;
});

describe("moving a slot", () => {
  it("keeps where it stood, tells calendars and history, and frees its old room", async () => {
    await call(slotsProcedures.move, { slotId, ...place(2, 3, 2) }, person("developer"));
    const { nextOccurrence } = organisation;
    expect(await row()).toMatchObject({ lane: 2, sequence: 1, status: "booked" });
    expect((await row()).movedFrom?.start).toEqual(nextOccurrence.during.start);
    const events = await db().select().from(auditEvents).where(eq(auditEvents.subjectId, slotId));
    expect(events.map(({ action }) => action)).toEqual(["slot.booked", "slot.moved"]);
    const { services } = organisation;
    const { release } = await anAcceptedRelease(db(), organisation, { service: services.checkout });
    await call(slotsProcedures.book, { ...place(0, 1), releaseIds: [release.id] }, person("developer"));
  });

  it("may overlap its own old room, and says nothing when it stays", async () => {
    await call(slotsProcedures.move, { slotId, ...place(0.5, 1.5) }, person("developer"));
    expect((await row()).sequence).toBe(1);
    await call(slotsProcedures.move, { slotId, ...place(0.5, 1.5) }, person("developer"));
    expect((await row()).sequence).toBe(1);
  });

  it("keeps signatures inside its opening and makes them stale elsewhere, as it says before", async () => {
    const { occurrences, nextOccurrence, people } = organisation;
    await anApproval(db(), organisation, { id: slotId }, people.releaseManager);
    const later = occurrences.find(({ during }) => during.start > nextOccurrence.during.start);
    if (!later) throw new Error("the window does not open again");
    const inside = { slotId, occurrenceId: nextOccurrence.id, lane: 1, ...iso(nextOccurrence, 3, 4) };
    expect(await call(slotsProcedures.checkMove, inside, person("developer"))).toEqual({ staleApprovals: 0 });
    const elsewhere = { slotId, occurrenceId: later.id, lane: 1, ...iso(later, 0, 1) };
    expect(await call(slotsProcedures.checkMove, elsewhere, person("developer"))).toEqual({ staleApprovals: 1 });
    const to = { slotId, occurrenceId: later.id, lane: 1, during: iso(later, 0, 1) };
    await call(slotsProcedures.move, to, person("developer"));
    const detail = await call(slotsProcedures.detail, { slotId }, person("developer"));
    const gate = detail.gates.find(({ gate }) => gate === "approvals");
    expect(gate).toMatchObject({ passed: false, title: "Approvals 0 of 1" });
    expect(gate?.rules.some(({ name }) => name === people.releaseManager.name)).toBe(true);
  });

  it("says before it is made what a move would be refused with", async () => {
    const check = { slotId, occurrenceId: organisation.nextOccurrence.id, lane: 1 };
    const past = { ...check, start: "2026-11-20T05:00:00Z", end: "2026-11-20T06:00:00Z" };
    const verdict = await call(slotsProcedures.checkMove, past, person("developer"));
    expect(verdict.refusal?.code).toBe("in_the_past");
  });
});

describe("giving a slot up", () => {
  it("frees its room at once, raises the sequence and needs a reason", async () => {
    const empty = call(slotsProcedures.cancel, { slotId, reason: "  " }, person("developer"));
    expect(await refusalFrom(empty)).toMatchObject({ code: "invalid_input", field: "reason" });
    await call(slotsProcedures.cancel, { slotId, reason: "Marketing moved" }, person("developer"));
    expect(await row()).toMatchObject({
      status: "cancelled",
      sequence: 1,
      cancelReason: "Marketing moved",
      live: false,
    });
    const { release } = await anAcceptedRelease(db(), organisation);
    await call(slotsProcedures.book, { ...place(0, 1), releaseIds: [release.id] }, person("developer"));
    const again = call(slotsProcedures.cancel, { slotId, reason: "twice" }, person("developer"));
    expect((await refusalFrom(again)).code).toBe("slot_not_live");
  });
});

describe("rule 10: who may", () => {
  it("lets developers change their teams' slots only, release managers all", async () => {
    const { teams } = organisation;
    const outsider = await aPerson(db(), { name: "Olga Other", roles: [{ role: "developer", teamId: teams.shop.id }] });
    const foreign = as(actorOf({ ...outsider }));
    const move = call(slotsProcedures.move, { slotId, ...place(2, 3) }, foreign);
    expect((await refusalFrom(move)).code).toBe("forbidden");
    const cancel = call(slotsProcedures.cancel, { slotId, reason: "mine now" }, foreign);
    expect((await refusalFrom(cancel)).code).toBe("forbidden");
    const { release } = await anAcceptedRelease(db(), organisation);
    const book = call(slotsProcedures.book, { ...place(4, 5), releaseIds: [release.id] }, foreign);
    expect((await refusalFrom(book)).code).toBe("forbidden");
    expect((await row()).during.start).toEqual(organisation.nextOccurrence.during.start);
    await call(slotsProcedures.move, { slotId, ...place(2, 3) }, person("releaseManager"));
  });

  it("does not know another team's slot, for who may not see it: 404, and taken room in the schedule", async () => {
    const { teams, people, environments, nextOccurrence } = organisation;
    const limited = tokenActorOf(people.developer, "plan.read", "slot.book");
    const reach = [teams.shop.id];
    const token = as({ ...limited, permissions: new Map([...limited.permissions.keys()].map((key) => [key, reach])) });
    expect((await refusalFrom(call(slotsProcedures.detail, { slotId }, token))).code).toBe("not_found");
    const cancel = call(slotsProcedures.cancel, { slotId, reason: "?" }, token);
    expect((await refusalFrom(cancel)).code).toBe("not_found");
    const { start, end } = nextOccurrence.during;
    const view = { environmentId: environments.production.id, from: start.toISOString(), to: end.toISOString() };
    const week = await call(slotsProcedures.week, view, token);
    expect(week.slots).toHaveLength(1);
    expect(week.slots[0]).toMatchObject({ opaque: true, team: null, releases: [], summary: { words: "taken" } });
    const { release } = await anAcceptedRelease(db(), organisation, { service: organisation.services.search });
    const over = call(slotsProcedures.book, { ...place(0, 1), releaseIds: [release.id] }, token);
    const refusal = await refusalFrom(over);
    expect(refusal.code).toBe("lane_taken");
    expect(JSON.stringify(refusal)).not.toContain("ledger");
  });
});
