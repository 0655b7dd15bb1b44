import { call } from "@orpc/server";
import { and, asc, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, occurrences, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { extendHorizon } from "./commands/horizon";
import { windowsProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
let occurrenceId: string;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
  occurrenceId = organisation.nextOccurrence.id;
  // Planned before what happens in the tests, whose clock is not the database's.
  await db.update(occurrences).set({ createdAt: organisation.now });
});

const iso = (time: string) => `2026-11-${time}:00Z`;
const during = (start: string, end: string) => ({ start: iso(start), end: iso(end) });
const range = (start: string, end: string) => ({ start: new Date(iso(start)), end: new Date(iso(end)) });
const edit = (input: object) => call(procedures.editOccurrence, { occurrenceId, ...input }, asManager);
const row = async () => (await db.select().from(occurrences).where(eq(occurrences.id, occurrenceId)))[0];
const slotRow = async (id: string) => (await db.select().from(slots).where(eq(slots.id, id)))[0];
async function slotAt(start: string, end: string, more: Parameters<typeof aSlot>[2] = {}) {
  const { release } = await anAcceptedRelease(db, organisation);
  return await aSlot(db, organisation, { during: range(start, end), releases: [release], ...more });
}

describe("this one opening", () => {
  it("is moved alone, keeps its name, and no later rule takes it back (case 11)", async () => {
    await edit({ during: during("25T05:00", "25T09:00"), reason: "Data centre" });
    const moved = {
      during: range("25T05:00", "25T09:00"),
      originalLocalStart: "2026-11-24T06:00",
      status: "scheduled",
    };
    expect(await row()).toMatchObject({ ...moved, editedAt: organisation.now });
    await call(
      procedures.change,
      { windowId: organisation.window.id, durationMinutes: 60, lanes: 1, slots: "move" },
      asManager,
    );
    await call(procedures.change, { windowId: organisation.window.id, rrule: "FREQ=WEEKLY;BYDAY=TU,WE" }, asManager);
    expect(await row()).toMatchObject({ ...moved, lanes: 3 });
    // Wednesday's own opening is not made over it.
    const onWednesday = and(
      eq(occurrences.windowId, organisation.window.id),
      eq(occurrences.originalLocalStart, "2026-11-25T06:00"),
    );
    expect(await db.$count(occurrences, onWednesday)).toBe(0);
  });

  it("has a history of its own: who did what to it, and why", async () => {
    await edit({ during: during("24T05:00", "24T09:00"), reason: "Shorter day" });
    await call(procedures.cancelOccurrence, { occurrenceId, reason: "Party" }, asManager);
    await call(procedures.restoreOccurrence, { occurrenceId }, asManager);
    await call(procedures.change, { windowId: organisation.window.id, leadMinutes: 30 }, asManager);
    const { opening, history } = await call(procedures.opening, { occurrenceId }, asManager);
    expect(opening).toMatchObject({
      id: occurrenceId,
      during: range("24T05:00", "24T09:00"),
      window: { name: organisation.window.name },
    });
    expect(history.map(({ action }) => action)).toEqual([
      "window.changed",
      "occurrence.restored",
      "occurrence.cancelled",
      "occurrence.moved",
    ]);
    expect(history.at(-1)?.data).toMatchObject({
      reason: "Shorter day",
      changed: { end: { from: "2026-11-24T11:00:00.000Z", to: "2026-11-24T09:00:00.000Z" } },
    });
    const others = organisation.occurrences.map(({ id }) => id).filter((id) => id !== occurrenceId);
    expect(await db.$count(auditEvents, inArray(auditEvents.subjectId, others))).toBe(0);
  });

  it("follows the rule again as soon as it stands as the rule has it", async () => {
    await edit({ during: during("24T06:00", "24T11:00") });
    await edit({ during: during("24T05:00", "24T11:00") });
    expect((await row())?.editedAt).toBeNull();
    await call(procedures.change, { windowId: organisation.window.id, durationMinutes: 60 }, asManager);
    expect((await row())?.during).toEqual(range("24T05:00", "24T06:00"));
  });

  it("shows first what becomes of its slots: kept, moved along, orphaned", async () => {
    const early = await slotAt("24T05:00", "24T06:00");
    const late = await slotAt("24T09:00", "24T10:00");
    const ask = (input: object) => call(procedures.previewOpening, { occurrenceId, ...input }, asManager);
    const wanted = { during: during("24T08:00", "24T14:00") };
    expect(await ask(wanted)).toMatchObject({
      kept: 1,
      moved: 0,
      orphaned: 1,
      slots: [{ slotId: early.id, effect: "orphaned" }],
    });
    const along = await ask({ ...wanted, slots: "move" });
    expect(along).toMatchObject({ kept: 0, moved: 2, orphaned: 0 });
    expect(along.slots.map(({ slotId, to }) => [slotId, to])).toEqual([
      [early.id, range("24T08:00", "24T09:00")],
      [late.id, range("24T12:00", "24T13:00")],
    ]);
    expect((await row())?.during).toEqual(range("24T05:00", "24T11:00"));
  });

  it("takes its slots along, also to another day", async () => {
    const slot = await slotAt("24T06:00", "24T07:00");
    expect(await edit({ during: during("25T08:00", "25T14:00"), slots: "move" })).toEqual({
      movedSlots: 1,
      cancelledSlots: 0,
    });
    expect(await slotRow(slot.id)).toMatchObject({
      during: range("25T09:00", "25T10:00"),
      movedFrom: range("24T06:00", "24T07:00"),
      sequence: 1,
    });
  });

  it("is refused when a slot would lose its place, unless it is to be given up", async () => {
    const slot = await slotAt("24T05:00", "24T06:00", { lane: 3 });
    const fewer = await refusalFrom(edit({ lanes: 2 }));
    expect(fewer).toMatchObject({ code: "slots_orphaned", rules: [{ id: slot.id }] });
    expect(
      await refusalFrom(edit({ during: during("24T07:00", "24T11:00"), slots: "refuse", orphans: "cancel" })),
    ).toMatchObject({ code: "slots_orphaned" });
    expect(await edit({ lanes: 2, orphans: "cancel", reason: "One lane is broken" })).toEqual({
      movedSlots: 0,
      cancelledSlots: 1,
    });
    expect(await slotRow(slot.id)).toMatchObject({ status: "cancelled", cancelReason: "One lane is broken" });
  });

  it("never moves a slot that runs", async () => {
    const begun = contextAs(actorOf(organisation.people.releaseManager), new Date(iso("24T06:00")));
    await slotAt("24T05:30", "24T07:00", {
      status: "open",
      fencingNumber: Math.floor(Math.random() * 1e9),
      openedAt: new Date(iso("24T05:30")),
    });
    const shorter = (end: string) =>
      call(procedures.editOccurrence, { occurrenceId, during: during("24T05:00", end), orphans: "cancel" }, begun);
    expect(await refusalFrom(shorter("24T06:30"))).toMatchObject({ code: "slots_orphaned" });
    expect(await shorter("24T07:00")).toEqual({ movedSlots: 0, cancelledSlots: 0 });
  });

  it("is not moved over another one of its window, and not restored over it", async () => {
    const clash = await refusalFrom(edit({ during: during("26T10:00", "26T14:00") }));
    expect(clash).toMatchObject({ code: "window_overlaps_itself", field: "during.start", status: 400 });
    await call(procedures.cancelOccurrence, { occurrenceId }, asManager);
    const [, thursday] = await db
      .select()
      .from(occurrences)
      .where(eq(occurrences.windowId, organisation.window.id))
      .orderBy(asc(occurrences.originalLocalStart))
      .then((rows) => rows.filter(({ during: { start } }) => start > organisation.now));
    await call(
      procedures.editOccurrence,
      { occurrenceId: thursday?.id ?? "", during: during("24T08:00", "24T12:00") },
      asManager,
    );
    expect(await refusalFrom(call(procedures.restoreOccurrence, { occurrenceId }, asManager))).toMatchObject({
      code: "window_overlaps_itself",
    });
  });

  it("is cancelled with its slots when that is asked for", async () => {
    const slot = await slotAt("24T05:00", "24T06:00");
    expect(await refusalFrom(call(procedures.cancelOccurrence, { occurrenceId }, asManager))).toMatchObject({
      code: "in_use",
      rules: [{ id: slot.id }],
    });
    const done = await call(
      procedures.cancelOccurrence,
      { occurrenceId, slots: "cancel", reason: "Strike" },
      asManager,
    );
    expect(done).toEqual({ cancelledSlots: 1 });
    expect(await slotRow(slot.id)).toMatchObject({ status: "cancelled", cancelReason: "Strike" });
  });

  it("that was moved beyond the planning horizon does not stop the horizon from moving on", async () => {
    const last = (
      await db
        .select()
        .from(occurrences)
        .where(eq(occurrences.windowId, organisation.window.id))
        .orderBy(asc(occurrences.originalLocalStart))
    ).at(-1);
    if (!last) throw new Error("the window has no opening");
    const far = new Date(last.during.start.getTime() + 5 * 86_400_000);
    await call(
      procedures.editOccurrence,
      {
        occurrenceId: last.id,
        during: { start: far.toISOString(), end: new Date(far.getTime() + 3_600_000).toISOString() },
      },
      asManager,
    );
    const moved = await inTransaction(db, (tx) => extendHorizon(tx, { kind: "worker" }, organisation.now));
    expect(moved.ok).toBe(true);
  });

  it.each([
    ["end before start", { during: during("24T09:00", "24T08:00") }, "invalid_input", "during.end"],
    [
      "half a minute",
      { during: { start: "2026-11-24T05:00:30Z", end: iso("24T11:00") } },
      "invalid_input",
      "during.start",
    ],
    ["a start in the past", { during: during("23T05:00", "23T11:00") }, "in_the_past", "during.start"],
    ["no lanes", { lanes: 0 }, "invalid_input", "lanes"],
    [
      "a time without offset",
      { during: { start: "2026-11-24T05:00:00", end: iso("24T11:00") } },
      "invalid_input",
      "during.start",
    ],
  ])("is refused %s at its field", async (_, input, code, field) => {
    expect(await refusalFrom(edit(input))).toMatchObject({ code, field });
  });
});
