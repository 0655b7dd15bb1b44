import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { releases } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aDeparted } from "@/db/testing/departed";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { calendarsProcedures } from "@/lib/calendars/procedures";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";
import { plansProcedures } from "./procedures";

let database: TestDatabase;
let db: Database;
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now, db);
});
afterEach(() => database.drop());

/** The opening of the production window on a day of this November. */
function opening(day: number) {
  const found = organisation.occurrences.find(({ during }) => during.start.toISOString().startsWith(`2026-11-${day}`));
  if (!found) throw new Error(`the window does not open on ${day} November`);
  return found;
}
const at = (day: number, time: string) => new Date(`2026-11-${day}T${time}:00Z`);

/** Left in the opening of that day. */
const departed = (day: number, time: string, more: Partial<Parameters<typeof aDeparted>[2]> = {}) =>
  aDeparted(db, organisation, { occurrence: opening(day), start: at(day, time), ...more });

async function booked(version: string) {
  const { release } = await anAcceptedRelease(db, organisation, { version });
  return await aSlot(db, organisation, { releases: [release] });
}

describe("a window before it is saved", () => {
  const weekly = {
    zone: "Europe/Berlin",
    localStart: "2026-01-06T06:00",
    durationMinutes: 360,
    rrule: "FREQ=WEEKLY;BYDAY=TU,TH",
    lanes: 3,
  };
  const rehearse = (change: Partial<typeof weekly> & { leadMinutes?: number; teamIds?: string[] }) => {
    const { window, environments } = organisation;
    const input = { windowId: window.id, environmentId: environments.production.id, after: { ...weekly, ...change } };
    return call(plansProcedures.rehearseWindow, input, asManager);
  };

  it("that says what stands blocks nothing", async () => {
    await departed(17, "05:00");
    await booked("4.2.0");
    const { past, coming, hours, words } = await rehearse({});
    expect(past).toMatchObject({ deployments: 1, blocked: { total: 0 }, freed: { total: 0 }, affected: [] });
    expect(coming).toMatchObject({ slots: 1, blocked: 0 });
    expect(hours).toEqual([{ environmentName: "Production", before: 12, after: 12 }]);
    expect(words[0]).toBe("Would have blocked none of 1 deployment of the past year.");
  });

  it("names what left on days on which it would be closed, and booked slots that would have no place", async () => {
    const tuesday = await departed(17, "05:00", { kind: "hotfix" });
    await departed(19, "05:00");
    const slot = await booked("4.2.0");
    const { past, coming, hours, words } = await rehearse({ rrule: "FREQ=WEEKLY;BYDAY=TH" });
    expect(past.blocked).toMatchObject({ total: 1, byKind: [{ kind: "hotfix", count: 1 }] });
    expect(past.affected).toMatchObject([
      {
        change: "blocked",
        reason: `${organisation.window.name} is closed then.`,
        slot: { id: tuesday.slot.id, releases: [{ deploymentId: tuesday.deployment.id, serviceName: "ledger" }] },
      },
    ]);
    expect(coming.affected).toMatchObject([{ slot: { id: slot.id } }]);
    expect(hours).toEqual([{ environmentName: "Production", before: 12, after: 6 }]);
    expect(words).toEqual([
      "Would have blocked 1 of 2 deployments of the past year, a hotfix.",
      "1 booked slot would have no place any more.",
    ]);
  });

  it("judges lanes, lead time and teams, too", async () => {
    await departed(17, "05:00");
    await departed(17, "05:00", { lane: 2, service: organisation.services.search });
    expect((await rehearse({ lanes: 1 })).past.affected).toMatchObject([{ reason: "Its only lane is taken." }]);
    expect((await rehearse({ leadMinutes: 3 * 1_440 })).past.blocked.total).toBe(2);
    expect((await rehearse({ teamIds: [organisation.teams.shop.id] })).past.affected).toHaveLength(2);
  });

  it("would have had a place for an emergency, where no other window was open", async () => {
    await aDeparted(db, organisation, { start: at(18, "06:00") });
    await aDeparted(db, organisation, { start: at(19, "06:00") });
    const { past } = await rehearse({ rrule: "FREQ=WEEKLY;BYDAY=TU,WE,TH" });
    expect(past).toMatchObject({ deployments: 2, blocked: { total: 0 }, freed: { total: 1 } });
  });

  it("leaves the slots of other windows alone when it is put away", async () => {
    await departed(17, "05:00");
    await aDeparted(db, organisation, { start: at(18, "06:00") });
    const { window, environments } = organisation;
    const input = { windowId: window.id, environmentId: environments.production.id, after: null };
    const { past, hours } = await call(plansProcedures.rehearseWindow, input, asManager);
    expect(past).toMatchObject({ deployments: 2, blocked: { total: 1 } });
    expect(hours).toEqual([{ environmentName: "Production", before: 12, after: 0 }]);
  });

  it("takes all that saving takes, and judges what left in the earlier parts of its series as its own", async () => {
    await departed(17, "05:00");
    const { window, environments } = organisation;
    const columns = { ...weekly, name: "Core", cadence: "quick" as const, overrun: "stop" as const };
    const more = { granularityMinutes: 5, leadMinutes: 0, teamIds: [], exdates: [], rdates: [] };
    const from = organisation.occurrences.find(({ during }) => during.start > at(30, "00:00"));
    const { windowId } = await call(
      windowsProcedures.split,
      { windowId: window.id, occurrenceId: from?.id ?? "", lanes: 2 },
      asManager,
    );
    const after = { ...columns, ...more, rrule: "FREQ=WEEKLY;BYDAY=TH" };
    const input = { windowId, environmentId: environments.production.id, after };
    const { past } = await call(plansProcedures.rehearseWindow, input, asManager);
    expect(past.affected).toMatchObject([{ change: "blocked", reason: "Core is closed then." }]);
  });

  it("is refused like the change itself", async () => {
    expect(await refusalFrom(rehearse({ rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }))).toMatchObject({
      code: "window_never_opens",
    });
    const nowhere = { environmentId: organisation.window.id, after: weekly };
    expect(await refusalFrom(call(plansProcedures.rehearseWindow, nowhere, asManager))).toMatchObject({
      code: "not_found",
      field: "environmentId",
    });
  });
});

