import { call } from "@orpc/server";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, occurrences, releaseWindows } from "@/db/schema";
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
/** Thursday 26 November: the second opening that comes. */
let thursday: Organisation["nextOccurrence"];

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
  windowId = organisation.window.id;
  const after = organisation.occurrences.filter(({ during }) => during.start > organisation.now);
  const [, second] = after;
  if (!second) throw new Error("the window opens only once");
  thursday = second;
  // Planned before what happens in the tests, whose clock is not the database's.
  await db.update(occurrences).set({ createdAt: organisation.now });
});

const split = (input: object = {}) =>
  call(procedures.split, { windowId, occurrenceId: thursday.id, ...input }, asManager);

async function coming(window: string, limit = 3): Promise<string[]> {
  const rows = await db
    .select()
    .from(occurrences)
    .where(
      and(
        eq(occurrences.windowId, window),
        gt(sql`upper(${occurrences.during})`, organisation.now.toISOString()),
        eq(occurrences.status, "scheduled"),
      ),
    )
    .orderBy(asc(sql`lower(${occurrences.during})`))
    .limit(limit);
  return rows.map(
    ({ during, lanes }) =>
      `${[during.start, during.end].map((each) => each.toISOString().slice(5, 16)).join("–")} ${lanes}`,
  );
}

