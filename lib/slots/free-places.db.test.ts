import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { serviceDependencies, soakRules, teams } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze, aWindow } from "@/db/testing/window";
import { slotsProcedures } from "./procedures";

const hour = 3_600_000;
const day = 24 * hour;

let organisation: Organisation;
const db = () => testDatabase().db;
type Asked = {
  environmentId?: string;
  durationMinutes?: number;
  releaseIds?: string[];
  notBefore?: string;
  limit?: number;
};
const free = (input: Asked = {}) =>
  call(
    slotsProcedures.freeRanges,
    { environmentId: organisation.environments.production.id, durationMinutes: 60, ...input },
    contextAs(actorOf(organisation.people.developer), organisation.now),
  );
const later = (at: Date, hours: number) => new Date(at.getTime() + hours * hour);

beforeEach(async () => {
  organisation = await buildOrganisation(db());
});

describe("free places", () => {
  it("are ranked for a release: away from its own service, and the earliest with what speaks against it", async () => {
    const { start } = organisation.nextOccurrence.during;
    const { release } = await anAcceptedRelease(db(), organisation);
    await aSlot(db(), organisation, { during: { start, end: later(start, 2) }, lane: 3, releases: [release] });
    const again = (await anAcceptedRelease(db(), organisation)).release;
    const { places, none } = await free({ releaseIds: [again.id] });
    expect(none).toEqual([]);
    expect(places.map(({ during }) => during.start)).toContainEqual(later(start, 4));
    const earliest = places.find(({ during }) => during.start.getTime() === later(start, 2).getTime());
    expect(earliest?.remarks).toContainEqual({ isGood: true, words: "Earliest" });
    expect(earliest?.remarks).toContainEqual({ isGood: false, words: expect.stringContaining("is deployed to") });
    expect(places.indexOf(earliest as (typeof places)[0])).toBe(2);
  });

  it("lie in the owner's working hours, after what the service stands on", async () => {
    const { services, nextOccurrence } = organisation;
    const { start } = nextOccurrence.during;
    await db().update(teams).set({ zone: "Europe/Berlin" }).where(eq(teams.id, organisation.teams.payments.id));
    await db().insert(serviceDependencies).values({ serviceId: services.ledger.id, dependsOnId: services.search.id });
    const base = (await anAcceptedRelease(db(), organisation, { service: services.search })).release;
    const during = { start: later(start, 2), end: later(start, 3) };
    await aSlot(db(), organisation, { during, teamId: organisation.teams.shop.id, releases: [base] });
    const { release } = await anAcceptedRelease(db(), organisation);
    const { places } = await free({ releaseIds: [release.id], limit: 1 });
    // The window opens at six, the team at eight, and its base is there at nine.
    expect(places[0]?.during.start).toEqual(later(start, 3));
    const words = places[0]?.remarks.map((remark) => remark.words);
    expect(words).toContainEqual(expect.stringMatching(/^Inside Payments.*’s working hours$/));
    expect(words).toContainEqual(expect.stringMatching(/^Right after search/));
  });

  it("lie after the soak of the release, also those that a refused booking names", async () => {
    const { environments, nextOccurrence } = organisation;
    const { start } = nextOccurrence.during;
    const first = await anAcceptedRelease(db(), organisation);
    const { release } = await anAcceptedRelease(db(), organisation);
    const ids = { releaseIds: [release.id] };
    expect((await free(ids)).places[0]?.during.start).toEqual(start);
    await db()
      .insert(soakRules)
      .values({ environmentId: environments.production.id, minutes: 26 * 60 });
    const soaked = later(organisation.now, 26);

    const { places } = await free(ids);
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) {
      expect(place.during.start >= soaked).toBe(true);
      expect(place.remarks).toContainEqual({ isGood: false, words: expect.stringContaining("does not run there yet") });
    }

    await aSlot(db(), organisation, { lane: 1, releases: [first.release] });
    const during = { start: start.toISOString(), end: later(start, 1).toISOString() };
    const wish = { occurrenceId: nextOccurrence.id, lane: 1, during, ...ids };
    const developer = contextAs(actorOf(organisation.people.developer), organisation.now);
    const refused = await refusalFrom(call(slotsProcedures.book, wish, developer));
    expect(refused.code).toBe("lane_taken");
    expect(new Date(refused.nextOpen ?? 0) >= soaked).toBe(true);
  });

  it("are looked for two years ahead when the next weeks hold none", async () => {
    const start = new Date(organisation.now.getTime() + 500 * day);
    const wall = start.toISOString().slice(0, 16);
    const { staging } = organisation.environments;
    await aFreeze(db(), {
      start: organisation.now,
      end: later(organisation.now, 90 * 24),
      environmentIds: [staging.id],
    });
    const late = await aWindow(db(), staging, {
      name: "Late",
      localStart: wall,
      durationMinutes: 120,
      rrule: null,
      zone: "UTC",
      now: start,
    });
    const { places } = await free({ environmentId: staging.id });
    expect(places[0]).toMatchObject({ occurrenceId: late.occurrences[0]?.id, windowName: "Late" });
  });

  it("that are none say which rules leave no room", async () => {
    const { staging, dev } = organisation.environments;
    const year = { start: organisation.now, end: new Date(organisation.now.getTime() + 100 * day) };
    await aFreeze(db(), { name: "Year end", ...year, environmentIds: [staging.id] });
    const frozen = await free({ environmentId: staging.id });
    expect(frozen).toMatchObject({ places: [], none: [{ kind: "freeze", name: "Year end" }] });
    expect((await free({ durationMinutes: 1000 })).none).toMatchObject([
      { kind: "environment", reason: "No opening is long enough: the longest lasts 6 h, and 16 h 40 min are wanted." },
    ]);
    expect((await free({ environmentId: dev.id })).none).toMatchObject([
      { reason: expect.stringContaining("accepts deployments at any time") },
    ]);
  });

  it("are found where twenty thousand slots take everything before", async () => {
    const { qa } = organisation.environments;
    const { window } = await aWindow(db(), qa, {
      name: "Busy",
      localStart: "2026-11-24T00:00",
      durationMinutes: 1440,
      rrule: null,
      lanes: 50,
      zone: "UTC",
      now: organisation.now,
    });
    const ids = { team: organisation.teams.payments.id, by: organisation.people.developer.id };
    await db().execute(sql`
      with opening as (
        insert into occurrences (id, window_id, environment_id, original_local_start, during, lanes)
        select gen_random_uuid(), ${window.id}, ${qa.id}, to_char(at, 'YYYY-MM-DD"T"HH24:MI'), tstzrange(at, at + interval '1 day'), 40
        from generate_series(timestamptz '2026-11-25 00:00Z', timestamptz '2026-11-25 00:00Z' + interval '699 days', '1 day') as at
        returning id, during
      )
      insert into slots (id, environment_id, occurrence_id, lane, team_id, during, status, booked_by)
      select gen_random_uuid(), ${qa.id}, opening.id, lane, ${ids.team}, opening.during, 'booked', ${ids.by}
      from opening, generate_series(1, 40) as lane where lower(opening.during) < timestamptz '2026-11-25 00:00Z' + interval '500 days'`);
    const { places } = await free({
      environmentId: qa.id,
      durationMinutes: 1440,
      notBefore: "2026-11-25T00:00:00Z",
      limit: 1,
    });
    expect(places[0]?.during.start).toEqual(new Date(Date.parse("2026-11-25T00:00:00Z") + 500 * day));
  }, 60_000);
});