describe("a freeze before it is saved", () => {
  const twoDays = { zone: "UTC", localStart: "2026-11-24T00:00", durationMinutes: 1_440, grade: "closed" as const };

  it("that comes once is replayed on the same weekdays a year earlier, and hits what is booked", async () => {
    await aDeparted(db, organisation, { start: new Date("2025-11-25T08:00:00Z") });
    await departed(17, "05:00");
    const slot = await booked("4.2.0");
    const { past, coming, notes, hours } = await call(plansProcedures.rehearseFreeze, { after: twoDays }, asManager);
    expect(past).toMatchObject({ deployments: 2, blocked: { total: 1 } });
    expect(coming.affected).toMatchObject([{ change: "blocked", slot: { id: slot.id } }]);
    expect(notes).toEqual([expect.stringContaining("a year earlier")]);
    const production = hours.find(({ environmentName }) => environmentName === "Production");
    // One opening of six hours less in thirteen weeks.
    expect((production?.before ?? 0) - (production?.after ?? 0)).toBeCloseTo(6 / 13, 5);
  });

  it("that comes once says how much usually leaves in as long a time, where that is more than next to nothing", async () => {
    for (const day of [10, 12, 17, 19]) await departed(day, "05:00");
    const fortnight = { ...twoDays, durationMinutes: 14 * 1_440 };
    const { notes } = await call(plansProcedures.rehearseFreeze, { after: fortnight }, asManager);
    expect(notes).toContain("In as long a time (14 d) 4 deployments that it would stop leave on average.");
  });

  it("every week, with its scope and grade: what it lets pass is not counted", async () => {
    await departed(17, "05:00");
    await departed(17, "05:00", { lane: 2, service: organisation.services.search });
    await departed(10, "05:00", { kind: "hotfix" });
    const after = {
      ...twoDays,
      rrule: "FREQ=WEEKLY;BYDAY=TU",
      grade: "hotfix_only" as const,
      environmentIds: [organisation.environments.production.id],
      serviceIds: [organisation.services.ledger.id],
    };
    const { past, notes } = await call(plansProcedures.rehearseFreeze, { after }, asManager);
    expect(past.blocked).toMatchObject({ total: 1, byService: [{ name: "ledger", count: 1 }] });
    expect(notes).toEqual([
      "Replayed as if it had held all year.",
      "The first deployment there was in the week of Mon 9 Nov 2026.",
    ]);
  });

  it("that is lifted lets go what it hit, and one that is narrowed what it no longer reaches", async () => {
    const slot = await booked("4.2.0");
    const freeze = await aFreeze(db, { start: at(24, "00:00"), end: at(25, "00:00") });
    const lifted = await call(plansProcedures.rehearseFreeze, { freezeId: freeze.id, after: null }, asManager);
    expect(lifted.coming.affected).toMatchObject([{ change: "freed", slot: { id: slot.id } }]);
    expect(lifted.words).toEqual([
      "Nothing was deployed there in the past year that it could have blocked.",
      "1 booked slot could open again.",
    ]);
    const after = { ...twoDays, except: { serviceIds: [organisation.services.ledger.id] } };
    const narrowed = await call(plansProcedures.rehearseFreeze, { freezeId: freeze.id, after }, asManager);
    expect(narrowed.coming).toMatchObject({ blocked: 0, freed: 1 });
  });

  it("is refused like the change itself", async () => {
    const after = { ...twoDays, localStart: "2020-01-01T00:00" };
    expect(await refusalFrom(call(plansProcedures.rehearseFreeze, { after }, asManager))).toMatchObject({
      code: "window_never_opens",
    });
    const unknown = { freezeId: organisation.window.id, after: null };
    expect(await refusalFrom(call(plansProcedures.rehearseFreeze, unknown, asManager))).toMatchObject({
      code: "not_found",
    });
  });
});

