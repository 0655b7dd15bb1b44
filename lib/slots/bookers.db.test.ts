import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { windowTeams } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aWindow } from "@/db/testing/window";
import { slotsProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asDeveloper: ReturnType<typeof contextAs>;
let place: { occurrenceId: string; during: { start: string; end: string } };

/** Production's window is Shop's from here on; a second one on Friday is for everybody. */
beforeEach(async () => {
  organisation = await buildOrganisation(db);
  const { people, now, window, teams, environments, nextOccurrence } = organisation;
  asDeveloper = contextAs(actorOf(people.developer), now);
  await db.insert(windowTeams).values({ windowId: window.id, teamId: teams.shop.id });
  const name = `Fridays ${window.id}`;
  await aWindow(db, environments.production, {
    name,
    localStart: "2026-11-27T06:00",
    durationMinutes: 120,
    rrule: null,
    now,
  });
  place = {
    occurrenceId: nextOccurrence.id,
    during: { start: "2026-11-24T05:00:00Z", end: "2026-11-24T06:00:00Z" },
  };
});

const releaseOf = async (service: "ledger" | "search") =>
  (await anAcceptedRelease(db, organisation, { service: organisation.services[service] })).release.id;

describe("a window that is for some teams", () => {
  it("is booked by their releases alone; the refusal names them and what is free for others", async () => {
    const refusal = await refusalFrom(
      call(procedures.book, { ...place, releaseIds: [await releaseOf("ledger")] }, asDeveloper),
    );
    const { shop } = organisation.teams;
    expect(refusal).toMatchObject({ code: "not_a_booker", status: 403, nextOpen: "2026-11-27T05:00:00.000Z" });
    expect(refusal.message).toBe(`${organisation.window.name} is for ${shop.name}: other teams cannot book in it.`);
    expect(
      await call(procedures.book, { ...place, releaseIds: [await releaseOf("search")] }, asDeveloper),
    ).toMatchObject({ lane: 1 });
  });

  it("is neither held nor moved into for another team", async () => {
    const ledger = await releaseOf("ledger");
    expect(await refusalFrom(call(procedures.hold, { ...place, releaseIds: [ledger] }, asDeveloper))).toMatchObject({
      code: "not_a_booker",
    });
    const [friday] = (
      await call(
        procedures.freeRanges,
        { environmentId: organisation.environments.production.id, releaseIds: [ledger] },
        asDeveloper,
      )
    ).places;
    if (!friday?.occurrenceId) throw new Error("nothing is free");
    const during = { start: friday.during.start.toISOString(), end: friday.during.end.toISOString() };
    const { slotId } = await call(
      procedures.book,
      { occurrenceId: friday.occurrenceId, during, releaseIds: [ledger] },
      asDeveloper,
    );
    expect(await refusalFrom(call(procedures.move, { slotId, ...place }, asDeveloper))).toMatchObject({
      code: "not_a_booker",
    });
  });

  it("is proposed to those who may book in it alone", async () => {
    const placesFor = async (service: "ledger" | "search") =>
      (
        await call(
          procedures.freeRanges,
          { environmentId: organisation.environments.production.id, releaseIds: [await releaseOf(service)], limit: 1 },
          asDeveloper,
        )
      ).places[0]?.windowName;
    expect(await placesFor("search")).toBe(organisation.window.name);
    expect(await placesFor("ledger")).toMatch(/^Fridays/);
  });
});
