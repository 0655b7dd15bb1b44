import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { freezePeriods, freezes } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { windowsProcedures } from "@/lib/windows/procedures";
import { extendFreezeHorizon } from "./commands/horizon";
import { freezesProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;
/** Tuesday 24 November, the whole day in Berlin. */
const tuesday = {
  zone: "Europe/Berlin",
  localStart: "2026-11-24T00:00",
  durationMinutes: 1_440,
};

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
});

const status = async (at: string) =>
  (await call(windowsProcedures.status, { environment: "Production", at }, asManager)).decision;

describe("a new freeze", () => {
  it("counts the booked slots that it hits, by scope and grade, before and when it is saved", async () => {
    const { services, teams, environments } = organisation;
    const feature = await aRelease(db, organisation, { service: services.ledger, version: "5.0.0" });
    const hotfix = await aRelease(db, organisation, { service: services.search, kind: "hotfix", version: "5.0.1" });
    await aSlot(db, organisation, { releases: [feature] });
    await aSlot(db, organisation, { releases: [hotfix], lane: 2, teamId: teams.shop.id });
    await aSlot(db, organisation, { lane: 3, status: "cancelled" });

    const hits = async (more: object) =>
      (await call(procedures.preview, { grade: "closed", ...tuesday, ...more }, asManager)).hits.map((slot) =>
        slot.releases.map((release) => `${release.serviceName} ${release.version}`).join(),
      );
    expect(await hits({})).toEqual(["ledger 5.0.0", "search 5.0.1"]);
    expect(await hits({ grade: "hotfix_only" })).toEqual(["ledger 5.0.0"]);
    expect(await hits({ grade: "no_train" })).toEqual([]);
    expect(await hits({ teamIds: [teams.shop.id] })).toEqual(["search 5.0.1"]);
    expect(await hits({ serviceIds: [services.checkout.id] })).toEqual([]);
    expect(await hits({ environmentIds: [environments.staging.id] })).toEqual([]);
    // Ends on the dot at which the slots open: they may.
    expect(await hits({ localStart: "2026-11-24T05:00", durationMinutes: 60 })).toEqual([]);
    expect(await call(procedures.create, { name: "Tuesday", grade: "closed", ...tuesday }, asManager)).toMatchObject({
      hits: 2,
    });
  });

  it("closes at once, and lifting opens at once, and reinstating closes again", async () => {
    const at = "2026-11-24T05:30:00Z";
    const [freeze] = await db.select().from(freezes).where(eq(freezes.name, "Tuesday"));
    const freezeId = freeze?.id ?? "";
    expect(await status(at)).toBe("closed");
    await call(procedures.lift, { freezeId }, asManager);
    expect(await status(at)).toBe("open");
    expect((await call(procedures.list, {}, asManager)).freezes).toEqual([]);
    const [lifted] = (await call(procedures.list, { past: true }, asManager)).freezes;
    expect(lifted).toMatchObject({ name: "Tuesday", liftedBy: "Rosa Release" });
    await call(procedures.reinstate, { freezeId }, asManager);
    expect(await status(at)).toBe("closed");
  });

  it("can be shortened, widened and moved; what it closed before stays", async () => {
    const [freeze] = await db.select().from(freezes).where(eq(freezes.name, "Tuesday"));
    const freezeId = freeze?.id ?? "";
    await call(procedures.change, { freezeId, durationMinutes: 360, grade: "hotfix_only" }, asManager);
    expect(await status("2026-11-24T04:59:00Z")).toBe("closed");
    expect(await status("2026-11-24T05:30:00Z")).toBe("open");
    await call(procedures.change, { freezeId, environmentIds: [organisation.environments.dev.id] }, asManager);
    const detail = await call(procedures.get, { freezeId }, asManager);
    expect(detail).toMatchObject({ durationMinutes: 360, scope: [{ kind: "environment", name: "Dev" }] });
    const midway = contextAs(actorOf(organisation.people.releaseManager), new Date("2026-11-24T12:00:00Z"));
    const moved = { freezeId, localStart: "2026-11-25T00:00" };
    await call(procedures.change, moved, midway);
    const periods = await db.select().from(freezePeriods).where(eq(freezePeriods.freezeId, freezeId));
    expect(periods.map((period) => period.originalLocalStart).sort()).toEqual(["2026-11-24T00:00", "2026-11-25T00:00"]);
  });

  it("may overlap itself: what closes twice is closed", async () => {
    const input = {
      name: "Long nights",
      grade: "closed" as const,
      ...tuesday,
      rrule: "FREQ=DAILY",
      durationMinutes: 2_000,
    };
    const { freezeId } = await call(procedures.create, input, asManager);
    expect(await status("2027-05-04T05:30:00Z")).toBe("closed");
    await call(procedures.lift, { freezeId }, asManager);
  });

  it("is written down 24 months ahead, however often the horizon moves on", async () => {
    const weekends = {
      name: "Weekends",
      grade: "closed" as const,
      zone: "Europe/Berlin",
      localStart: "2026-11-28T00:00",
      durationMinutes: 2_880,
      rrule: "FREQ=WEEKLY;BYDAY=SA",
      environmentIds: [organisation.environments.dev.id],
    };
    const { freezeId } = await call(procedures.create, weekends, asManager);
    const written = () => db.$count(freezePeriods, eq(freezePeriods.freezeId, freezeId));
    const before = await written();
    const later = new Date(organisation.now.getTime() + 21 * 86_400_000);
    const move = () => inTransaction(db, (tx) => extendFreezeHorizon(tx, { kind: "worker" }, later));
    await Promise.all([move(), move()]);
    expect(await written()).toBe(before + 3);
    expect(await move()).toEqual({ ok: true, value: { closedStretches: 0 } });
  });

  it.each([
    ["localStart", "window_never_opens", { localStart: "2026-11-01T00:00" }],
    ["rrule", "window_never_opens", { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31" }],
    ["rrule", "invalid_input", { rrule: "every tuesday" }],
    ["zone", "invalid_input", { zone: "Europe/Atlantis" }],
    ["durationMinutes", "invalid_input", { durationMinutes: 600_000 }],
    ["grade", "invalid_input", { grade: "frozen solid" }],
    ["teamIds", "not_found", { teamIds: ["0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000"] }],
    ["environmentIds.0", "invalid_input", { environmentIds: ["production"] }],
    ["name", "invalid_input", { name: "  " }],
    ["reason", "invalid_input", { reason: "a\u0000b" }],
  ])("is refused at %s with %s when that is wrong", async (field, code, wrong) => {
    const input = { name: "Wrong", grade: "closed", ...tuesday, ...wrong } as Parameters<typeof create>[0];
    expect(await refusalFrom(create(input))).toMatchObject({ field, code });
    expect(await db.$count(freezes, eq(freezes.name, "Wrong"))).toBe(0);
  });
});

function create(input: { name: string; grade: "closed"; zone: string; localStart: string; durationMinutes: number }) {
  return call(procedures.create, input, asManager);
}

describe("whom a freeze hits that closes by no rule of its own", () => {
  it("is shown for another grade or scope, at the times that it has", async () => {
    const { freezeId } = await call(procedures.stopTheLine, {}, asManager);
    const seen = async (more: object) => {
      const preview = await call(procedures.preview, { freezeId, grade: "closed", ...more }, asManager);
      const ofRelease = (slots: typeof preview.hits) =>
        slots.filter(({ releases }) => releases.some(({ version }) => version === "5.0.0")).length;
      return { hits: ofRelease(preview.hits), passing: ofRelease(preview.passing), count: preview.count };
    };
    expect(await seen({})).toEqual({ hits: 1, passing: 0, count: 1 });
    expect(await seen({ grade: "no_train" })).toEqual({ hits: 0, passing: 1, count: 1 });
    expect(await seen({ serviceIds: [organisation.services.search.id] })).toMatchObject({ hits: 0, passing: 1 });
    await call(procedures.lift, { freezeId }, asManager);
  });

  it("is refused where nothing says when, and where what should say it is not there", async () => {
    const preview = (more: object) => refusalFrom(call(procedures.preview, { grade: "closed", ...more }, asManager));
    const nothing = organisation.window.id;
    expect(await preview({})).toMatchObject({ code: "invalid_input", field: "localStart" });
    expect(await preview({ ...tuesday, zone: undefined })).toMatchObject({ code: "invalid_input", field: "zone" });
    expect(await preview({ freezeId: nothing })).toMatchObject({ code: "not_found", field: "freezeId" });
    expect(await preview({ calendarId: nothing })).toMatchObject({ code: "not_found", field: "calendarId" });
  });
});

describe("a freeze that comes again and again", () => {
  it("shows the days of a month with those left out, and does not close on these", async () => {
    const fridays = {
      zone: "UTC",
      localStart: "2026-12-04T12:00",
      durationMinutes: 720,
      rrule: "FREQ=WEEKLY;BYDAY=FR",
    };
    const input = { grade: "closed" as const, ...fridays, exdates: ["2026-12-18T12:00"] };
    const { month } = await call(procedures.preview, { ...input, month: "2026-12" }, asManager);
    expect(month).toEqual([
      { start: "2026-12-04T12:00", state: "opens" },
      { start: "2026-12-11T12:00", state: "opens" },
      { start: "2026-12-18T12:00", state: "excepted" },
      { start: "2026-12-25T12:00", state: "opens" },
    ]);
    const { freezeId } = await call(procedures.create, { name: "Fridays", ...input }, asManager);
    const { periods } = await call(procedures.get, { freezeId }, asManager);
    expect(periods.slice(0, 3).map(({ during }) => during.start.toISOString().slice(0, 10))).toEqual([
      "2026-12-04",
      "2026-12-11",
      "2026-12-25",
    ]);
  });

  it("closes on extra dates besides: previewed, kept, changed, and judged like the rest of it", async () => {
    const mondays = { zone: "UTC", localStart: "2027-01-04T12:00", durationMinutes: 60, rrule: "FREQ=WEEKLY;BYDAY=MO" };
    const { environments } = organisation;
    const rule = { ...mondays, rdates: ["2027-01-06T12:00"] };
    const input = { grade: "closed" as const, ...rule, environmentIds: [environments.production.id] };
    const { month, openings } = await call(procedures.preview, { ...input, month: "2027-01" }, asManager);
    expect(month.slice(0, 3)).toEqual([
      { start: "2027-01-04T12:00", state: "opens" },
      { start: "2027-01-06T12:00", state: "extra" },
      { start: "2027-01-11T12:00", state: "opens" },
    ]);
    expect(openings[1]).toMatchObject({ originalLocalStart: "2027-01-06T12:00" });
    const { freezeId } = await call(procedures.create, { name: "Mondays", ...input }, asManager);
    const days = async () => {
      const { periods } = await call(procedures.get, { freezeId }, asManager);
      return periods.slice(0, 3).map(({ during }) => during.start.toISOString().slice(0, 10));
    };
    expect(await days()).toEqual(["2027-01-04", "2027-01-06", "2027-01-11"]);
    await call(procedures.change, { freezeId, rdates: ["2027-01-08T12:00"] }, asManager);
    expect(await days()).toEqual(["2027-01-04", "2027-01-08", "2027-01-11"]);
    expect(await call(procedures.get, { freezeId }, asManager)).toMatchObject({ rdates: ["2027-01-08T12:00"] });
  });

  it("hits a slot on an extra date alone, and says which date is none", async () => {
    const { services, occurrences } = organisation;
    const release = await aRelease(db, organisation, { service: services.ledger, version: "5.9.0" });
    const opening = occurrences.at(-1);
    if (opening === undefined) throw new Error("nothing opens");
    const start = new Date(opening.during.start.getTime() + 1_800_000);
    await aSlot(db, organisation, {
      releases: [release],
      occurrenceId: opening.id,
      during: { start, end: new Date(start.getTime() + 1_800_000) },
    });
    const yearly = { zone: "UTC", localStart: "2027-07-04T00:00", durationMinutes: 60, rrule: "FREQ=YEARLY" };
    const preview = (rdates: string[]) => call(procedures.preview, { grade: "closed", ...yearly, rdates }, asManager);
    expect((await preview([])).hits).toEqual([]);
    const { hits } = await preview([start.toISOString().slice(0, 16)]);
    expect(hits.map(({ releases }) => releases[0]?.version)).toEqual(["5.9.0"]);
    expect(await refusalFrom(preview(["2027-02-30T12:00"]))).toMatchObject({
      code: "invalid_input",
      field: expect.stringMatching(/^rdates/),
    });
  });
});
