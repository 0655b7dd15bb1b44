import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { departures, trains } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { importProcedures } from "./procedures/import";

/* Published timetables lie beside the repository, are not shipped with it, and are skipped with a line where they are absent. */
const data = fileURLToPath(new URL("../../../shared/data/calendars/", import.meta.url));
const there = existsSync(data);
if (!there) process.stderr.write(`skipped: import of published timetables, ${data} is absent\n`);

const head = "train,departure,milestone,at\n";
let org: Organisation;
const db = () => testDatabase().db;
const manager = () => contextAs(actorOf(org.people.releaseManager), org.now);
const input = (text: string, more: object = {}) => ({
  text,
  zone: org.zone,
  environmentIds: [org.environments.production.id],
  ...more,
});
const take = (text: string, more?: object) => call(importProcedures.importTimetable, input(text, more), manager());
const look = (text: string) => {
  const { environmentIds: _, ...reading } = input(text);
  return call(importProcedures.previewImport, reading, manager());
};

beforeAll(async () => {
  org = await buildOrganisation(db());
});

describe("importing a timetable of dates", () => {
  it("makes its trains with every departure and its milestones; what has left already is history", async () => {
    const text = `${head}Shop,Autumn,departure,2026-10-06\nShop,Winter,departure,2026-12-08T11:00\nShop,Winter,cutoff,2026-12-01\n`;
    expect(await look(text)).toMatchObject({ trains: 1, departures: 2, past: 1, faults: 0 });
    expect(await take(text)).toEqual({ trains: 1, departures: 2, leftOut: 0 });
    const [train] = await db().select().from(trains).where(eq(trains.name, "Shop"));
    expect(train).toMatchObject({ rrule: null, localStart: "2026-10-06T10:00", rdates: ["2026-12-08T11:00"] });
    const rows = await db()
      .select()
      .from(departures)
      .where(eq(departures.trainId, train?.id ?? ""))
      .orderBy(departures.departsAt);
    expect(rows.map(({ label, status }) => [label, status])).toEqual([
      ["Autumn", "arrived"],
      ["Winter", "scheduled"],
    ]);
    expect(rows[1]).toMatchObject({
      cutOffAt: new Date("2026-12-01T16:00:00Z"),
      departsAt: new Date("2026-12-08T10:00:00Z"),
    });
  });

  it("takes nothing when one row makes no sense, and says which and why", async () => {
    const text = `${head}Sound,A,departure,2026-12-08\nBroken,B,departure,2019-09-38\n`;
    const refusal = await refusalFrom(take(text));
    expect(refusal).toMatchObject({ code: "invalid_input", field: "text" });
    expect(refusal.rules).toMatchObject([{ name: "line 3" }]);
    expect(refusal.message).toContain("2019-09-38");
    expect(await db().$count(trains, eq(trains.name, "Sound"))).toBe(0);
  });

  it("takes the rest when that is said", async () => {
    const text = `${head}Sound,A,departure,2026-12-08\nBroken,B,departure,2019-09-38\n`;
    expect(await take(text, { leaveOutFaulty: true })).toEqual({ trains: 1, departures: 1, leftOut: 1 });
    expect(await db().$count(trains, eq(trains.name, "Broken"))).toBe(0);
  });

  it("refuses a train whose name is taken, and environments that are not there", async () => {
    const text = `${head}Taken,A,departure,2026-12-08\n`;
    await take(text);
    expect((await refusalFrom(take(text.replace("Taken", "taken")))).rules).toMatchObject([{ name: "taken" }]);
    const nowhere = ["00000000-0000-7000-8000-000000000000"];
    const refusal = await refusalFrom(take(`${head}Lost,A,departure,2026-12-08\n`, { environmentIds: nowhere }));
    expect(refusal).toMatchObject({ code: "not_found", field: "environmentIds" });
  });

  it.runIf(there)("takes 464 products with 8,351 cycles as they are published", async () => {
    const text = readFileSync(`${data}endoflife/products.json`, "utf8");
    expect(await look(text)).toMatchObject({ format: "endoflife", trains: 464, departures: 8351, faults: 0 });
    const before = await db().$count(departures);
    expect(await take(text)).toEqual({ trains: 464, departures: 8351, leftOut: 0 });
    expect((await db().$count(departures)) - before).toBe(8351);
  });

  it.runIf(there)("takes the schedules of Node.js and Chromium", async () => {
    expect(await take(readFileSync(`${data}nodejs/schedule.json`, "utf8"))).toMatchObject({ trains: 5 });
    expect(await take(readFileSync(`${data}chromium/milestones-M141-143.json`, "utf8"))).toEqual({
      trains: 1,
      departures: 3,
      leftOut: 0,
    });
  });
});
