import { call } from "@orpc/server";
import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, calendarEvents, calendars, occurrences, releaseWindows } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { windowsProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
let rule: { environmentId: string; name: string; zone: string; localStart: string; durationMinutes: number };

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
  rule = {
    environmentId: organisation.environments.production.id,
    name: "Chicago",
    zone: "America/Chicago",
    localStart: "2026-12-01T15:00",
    durationMinutes: 120,
  };
});

const openingsOf = (windowId: string) =>
  db.select().from(occurrences).where(eq(occurrences.windowId, windowId)).orderBy(asc(occurrences.originalLocalStart));

describe("a new window", () => {
  it("case 6: is open at 15:00 in Chicago the whole year, in every opening that is written down", async () => {
    const { windowId, openings } = await call(
      procedures.create,
      { ...rule, rrule: "FREQ=WEEKLY;BYDAY=TU", lanes: 2 },
      asManager,
    );
    const rows = await openingsOf(windowId);
    expect(rows).toHaveLength(openings);
    // 24 months of weeks.
    expect(openings).toBeGreaterThanOrEqual(103);
    expect(rows.every((row) => row.originalLocalStart.endsWith("T15:00") && row.lanes === 2)).toBe(true);
    const startOn = (day: string) =>
      rows.find((row) => row.originalLocalStart.startsWith(day))?.during.start.toISOString();
    // Clocks go forward on 14 March 2027.
    expect(startOn("2027-03-09")).toBe("2027-03-09T21:00:00.000Z");
    expect(startOn("2027-03-16")).toBe("2027-03-16T20:00:00.000Z");
  });

  it("case 11: gives each opening a row of its own, so that one can be cancelled alone", async () => {
    const [window] = await db.select().from(releaseWindows).where(eq(releaseWindows.name, "Chicago"));
    const rows = await openingsOf(window?.id ?? "");
    const second = rows[1];
    if (!second) throw new Error("no second opening");
    await call(procedures.cancelOccurrence, { occurrenceId: second.id, reason: "Company party" }, asManager);
    const after = await openingsOf(window?.id ?? "");
    expect(after.filter((row) => row.status === "cancelled").map((row) => row.id)).toEqual([second.id]);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, second.id));
    expect(event).toMatchObject({
      action: "occurrence.cancelled",
      subjectName: "Chicago, Tue 8 Dec 15:00–17:00 CST",
      data: { reason: "Company party", windowId: window?.id },
    });
    await call(procedures.restoreOccurrence, { occurrenceId: second.id }, asManager);
    expect((await openingsOf(window?.id ?? ""))[1]?.status).toBe("scheduled");
  });

  it.each([
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "window_never_opens", "rrule"],
    ["FREQ=WEEKLY;BYDAY=TU;COUNT=1;UNTIL=20270101", "invalid_input", "rrule"],
    ["FREQ=HOURLY", "invalid_input", "rrule"],
    ["FREQ=SECONDLY;INTERVAL=1", "invalid_input", "rrule"],
    ["FREQ=DAILY;UNTIL=20261120", "window_never_opens", "rrule"],
    ["BYDAY=TU", "invalid_input", "rrule"],
    ["DTSTART:20260101T000000Z", "invalid_input", "rrule"],
    ["FREQ=DAILY;BYHOUR=1,2,3", "window_overlaps_itself", "durationMinutes"],
  ])("case 5: refuses %s at its field and writes nothing", async (rrule, code, field) => {
    const before = await db.$count(releaseWindows);
    const { environmentId, name, ...bare } = rule;
    for (const attempt of [
      () => call(procedures.create, { ...rule, name: `Bad ${name}`, environmentId, rrule }, asManager),
      () => call(procedures.preview, { ...bare, rrule }, asManager),
    ]) {
      const refusal = await refusalFrom(attempt());
      expect(refusal).toMatchObject({ code, field, status: 400 });
      expect(refusal.message).not.toBe("");
    }
    expect(await db.$count(releaseWindows)).toBe(before);
  });

  it("case 4: refuses a rule that overlaps itself, and names the two openings", async () => {
    const refusal = await refusalFrom(
      call(procedures.create, { ...rule, name: "Double", rrule: "FREQ=DAILY", durationMinutes: 1_500 }, asManager),
    );
    expect(refusal).toMatchObject({ code: "window_overlaps_itself", field: "durationMinutes" });
    expect(refusal.message).toContain("2026-12-01 15:00");
  });

  it.each([
    ["zone", { zone: "Europe/Nowhere" }],
    ["zone", { zone: "CET" }],
    ["localStart", { localStart: "2026-12-01T15:00Z" }],
    ["localStart", { localStart: "2026-02-30T15:00" }],
    ["localStart", { localStart: "9999-12-31T23:59" }],
    ["durationMinutes", { durationMinutes: 44_641 }],
    ["durationMinutes", { durationMinutes: 0 }],
    ["durationMinutes", { durationMinutes: 1.5 }],
    ["lanes", { lanes: 51 }],
    ["granularityMinutes", { granularityMinutes: 0 }],
    ["leadMinutes", { leadMinutes: -1 }],
    ["exdates", { exdates: ["2026-12-01 15:00"] }],
    ["rdates", { rdates: Array.from({ length: 1_001 }, () => "2026-12-01T15:00") }],
    ["environmentId", { environmentId: "production" }],
    ["rrule", { rrule: `FREQ=DAILY;${"X".repeat(600)}` }],
  ])("names the field %s when it is wrong", async (field, wrong) => {
    const refusal = await refusalFrom(call(procedures.create, { ...rule, name: "Wrong", ...wrong }, asManager));
    expect(refusal.status).toBe(400);
    expect(refusal.field?.startsWith(field)).toBe(true);
  });

  it("has a name of its own in its environment, and may share it with another environment's", async () => {
    expect(await refusalFrom(call(procedures.create, { ...rule, name: "chicago" }, asManager))).toMatchObject({
      code: "name_taken",
    });
    const environmentId = organisation.environments.staging.id;
    expect(await call(procedures.create, { ...rule, environmentId }, asManager)).toMatchObject({ openings: 1 });
  });

  it("previews its next openings and what clock changes do to them, and saves nothing", async () => {
    const before = await db.$count(occurrences);
    const preview = await call(
      procedures.preview,
      { zone: "Europe/Berlin", localStart: "2026-12-01T02:30", durationMinutes: 60, rrule: "FREQ=DAILY" },
      asManager,
    );
    expect(preview.openings[0]).toEqual({
      originalLocalStart: "2026-12-01T02:30",
      during: { start: new Date("2026-12-01T01:30:00Z"), end: new Date("2026-12-01T02:30:00Z") },
      marks: [],
    });
    expect(preview.notes).toEqual([
      "On Sun 28 Mar 2027 there is no 02:30: the clock jumps over it, so it starts at 03:30 CEST.",
      expect.stringMatching(/^On Sun 31 Oct 2027 there are two 02:30: the first, 02:30 CEST, is meant\./),
      expect.stringContaining("26 Mar 2028"),
      expect.stringContaining("29 Oct 2028"),
    ]);
    expect(await db.$count(occurrences)).toBe(before);
  });

  it("marks in its preview the holidays and the environment's freezes that its openings meet, and answers a month", async () => {
    const [calendar] = await db.insert(calendars).values({ name: "Holidays", zone: "UTC" }).returning();
    const day = { start: new Date("2026-12-08T00:00:00Z"), end: new Date("2026-12-09T00:00:00Z") };
    await db.insert(calendarEvents).values({
      calendarId: calendar?.id ?? "",
      uid: "1",
      occurrenceKey: "1",
      title: "Rest day",
      allDay: true,
      during: day,
    });
    const { production, staging } = organisation.environments;
    await aFreeze(db, { name: "Audit", ...day, environmentIds: [production.id] });
    const wanted = {
      zone: "UTC",
      localStart: "2026-12-01T06:00",
      durationMinutes: 60,
      rrule: "FREQ=WEEKLY;BYDAY=TU",
      month: "2026-12",
    };
    const marks = async (environmentId: string) => {
      const { openings, month } = await call(procedures.preview, { ...wanted, environmentId }, asManager);
      expect(month).toHaveLength(5);
      return openings.map((opening) => opening.marks.map(({ name }) => name));
    };
    expect((await marks(production.id)).slice(0, 3)).toEqual([[], ["Rest day", "Audit"], []]);
    expect((await marks(staging.id))[1]).toEqual(["Rest day"]);
  });

  it("says who may book in it, how it is used and what happens at its close", async () => {
    const { shop } = organisation.teams;
    const more = {
      name: "Shop only",
      teamIds: [shop.id, shop.id],
      cadence: "quick" as const,
      overrun: "stop" as const,
    };
    const { windowId } = await call(procedures.create, { ...rule, ...more }, asManager);
    const { window } = await call(procedures.get, { windowId }, asManager);
    expect(window).toMatchObject({ cadence: "quick", overrun: "stop", bookers: [{ id: shop.id, name: shop.name }] });
    await call(procedures.change, { windowId, teamIds: [] }, asManager);
    expect((await call(procedures.get, { windowId }, asManager)).window.bookers).toEqual([]);
    const unknown = "01a1fd72-6c61-7de7-ac71-086e4ac76d00";
    expect(await refusalFrom(call(procedures.change, { windowId, teamIds: [unknown] }, asManager))).toMatchObject({
      code: "not_found",
      field: "teamIds",
    });
  });
});
