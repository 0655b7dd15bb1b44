import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "@/db/constraints";
import { occurrences, slotReleases, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;

let organisation: Organisation;
let at: (from: number, to: number) => { start: Date; end: Date };
const db = () => testDatabase().db;

beforeEach(async () => {
  organisation = await buildOrganisation(db());
  const { start } = organisation.nextOccurrence.during;
  at = (from, to) => ({ start: new Date(start.getTime() + from * hour), end: new Date(start.getTime() + to * hour) });
});

const release = async (service?: { id: string }) =>
  (await anAcceptedRelease(db(), organisation, service ? { service } : {})).release;
/** The code that a statement's failure is told as; "done" when the database lets it through. */
const codeOf = (statement: PromiseLike<unknown>) =>
  Promise.resolve(statement).then(
    () => "done",
    (error: unknown) => refusalOf(error)?.code ?? "a bug",
  );

describe("rule 1, by plain SQL", () => {
  it("keeps two live slots out of one lane, holds included, and lets them touch", async () => {
    const { people, now } = organisation;
    await aSlot(db(), organisation, { during: at(0, 2) });
    expect(await codeOf(aSlot(db(), organisation, { during: at(1, 3) }))).toBe("lane_taken");
    const hold = { status: "held" as const, heldBy: people.qa.id, heldUntil: new Date(now.getTime() + hour) };
    expect(await codeOf(aSlot(db(), organisation, { during: at(1, 3), ...hold }))).toBe("lane_taken");
    expect(await codeOf(aSlot(db(), organisation, { during: at(2, 3), ...hold }))).toBe("done");
    expect(await codeOf(aSlot(db(), organisation, { during: at(0, 2), lane: 2 }))).toBe("done");
  });

  it("keeps a service from being deployed twice at once, also by a move: the releases follow their slot", async () => {
    const ledger = await release();
    await aSlot(db(), organisation, { during: at(0, 2), releases: [ledger] });
    const other = await aSlot(db(), organisation, { during: at(2, 4), lane: 2, releases: [await release()] });
    const move = db()
      .update(slots)
      .set({ during: at(1, 3) })
      .where(eq(slots.id, other.id));
    expect(await codeOf(move)).toBe("service_taken");
    const fine = db()
      .update(slots)
      .set({ during: at(3, 5) })
      .where(eq(slots.id, other.id));
    expect(await codeOf(fine)).toBe("done");
    const [follower] = await db().select().from(slotReleases).where(eq(slotReleases.slotId, other.id));
    expect(follower?.during).toEqual(at(3, 5));
  });

  it("does not let a given-up slot come back to life, nor its releases say that they live", async () => {
    const slot = await aSlot(db(), organisation, { during: at(0, 1), releases: [await release()] });
    await db().update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
    const revive = db().update(slots).set({ status: "booked" }).where(eq(slots.id, slot.id));
    expect(await codeOf(revive)).toBe("slot_not_live");
    const lie = db().update(slotReleases).set({ live: true }).where(eq(slotReleases.slotId, slot.id));
    expect(await codeOf(lie)).toBe("in_use");
  });
});

describe("rule 2, by plain SQL", () => {
  it("keeps a slot inside its opening: its time, its lanes, its being held at all", async () => {
    const { occurrences: all, nextOccurrence } = organisation;
    expect(await codeOf(aSlot(db(), organisation, { during: at(-1, 1) }))).toBe("outside_window");
    expect(await codeOf(aSlot(db(), organisation, { during: at(5, 7) }))).toBe("outside_window");
    expect(await codeOf(aSlot(db(), organisation, { during: at(0, 1), lane: 4 }))).toBe("outside_window");
    expect(await codeOf(aSlot(db(), organisation, { during: at(0, 6) }))).toBe("done");
    const cancelled = all.find(({ during }) => during.start > nextOccurrence.during.start);
    if (!cancelled) throw new Error("the window does not open again");
    await db().update(occurrences).set({ status: "cancelled" }).where(eq(occurrences.id, cancelled.id));
    const there = aSlot(db(), organisation, { occurrenceId: cancelled.id, during: cancelled.during });
    expect(await codeOf(there)).toBe("outside_window");
  });

  it("keeps an opening around its slots: it cannot shrink, lose the lane or be cancelled under them", async () => {
    const { nextOccurrence } = organisation;
    await aSlot(db(), organisation, { during: at(4, 6), lane: 3 });
    const change = (values: Partial<typeof occurrences.$inferInsert>) =>
      codeOf(db().update(occurrences).set(values).where(eq(occurrences.id, nextOccurrence.id)));
    expect(await change({ during: at(0, 5) })).toBe("outside_window");
    expect(await change({ lanes: 2 })).toBe("outside_window");
    expect(await change({ status: "cancelled" })).toBe("outside_window");
    expect(await change({ during: at(2, 6) })).toBe("done");
  });
});

describe("rules 1 and 2, through the doors", () => {
  const book = (input: Record<string, unknown>, releaseId: string) =>
    call(
      slotsProcedures.book,
      { occurrenceId: organisation.nextOccurrence.id, during: iso(0, 1), releaseIds: [releaseId], ...input } as never,
      contextAs(actorOf(organisation.people.releaseManager), organisation.now),
    );
  const iso = (from: number, to: number) => {
    const { start, end } = at(from, to);
    return { start: start.toISOString(), end: end.toISOString() };
  };

  it.each([
    ["before it opens", () => ({ during: iso(-1, 1) }), "outside_window"],
    ["past its end", () => ({ during: iso(5.5, 6.5) }), "outside_window"],
    ["in a lane it does not have", () => ({ lane: 4 }), "invalid_input"],
    ["off its grid", () => ({ during: iso(0.1, 1) }), "invalid_input"],
    ["of no length", () => ({ during: iso(1, 1) }), "invalid_input"],
    ["backwards", () => ({ during: iso(2, 1) }), "invalid_input"],
  ])("refuses a slot %s", async (_, input, code) => {
    expect((await refusalFrom(book(input(), (await release()).id))).code).toBe(code);
  });

  it("refuses the same service in another lane, naming it and when it would pass", async () => {
    await book({}, (await release()).id);
    const refusal = await refusalFrom(book({ lane: 2 }, (await release()).id));
    expect(refusal).toMatchObject({ code: "service_taken", nextOpen: iso(1, 2).start });
    expect(refusal.rules[0]).toMatchObject({ kind: "service" });
  });

  it("refuses the past, and a time that has no zone", async () => {
    const { occurrences: all, now } = organisation;
    const past = all.findLast(({ during }) => during.end < now);
    if (!past) throw new Error("the fixture has no past opening");
    const during = { start: past.during.start.toISOString(), end: past.during.end.toISOString() };
    const own = (await release()).id;
    expect((await refusalFrom(book({ occurrenceId: past.id, during }, own))).code).toBe("in_the_past");
    const zoneless = { start: "2026-11-24T06:00:00", end: "2026-11-24T07:00:00" };
    expect(await refusalFrom(book({ during: zoneless }, own))).toMatchObject({
      code: "invalid_input",
      field: "during.start",
    });
  });

  it.each([
    ["an unknown field", { colour: "red" }, "colour"],
    [
      "an opening and an environment at once",
      { environmentId: "0192d3f0-0000-7000-8000-000000000000" },
      "occurrenceId",
    ],
    ["a lane that is no number", { lane: "first" }, "lane"],
    ["a release twice", { releaseIds: Array(2).fill("0192d3f0-0000-7000-8000-000000000000") }, "releaseIds"],
    ["a note with a NUL", { note: "a\u0000b" }, "note"],
  ])("refuses %s, and names the field", async (_, input, field) => {
    const refusal = await refusalFrom(book(input, (await release()).id));
    expect(refusal).toMatchObject({ code: "invalid_input", field });
  });
});