describe("a freeze whose times come from no rule, before it is saved", () => {
  const day = (date: string) => [
    "BEGIN:VEVENT",
    `UID:${date}`,
    "SUMMARY:Fair",
    `DTSTART;VALUE=DATE:${date}`,
    "END:VEVENT",
  ];
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", ...day("20261117"), ...day("20261124"), "END:VCALENDAR", ""].join(
    "\r\n",
  );
  const aCalendar = (more: object = {}) =>
    call(calendarsProcedures.create, { name: "Fairs", zone: "Europe/Berlin", text, ...more }, asManager);
  const rehearse = async (freezeId: string | undefined, after: object) => {
    const input = { freezeId, after: { grade: "closed" as const, ...after } };
    const { past, coming } = await call(plansProcedures.rehearseFreeze, input, asManager);
    const { blocked, freed } = past;
    return { blocked: [blocked.total, coming.blocked], freed: [freed.total, coming.freed] };
  };
  beforeEach(async () => {
    await departed(17, "05:00");
    await booked("4.2.0");
  });

  it("a calendar's, goes on closing at its events: another grade lets go, the same one changes nothing", async () => {
    await aCalendar({ use: "freeze", freeze: { grade: "closed" } });
    const [freeze] = (await call(freezesProcedures.list, {}, asManager)).freezes;
    expect(await rehearse(freeze?.id, {})).toEqual({ blocked: [0, 0], freed: [0, 0] });
    expect(await rehearse(freeze?.id, { grade: "no_train" })).toEqual({ blocked: [0, 0], freed: [1, 1] });
  });

  it("a calendar's that only marks so far, or one that is not kept yet: its events as they would close", async () => {
    const { closing } = await call(
      calendarsProcedures.preview,
      { text, zone: "Europe/Berlin", freeze: { grade: "closed" } },
      asManager,
    );
    const periods = closing?.rehearsed?.map(({ start, end }) => ({
      start: start.toISOString(),
      end: end.toISOString(),
    }));
    expect(await rehearse(undefined, { periods })).toEqual({ blocked: [1, 1], freed: [0, 0] });
    const { calendarId } = await aCalendar();
    expect(await rehearse(undefined, { calendarId })).toEqual({ blocked: [1, 1], freed: [0, 0] });
    const elsewhere = { environmentIds: [organisation.environments.staging.id] };
    expect(await rehearse(undefined, { calendarId, ...elsewhere })).toEqual({ blocked: [0, 0], freed: [0, 0] });
  });

  it("a stopped line's, goes on from when it was stopped: elsewhere it lets go", async () => {
    const { freezeId } = await call(freezesProcedures.stopTheLine, {}, asManager);
    const after = { environmentIds: [organisation.environments.staging.id] };
    expect(await rehearse(freezeId, after)).toEqual({ blocked: [0, 0], freed: [0, 1] });
  });

  it("must come from somewhere", async () => {
    expect(await refusalFrom(rehearse(undefined, {}))).toMatchObject({
      code: "invalid_input",
      field: "after.localStart",
    });
    expect(await refusalFrom(rehearse(undefined, { calendarId: organisation.window.id }))).toMatchObject({
      code: "not_found",
      field: "after.calendarId",
    });
  });
});

describe("an approval policy before it is saved", () => {
  const rehearse = (required: number, authorExcluded = true) =>
    call(
      plansProcedures.rehearsePolicy,
      {
        environmentId: organisation.environments.production.id,
        stages: [{ role: "release_manager" as const, required }],
        authorExcluded,
        coversTime: "occurrence" as const,
      },
      asManager,
    );

  it("finds past slots that would have lacked a signature, and booked ones that must be signed again", async () => {
    const { releaseManager, secondReleaseManager } = organisation.people;
    await departed(17, "05:00", { signedBy: [releaseManager, secondReleaseManager] });
    await departed(19, "05:00", { signedBy: [releaseManager] });
    const slot = await booked("4.2.0");
    await anApproval(db, organisation, slot, releaseManager);
    const { past, coming, words } = await rehearse(2);
    expect(past.affected).toMatchObject([{ reason: "Signatures missing: 1 release manager." }]);
    expect(coming.affected).toMatchObject([{ slot: { id: slot.id }, reason: expect.stringContaining("Rosa Release") }]);
    expect(words).toEqual([
      "Would have blocked 1 of 2 deployments of the past year.",
      "1 booked slot would have to be signed again.",
    ]);
  });

  it("does not count whoever had a hand in it", async () => {
    const { releaseManager } = organisation.people;
    const { release } = await departed(17, "05:00", { signedBy: [releaseManager] });
    await db.update(releases).set({ createdBy: releaseManager.id }).where(eq(releases.id, release.id));
    // The policy that stands excludes authors already: the relaxed one would have let it pass.
    expect((await rehearse(1, false)).past).toMatchObject({ blocked: { total: 0 }, freed: { total: 1 } });
  });
});
