import { call } from "@orpc/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation, testNow } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { planActs } from "@/db/testing/plan-acts";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";
import { plansProcedures } from "./procedures";

/** A plan is that of the whole installation, so each test has one of its own. */
let database: TestDatabase;
let db: Database;
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;
const { exported, compare, carryOut, inShort } = planActs(() => asAdmin);

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now, db);
});
afterEach(() => database.drop());

describe("the export of a plan", () => {
  it("is the same to the byte as long as nothing changes, and comparing it finds nothing to do", async () => {
    const text = await exported();
    expect(await exported()).toBe(text);
    expect(await compare(text, true)).toMatchObject({ changes: [], undeclared: [], notes: [] });
  });

  it("holds the extra dates of windows and freezes, and takes them back in as they were", async () => {
    const freeze = {
      name: "Friday noons",
      grade: "closed" as const,
      zone: "Europe/Berlin",
      localStart: "2026-12-04T12:00",
      durationMinutes: 60,
      rrule: "FREQ=WEEKLY;BYDAY=FR",
      rdates: ["2026-12-30T12:00"],
    };
    const asManager = contextAs(actorOf(organisation.people.releaseManager), testNow, db);
    const { freezeId } = await call(freezesProcedures.create, freeze, asManager);
    const text = await exported();
    expect(text).toContain("2026-12-30T12:00");
    expect((await compare(text, true)).changes).toEqual([]);
    const later = text.replace("2026-12-30T12:00", "2026-12-31T12:00");
    expect(inShort(await compare(later))).toEqual([
      "change freezes Friday noons; Also 2026-12-30 12:00 → 2026-12-31 12:00",
    ]);
    await carryOut(later);
    expect(await call(freezesProcedures.get, { freezeId }, asManager)).toMatchObject({
      rdates: ["2026-12-31T12:00"],
      periods: expect.arrayContaining([
        { during: { start: new Date("2026-12-31T11:00:00Z"), end: new Date("2026-12-31T12:00:00Z") }, label: "" },
      ]),
    });
  });

  it("never holds a secret", async () => {
    expect(await exported()).not.toMatch(/whsec_|secret/i);
  });

  it("says which series still goes by an earlier rule: a window is written as what it goes on with", async () => {
    const { window } = organisation;
    const from = organisation.occurrences.find(({ during }) => during.start > new Date("2026-12-01T12:00:00Z"));
    const split = { windowId: window.id, occurrenceId: from?.id ?? "", lanes: 5 };
    await call(windowsProcedures.split, split, contextAs(actorOf(organisation.people.releaseManager), testNow, db));
    const { text, notes } = await call(plansProcedures.export, undefined, asAdmin);
    expect(text).toContain("lanes: 5");
    expect(text).not.toContain("lanes: 3");
    expect(notes).toEqual([
      "Production in Production goes by an earlier rule until Tue 1 Dec 2026, which is not in the file.",
    ]);
    expect((await compare(text, true)).changes).toEqual([]);
  });

  it("is for those who read the whole plan: a stakeholder of one team would read what is hidden from them", async () => {
    const one = { role: "stakeholder" as const, teamId: organisation.teams.shop.id };
    const person = await aPerson(db, { name: "Only Shop", roles: [one] });
    const asOne = contextAs(actorOf(person), organisation.now, db);
    expect(await refusalFrom(call(plansProcedures.export, undefined, asOne))).toMatchObject({ code: "forbidden" });
  });
});