describe("this and following", () => {
  it("ends the old rule before the opening and lets another window go on with the new one", async () => {
    const before = await db.$count(occurrences);
    const { windowId: successor } = await split({ localStart: "2026-11-26T07:00", durationMinutes: 180, lanes: 1 });
    expect(await coming(windowId)).toEqual(["11-24T05:00–11-24T11:00 3"]);
    expect(await coming(successor, 2)).toEqual(["11-26T06:00–11-26T09:00 1", "12-01T06:00–12-01T09:00 1"]);
    const { windows } = await call(procedures.list, {}, asManager);
    const [old, next] = [windows.find(({ id }) => id === windowId), windows.find(({ id }) => id === successor)];
    expect(old).toMatchObject({
      rrule: "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261125",
      succeededBy: successor,
      name: organisation.window.name,
    });
    expect(next).toMatchObject({ continues: windowId, name: organisation.window.name, localStart: "2026-11-26T07:00" });
    // Twenty-four months of two a week take the place of eight weeks.
    expect(await db.$count(occurrences)).toBeGreaterThan(before);
  });

  it("keeps the rows, the slots and the history of what the new rule keeps", async () => {
    const slot = await aSlot(db, organisation, {
      occurrenceId: thursday.id,
      during: { start: thursday.during.start, end: new Date(thursday.during.start.getTime() + 3_600_000) },
    });
    await call(procedures.editOccurrence, { occurrenceId: thursday.id, lanes: 4 }, asManager);
    const { windowId: successor, kept } = await split({ lanes: 2, slots: "move" });
    const [row] = await db.select().from(occurrences).where(eq(occurrences.id, thursday.id));
    expect(row).toMatchObject({ windowId: successor, lanes: 4, originalLocalStart: "2026-11-26T06:00" });
    expect(kept).toEqual([]);
    const { opening, slots, history } = await call(procedures.opening, { occurrenceId: thursday.id }, asManager);
    expect(opening.window.id).toBe(successor);
    expect(slots.map(({ id }) => id)).toEqual([slot.id]);
    expect(history.map(({ action }) => action)).toEqual(["window.continued", "occurrence.moved"]);
  });

  it("moves booked slots with their opening, or leaves it as it was, as in a change of all", async () => {
    const hour = { start: thursday.during.start, end: new Date(thursday.during.start.getTime() + 3_600_000) };
    await aSlot(db, organisation, { occurrenceId: thursday.id, during: hour });
    const shown = await call(
      procedures.previewChange,
      { windowId, occurrenceId: thursday.id, localStart: "2026-11-26T08:00" },
      asManager,
    );
    expect(shown).toMatchObject({ kept: 0, moved: 1, orphaned: 0 });
    const done = await split({ localStart: "2026-11-26T08:00", slots: "move" });
    expect(done.movedSlots).toBe(1);
    expect((await coming(done.windowId, 1))[0]).toBe("11-26T07:00–11-26T13:00 3");
  });

  it("says in the history of both what became of them", async () => {
    const { windowId: successor } = await split({ lanes: 5 });
    const of = (id: string) => db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
    const [continued] = (await of(windowId)).filter(({ action }) => action === "window.continued");
    const [created] = await of(successor);
    expect(continued?.data).toMatchObject({ successorId: successor, changed: { lanes: { from: 3, to: 5 } } });
    expect(created).toMatchObject({ action: "window.created", data: { continuesId: windowId } });
  });

  it("reads the rule to go on with: what is left of it, from the opening on", async () => {
    await call(procedures.change, { windowId, exdates: ["2026-12-24T06:00", "2026-11-12T06:00"] }, asManager);
    const rule = await call(procedures.continuation, { occurrenceId: thursday.id }, asManager);
    expect(rule).toMatchObject({
      windowId,
      localStart: "2026-11-26T06:00",
      rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
      exdates: ["2026-12-24T06:00"],
    });
  });

  it("can be done again, and each part opens once", async () => {
    const { windowId: second } = await split({ lanes: 2 });
    const later = await db
      .select()
      .from(occurrences)
      .where(and(eq(occurrences.windowId, second), eq(occurrences.originalLocalStart, "2026-12-08T06:00")));
    const input = { windowId: second, occurrenceId: later[0]?.id ?? "", rrule: "FREQ=WEEKLY;BYDAY=TU" };
    const { windowId: third } = await call(procedures.split, input, asManager);
    expect(await coming(second, 9)).toEqual([
      "11-26T05:00–11-26T11:00 2",
      "12-01T05:00–12-01T11:00 2",
      "12-03T05:00–12-03T11:00 2",
    ]);
    expect((await coming(third, 1))[0]).toBe("12-08T05:00–12-08T11:00 2");
    // A cut in the first part leaves the second where it is.
    const [tuesday] = await db.select().from(occurrences).where(eq(occurrences.id, organisation.nextOccurrence.id));
    await call(procedures.split, { windowId, occurrenceId: tuesday?.id ?? "", lanes: 9 }, asManager);
    const chain = await db.select().from(releaseWindows).where(eq(releaseWindows.name, organisation.window.name));
    expect(chain.filter(({ succeededBy }) => succeededBy === null)).toHaveLength(1);
  });

  it("never lets the old rule open again beside the new one", async () => {
    await split({ lanes: 2 });
    const refusal = await refusalFrom(
      call(procedures.change, { windowId, rrule: "FREQ=WEEKLY;BYDAY=TU,TH" }, asManager),
    );
    expect(refusal).toMatchObject({ code: "window_overlaps_itself", field: "rrule" });
    const shorter = { windowId, durationMinutes: 60 };
    expect(await call(procedures.change, shorter, asManager)).toMatchObject({ kept: [] });
  });

  it("hides the old part from the list once its last opening is over", async () => {
    await split();
    const later = contextAs(actorOf(organisation.people.releaseManager), new Date("2026-11-25T09:00:00Z"));
    const listed = async (archived: boolean) =>
      (await call(procedures.list, { archived }, later)).windows.filter(({ id }) => id === windowId).length;
    expect([await listed(false), await listed(true)]).toEqual([0, 1]);
  });

  it.each([
    ["begins before the old rule ends", { localStart: "2026-11-25T06:00" }, "invalid_input", "localStart"],
    ["never opens", { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, "window_never_opens", "rrule"],
    ["overlaps itself", { rrule: "FREQ=DAILY", durationMinutes: 1_500 }, "window_overlaps_itself", "durationMinutes"],
    ["is of no such team", { teamIds: ["01a1fd72-6c61-7de7-ac71-086e4ac76d00"] }, "not_found", "teamIds"],
  ])("is refused whole when the new rule %s", async (_, input, code, field) => {
    const before = await db.$count(releaseWindows);
    expect(await refusalFrom(split(input))).toMatchObject({ code, field });
    expect(await db.$count(releaseWindows)).toBe(before);
    expect(await coming(windowId, 2)).toEqual(["11-24T05:00–11-24T11:00 3", "11-26T05:00–11-26T11:00 3"]);
  });

  it("is refused for an opening that is over, of another window, or before which nothing opens", async () => {
    const over = organisation.occurrences[0]?.id ?? "";
    expect(await refusalFrom(split({ occurrenceId: over }))).toMatchObject({ code: "in_the_past" });
    const stranger = organisation.staging.occurrences.at(-1)?.id ?? "";
    expect(await refusalFrom(split({ occurrenceId: stranger }))).toMatchObject({ code: "not_found" });
    await call(procedures.change, { windowId, localStart: "2026-11-26T06:00" }, asManager);
    expect(await refusalFrom(split())).toMatchObject({ code: "wrong_state" });
  });
});
