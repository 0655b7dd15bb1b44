import { call } from "@orpc/server";
import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, slotReleases, slotSeries, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { slotsProcedures } from "./procedures";

const minute = 60_000;

let org: Organisation;
const db = () => testDatabase().db;
const as = (person: TestPerson = org.people.developer, now = org.now, on = db()) => contextAs(actorOf(person), now, on);
const codeOf = async (called: Promise<unknown>) => (await refusalFrom(called)).code;
/** Every Tuesday 09:00 in Berlin, half an hour, four times: inside Production's openings. */
const rule = (more: object = {}) => ({
  environmentId: org.environments.production.id,
  teamId: org.teams.payments.id,
  zone: "Europe/Berlin",
  localStart: "2026-11-24T09:00",
  durationMinutes: 30,
  rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=4",
  ...more,
});
const preview = async (more: object = {}) => (await call(slotsProcedures.previewSeries, rule(more), as())).dates;
type Dates = Awaited<ReturnType<typeof preview>>;
const chosen = (dates: Dates) =>
  dates.flatMap(({ place, instead }) => {
    const taken = place ?? instead;
    if (!taken?.occurrenceId) return [];
    const during = { start: taken.during.start.toISOString(), end: taken.during.end.toISOString() };
    return [{ occurrenceId: taken.occurrenceId, lane: taken.lane, during }];
  });
const book = (dates: Dates, on = db(), more: object = {}) =>
  call(
    slotsProcedures.bookSeries,
    { ...rule(more), name: "Tuesday release", dates: chosen(dates) },
    as(undefined, org.now, on),
  );
const slotsOf = (seriesId: string) =>
  db().select().from(slots).where(eq(slots.seriesId, seriesId)).orderBy(asc(slots.during));

beforeEach(async () => {
  org = await buildOrganisation(db());
});

