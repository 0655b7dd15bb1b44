import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { releases, slotSeries } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation, returned } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;
const { db } = testDatabase();
let organisation: Organisation;
beforeEach(async () => {
  organisation = await buildOrganisation(db);
});

const reader = () => contextAs(actorOf(organisation.people.stakeholder), organisation.now);
const month = { from: "2026-11-01T00:00:00+01:00", to: "2026-12-01T00:00:00+01:00", zone: "Europe/Berlin" };
const production = () => ({ environmentIds: [organisation.environments.production.id] });
const hoursOf = (from: number, to: number) => {
  const { start } = organisation.nextOccurrence.during;
  return { start: new Date(start.getTime() + from * hour), end: new Date(start.getTime() + to * hour) };
};
const booked = async (from: number, more: Parameters<typeof aSlot>[2] = {}) => {
  const { release } = await anAcceptedRelease(db, organisation);
  return await aSlot(db, organisation, { during: hoursOf(from, from + 1), releases: [release], ...more });
};

describe("the days of a month", () => {
  it("name openings and the first slots, and count the rest by how they stand", async () => {
    const early = await booked(0);
    await booked(1);
    const { release } = await aQueuedRelease(db, organisation);
    await aSlot(db, organisation, { during: hoursOf(2, 3), releases: [release] });
    const { days } = await call(slotsProcedures.days, { ...month, ...production(), perDay: 2 }, reader());
    expect(days).toHaveLength(30);
    const tuesday = days[23];
    expect(tuesday).toMatchObject({ day: "2026-11-24", openingCount: 1 });
    expect(tuesday?.slots.map(({ id }) => id)).toContain(early.id);
    expect(tuesday?.slots).toHaveLength(2);
    expect(tuesday?.states.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it("list what is at risk before what is not, when not all fit", async () => {
    await booked(0);
    const frozen = await booked(3);
    const { start, end } = hoursOf(3, 4);
    await aFreeze(db, { name: "Audit", start, end, ...production() });
    const { days, freezes } = await call(slotsProcedures.days, { ...month, ...production(), perDay: 1 }, reader());
    expect(days[23]?.slots.map(({ id }) => id)).toEqual([frozen.id]);
    expect(freezes).toMatchObject([{ name: "Audit", environmentIds: [organisation.environments.production.id] }]);
  });

  it("show what the filter lets through", async () => {
    await booked(0);
    const count = async (filter: object) => {
      const { days } = await call(slotsProcedures.days, { ...month, ...production(), ...filter }, reader());
      return days.reduce((sum, { states }) => sum + states.reduce((all, { count: of }) => all + of, 0), 0);
    };
    const { teams, services } = organisation;
    expect(await count({})).toBe(1);
    expect(await count({ teamIds: [teams.payments.id] })).toBe(1);
    expect(await count({ teamIds: [teams.shop.id] })).toBe(0);
    expect(await count({ serviceIds: services.ledger.id })).toBe(1);
    expect(await count({ kinds: ["hotfix"] })).toBe(0);
    expect(await count({ states: ["missed"] })).toBe(0);
    expect(await count({ mine: true })).toBe(0);
  });

  it("refuse more days than a month view has", async () => {
    const long = { ...month, to: "2027-01-01T00:00:00+01:00" };
    expect(await refusalFrom(call(slotsProcedures.days, long, reader()))).toMatchObject({ field: "to" });
  });
});

describe("the timeline of a quarter", () => {
  const quarter = { ...month, to: "2027-02-01T00:00:00+01:00" };

  it("has a row for each team with slots, the days that environments open, and what people plan around", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    await db
      .update(releases)
      .set({ databaseChange: "breaking", downtimeMinutes: 40 })
      .where(eq(releases.id, release.id));
    const slot = await aSlot(db, organisation, { releases: [release] });
    const { rows, environments, milestones } = await call(
      slotsProcedures.timeline,
      { ...quarter, ...production() },
      reader(),
    );
    expect(rows).toMatchObject([
      { name: organisation.teams.payments.name, cells: [{ day: 23, states: [{ count: 1 }] }] },
    ]);
    expect(environments).toHaveLength(1);
    expect(environments[0]?.open.find(({ day }) => day === 23)).toMatchObject({ minutes: 360 });
    expect(milestones).toMatchObject([{ slotId: slot.id, kind: "downtime", title: expect.stringContaining("40 min") }]);
  });

  it("tells of more slots than asked to judge only when they are, unless a filter must know them", async () => {
    await booked(0);
    await booked(1);
    const ask = (more: object) => call(slotsProcedures.timeline, { ...quarter, ...production(), ...more }, reader());
    const quick = await ask({ judgeAtMost: 1 });
    expect(quick).toMatchObject({ isJudged: false, rows: [{ cells: [{ day: 23, count: 2, states: [] }] }] });
    const whole = await ask({ judgeAtMost: 2 });
    expect(whole.isJudged).toBe(true);
    expect(whole.rows[0]?.cells[0]?.states.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect((await ask({ judgeAtMost: 1, states: ["missed"] })).isJudged).toBe(true);
  });

  it("has a row for each environment when asked, also for those without slots", async () => {
    await booked(0);
    const { rows } = await call(slotsProcedures.timeline, { ...quarter, by: "environment" }, reader());
    const own = Object.values(organisation.environments).map(({ name }) => name);
    const mine = rows.filter(({ name }) => own.includes(name));
    expect(mine.map(({ cells }) => cells.length)).toEqual([0, 0, 0, 1]);
  });
});

describe("the search", () => {
  const found = async (query: string, context = reader()) =>
    (await call(slotsProcedures.search, { query }, context)).slots.map(({ slotId }) => slotId);

  it("finds a slot by parts of its service, version, team and note, in any order and case", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release], note: "Ask Jonas 100% first" });
    const { services, teams } = organisation;
    expect(await found(`${release.version} ${services.ledger.name.toUpperCase()}`)).toContain(slot.id);
    expect(await found(`jonas ${teams.payments.name}`)).toContain(slot.id);
    expect(await found("100% jonas")).toContain(slot.id);
    expect(await found("100_ jonas")).toEqual([]);
    expect(await found("nobody knows this")).toEqual([]);
    expect(await found("  ")).toEqual([]);
  });

  it("finds the dates of a recurring booking before their release is chosen, by its name, team, window and note", async () => {
    const { environments, teams, people, window } = organisation;
    const [series] = await returned(
      db
        .insert(slotSeries)
        .values({
          environmentId: environments.production.id,
          teamId: teams.payments.id,
          name: "Fortnightly ledger",
          zone: "Europe/Berlin",
          localStart: "2026-11-24T09:00",
          durationMinutes: 60,
          rrule: "FREQ=WEEKLY;INTERVAL=2;COUNT=2",
          createdBy: people.developer.id,
        })
        .returning(),
    );
    const date = await aSlot(db, organisation, { seriesId: series.id, note: "Choose by Friday" });
    for (const query of ["fortnightly", teams.payments.name, window.name, "by friday", `${window.name} fortnightly`]) {
      expect(await found(query), query).toContain(date.id);
    }
    const { slots } = await call(slotsProcedures.search, { query: "fortnightly" }, reader());
    expect(slots).toMatchObject([{ serviceName: null, version: null, seriesName: "Fortnightly ledger" }]);
  });

  it("shows what is to come before what was, and nothing that was given up", async () => {
    const { occurrences, now } = organisation;
    const past = occurrences.findLast(({ during }) => during.end < now);
    if (!past) throw new Error("no past opening");
    const before = await booked(0, {
      occurrenceId: past.id,
      during: { start: past.during.start, end: new Date(past.during.start.getTime() + hour) },
      note: "needle",
    });
    const ahead = await booked(0, { note: "needle" });
    await booked(2, { note: "needle", status: "cancelled" });
    expect(await found("needle")).toEqual([ahead.id, before.id]);
  });

  it("finds nothing of teams that the reader does not see", async () => {
    const slot = await booked(0, { note: "secret plan" });
    const shopOnly = await aPerson(db, {
      name: "Shop Stakeholder",
      roles: [{ role: "stakeholder", teamId: organisation.teams.shop.id }],
    });
    expect(await found("secret plan")).toEqual([slot.id]);
    expect(await found("secret plan", contextAs(actorOf(shopOnly), organisation.now))).toEqual([]);
  });
});