describe("a recurring booking", () => {
  it("books every date that is free, without a release yet, and says so at its gate", async () => {
    const dates = await preview();
    expect(dates.map(({ place, refusal }) => [place?.lane, refusal])).toEqual([1, 1, 1, 1].map((lane) => [lane, null]));
    const { seriesId, slotIds } = await book(dates);
    expect(slotIds).toHaveLength(4);
    const [first] = await slotsOf(seriesId);
    expect(first).toMatchObject({ status: "booked", teamId: org.teams.payments.id, during: dates[0]?.during });
    const { gates } = await call(slotsProcedures.detail, { slotId: first?.id ?? "" }, as());
    expect(gates.find(({ fix }) => fix?.action === "choose_release")).toMatchObject({ passed: false });
    const { series } = await call(slotsProcedures.listSeries, {}, as());
    expect(series.find(({ id }) => id === seriesId)).toMatchObject({
      name: "Tuesday release",
      coming: { length: 4 },
      mayEnd: true,
    });
  });

  it("lists the dates that clash with whom, or lie in a freeze or outside of every opening, each with the nearest free place", async () => {
    const tuesdays = (await preview()).map(({ during }) => during);
    const { release } = await anAcceptedRelease(db(), org);
    for (const lane of [1, 2, 3]) {
      const aboard = lane === 1 ? { releases: [release] } : {};
      await aSlot(db(), org, { lane, during: tuesdays[0], ...aboard });
    }
    const advent = tuesdays[2] ?? org.nextOccurrence.during;
    await aFreeze(db(), { name: "Advent", ...advent, environmentIds: [org.environments.production.id] });
    const [clash, free, frozen] = await preview();
    expect(clash).toMatchObject({
      place: null,
      refusal: { code: "lane_taken", message: expect.stringContaining("ledger") },
    });
    expect(clash?.instead?.during.start).toEqual(new Date((tuesdays[0]?.start.getTime() ?? 0) - 30 * minute));
    expect(free?.refusal).toBeNull();
    expect(frozen?.refusal).toMatchObject({ code: "in_freeze", rules: [{ name: "Advent" }] });
    const [outside] = await preview({ localStart: "2026-11-24T14:00" });
    expect(outside).toMatchObject({ refusal: { code: "outside_window" }, instead: { windowName: org.window.name } });
  });

  it("takes what was chosen: alternatives, and not what was left out", async () => {
    const dates = await preview({ localStart: "2026-11-24T11:45" });
    expect(dates.every(({ place }) => place === null)).toBe(true);
    const { seriesId } = await book(dates.slice(1, 3), db(), { localStart: "2026-11-24T11:45" });
    const booked = await slotsOf(seriesId);
    expect(booked.map(({ during }) => during)).toEqual(dates.slice(1, 3).map(({ instead }) => instead?.during));
  });

  it("is booked as a whole or not at all, and the refusal names the date", async () => {
    const dates = await preview();
    await aSlot(db(), org, { occurrenceId: dates[2]?.place?.occurrenceId, during: dates[2]?.during, lane: 1 });
    const refused = await refusalFrom(book(dates));
    expect(refused).toMatchObject({
      code: "lane_taken",
      field: "dates.2",
      message: expect.stringMatching(/^Tue 8 Dec 09:00/),
    });
    expect(await db().$count(slotSeries, eq(slotSeries.environmentId, org.environments.production.id))).toBe(0);
    expect(await db().$count(slots, eq(slots.environmentId, org.environments.production.id))).toBe(1);
  });

  it("case 14: of two who book the same dates at once, one gets all and the other none", async () => {
    const dates = await preview();
    const [one, two] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([book(dates, one), book(dates, two)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason.code).toBe("lane_taken");
    expect(await db().$count(slots, eq(slots.environmentId, org.environments.production.id))).toBe(4);
  });

  it("has an end, few dates, a rule that comes true, and places of its own environment", async () => {
    const refused = (more: object) => refusalFrom(preview(more));
    expect(await refused({ rrule: "FREQ=WEEKLY;BYDAY=TU" })).toMatchObject({ code: "invalid_input", field: "rrule" });
    expect(await refused({ rrule: "FREQ=TWICE" })).toMatchObject({ code: "invalid_input", field: "rrule" });
    expect((await refused({ rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2" })).code).toBe("window_never_opens");
    expect(await codeOf(preview({ teamId: "0192d3f0-0000-7000-8000-000000000000" }))).toBe("not_found");
    const dates = await preview();
    const elsewhere = call(
      slotsProcedures.bookSeries,
      { ...rule({ environmentId: org.environments.staging.id }), name: "Wrong", dates: chosen(dates) },
      as(),
    );
    expect(await refusalFrom(elsewhere)).toMatchObject({ code: "not_found", field: "dates" });
    const shop = await aPerson(db(), { name: "Sam", roles: [{ role: "developer", teamId: org.teams.shop.id }] });
    const others = call(slotsProcedures.bookSeries, { ...rule(), name: "Not mine", dates: chosen(dates) }, as(shop));
    expect(await codeOf(others)).toBe("forbidden");
  });

  it("is ended by giving up its coming slots: those that ship nothing yet, or all", async () => {
    const { seriesId, slotIds } = await book(await preview());
    const { release } = await anAcceptedRelease(db(), org);
    await call(slotsProcedures.putAboard, { slotId: slotIds[1] ?? "", releaseIds: [release.id] }, as());
    const end = (cancel: "empty" | "all") => call(slotsProcedures.endSeries, { seriesId, cancel }, as());
    expect(await end("empty")).toEqual({ cancelled: 3, kept: 1 });
    expect((await db().select().from(slotSeries).where(eq(slotSeries.id, seriesId)))[0]?.endedAt).toEqual(org.now);
    expect(await end("all")).toEqual({ cancelled: 1, kept: 0 });
    expect(new Set((await slotsOf(seriesId)).map(({ status }) => status))).toEqual(new Set(["cancelled"]));
  });
});

describe("what a booked slot ships", () => {
  it("is chosen later, or anew: signatures for the old build no longer count, its history says so", async () => {
    const before = (await anAcceptedRelease(db(), org)).release;
    const after = (await anAcceptedRelease(db(), org)).release;
    const slot = await aSlot(db(), org, { releases: [before] });
    await anApproval(db(), org, slot, org.people.releaseManager);
    await call(slotsProcedures.putAboard, { slotId: slot.id, releaseIds: [after.id] }, as());
    const detail = await call(slotsProcedures.detail, { slotId: slot.id }, as());
    expect(detail.releases.map(({ releaseId }) => releaseId)).toEqual([after.id]);
    expect(detail.sequence).toBe(1);
    expect(detail.gates.find(({ gate }) => gate === "approvals")).toMatchObject({ passed: false });
    const events = await db().select().from(auditEvents).where(eq(auditEvents.subjectId, slot.id));
    expect(events.map(({ action, releaseId }) => [action, releaseId])).toEqual([
      ["slot.loaded", before.id],
      ["slot.loaded", after.id],
    ]);
    await call(slotsProcedures.putAboard, { slotId: slot.id, releaseIds: [after.id] }, as());
    expect((await call(slotsProcedures.detail, { slotId: slot.id }, as())).sequence).toBe(1);
  });

  it("is refused for another team's release, in a freeze, and beside another slot of the service, also at once", async () => {
    const [one, two] = [await aSlot(db(), org, { lane: 1 }), await aSlot(db(), org, { lane: 2 })];
    const search = (await anAcceptedRelease(db(), org, { service: org.services.search })).release;
    const load = (slotId: string, id: string, on = db()) =>
      call(slotsProcedures.putAboard, { slotId, releaseIds: [id] }, as(undefined, org.now, on));
    expect(await refusalFrom(load(one.id, search.id))).toMatchObject({ code: "invalid_input", field: "releases" });
    const [a, b] = [(await anAcceptedRelease(db(), org)).release, (await anAcceptedRelease(db(), org)).release];
    const connections = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([load(one.id, a.id, connections[0]), load(two.id, b.id, connections[1])]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason.code).toBe("service_taken");
    expect(await db().$count(slotReleases, eq(slotReleases.environmentId, one.environmentId))).toBe(1);
    await aFreeze(db(), { ...one.during, serviceIds: [org.services.checkout.id] });
    const checkout = (await anAcceptedRelease(db(), org, { service: org.services.checkout })).release;
    expect(await codeOf(load(two.id, checkout.id))).toBe("in_freeze");
  });
});
