import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { call } from "@orpc/server";
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, calendarEvents, calendars, freezePeriods, freezes } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { maxCalendarBytes } from "@/lib/feeds/read-calendar";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";
import { askForDueCalendars } from "./commands/refresh";
import { calendarsProcedures as procedures } from "./procedures";
import { loadMarks } from "./queries/marks";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Answer;
const requests: IncomingMessage[] = [];
/** A real server on the loopback, which an administrator has allowed by host and port. */
const server = createServer((request, response) => {
  requests.push(request);
  answer(request, response);
});
const port = Number(process.env.SIGNALBOX_WEBHOOK_ALLOW?.split(":")[1]);
await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
const address = (path: string) => `http://127.0.0.1:${port}${path}`;

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
});
beforeEach(() => {
  requests.length = 0;
  answer = (_, response) => response.writeHead(404).end();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ics = (...lines: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (uid: string, title: string, ...lines: string[]) => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  `SUMMARY:${title}`,
  ...lines,
  "END:VEVENT",
];
const christmas = ics(...event("x", "Christmas Day", "DTSTART;VALUE=DATE:20251225", "RRULE:FREQ=YEARLY"));
/** Tuesday 24 November, when Production opens. */
const fair = ics(...event("f", "Trade fair", "DTSTART;VALUE=DATE:20261124"));
const serving =
  (text: string, etag?: string): Answer =>
  (_, response) =>
    response.writeHead(200, etag ? { etag } : {}).end(text);

const file = (name: string, text: string, more: object = {}) =>
  call(procedures.create, { name, zone: "Europe/Berlin", text, ...more }, asManager);
const subscribe = (name: string, path: string, more: object = {}) =>
  call(procedures.create, { name, zone: "Europe/Berlin", url: address(path), ...more }, asManager);
const titles = async (calendarId: string) =>
  (await db.select().from(calendarEvents).where(eq(calendarEvents.calendarId, calendarId)))
    .map(({ title }) => title)
    .sort();
const year = { start: new Date("2026-11-01T00:00:00Z"), end: new Date("2027-11-01T00:00:00Z") };
const decision = async (at: string) =>
  (await call(windowsProcedures.status, { environment: "Production", at }, asManager)).decision;

describe("a calendar from a file", () => {
  it("marks its days, whole days of its own zone, recurrences expanded to the planning horizon", async () => {
    const { calendarId, events } = await file("Holidays", christmas);
    expect(events).toBe(3);
    const marks = (await loadMarks(db, year)).filter(({ calendarName }) => calendarName === "Holidays");
    expect(marks).toMatchObject([
      {
        title: "Christmas Day",
        allDay: true,
        during: { start: new Date("2026-12-24T23:00:00Z"), end: new Date("2026-12-25T23:00:00Z") },
      },
    ]);
    expect(await call(procedures.get, { calendarId }, asManager)).toMatchObject({
      events: 3,
      coming: 2,
      host: null,
      fetchError: null,
    });
  });

  it("is refused with the line and the reason when it is broken, and nothing of it is kept", async () => {
    const broken = ics(
      ...event("a", "Good", "DTSTART;VALUE=DATE:20261224"),
      ...event("b", "Bad", "DTSTART;VALUE=DATE:20190938"),
    );
    const refusal = await refusalFrom(file("Broken", broken));
    expect(refusal).toMatchObject({ code: "calendar_unreadable", status: 400, field: "text" });
    expect(refusal.message).toContain('Line 11: DTSTART "20190938" is no day');
    expect(refusal.rules).toMatchObject([{ name: "Line 11" }]);
    expect(await db.select().from(calendars).where(eq(calendars.name, "Broken"))).toEqual([]);
  });

  it("keeps hostile titles as the text they are", async () => {
    const title = "<script>alert(1)</script> '; drop table calendars; --";
    const { calendarId } = await file(
      "Hostile",
      ics(...event("h", title.replace(";", "\\;").replace(/; --/, "\\; --"), "DTSTART;VALUE=DATE:20261224")),
    );
    expect(await titles(calendarId)).toEqual([title]);
  });

  it("of more than 4 MB is refused before it is read", async () => {
    const huge = "x".repeat(maxCalendarBytes + 1);
    expect(await refusalFrom(file("Huge", huge))).toMatchObject({ code: "invalid_input", field: "text" });
  });

  it("takes a newer file in place of the last one, and a broken one changes nothing", async () => {
    const { calendarId } = await file("Company days", christmas);
    await call(procedures.replaceEvents, { calendarId, text: fair }, asManager);
    expect(await titles(calendarId)).toEqual(["Trade fair"]);
    expect(
      await refusalFrom(call(procedures.replaceEvents, { calendarId, text: "no calendar" }, asManager)),
    ).toMatchObject({ code: "calendar_unreadable" });
    expect(await titles(calendarId)).toEqual(["Trade fair"]);
  });
});

describe("a calendar as a freeze", () => {
  const closing = { use: "freeze", freeze: { grade: "closed" } } as const;

  it("shows whom it would hit, then really closes: evaluator, list and stretches with their names", async () => {
    const release = await aRelease(db, organisation, { version: "5.0.0" });
    await aSlot(db, organisation, { releases: [release] });
    const preview = await call(
      procedures.preview,
      { text: fair, zone: "Europe/Berlin", freeze: { grade: "closed" } },
      asManager,
    );
    expect(preview).toMatchObject({ coming: 1, past: 0, closing: { stretches: 1, hitCount: 1 } });
    expect(await decision("2026-11-24T06:00:00Z")).toBe("open");
    const { calendarId } = await file("Fair", fair, closing);
    expect(await decision("2026-11-24T06:00:00Z")).toBe("closed");
    const { freezes: listed } = await call(freezesProcedures.list, {}, asManager);
    const own = listed.find((freeze) => freeze.calendarId === calendarId);
    expect(own).toMatchObject({
      name: "Fair",
      nextPeriod: { start: new Date("2026-11-23T23:00:00Z"), end: new Date("2026-11-24T23:00:00Z") },
    });
    expect(
      await db
        .select({ label: freezePeriods.label })
        .from(freezePeriods)
        .where(eq(freezePeriods.freezeId, own?.id ?? "")),
    ).toEqual([{ label: "Trade fair" }]);
    // As marks it closes nothing any more, and its freeze stays on the record; and back again.
    await call(procedures.change, { calendarId, use: "mark" }, asManager);
    expect(await decision("2026-11-24T06:00:00Z")).toBe("open");
    expect(await refusalFrom(call(freezesProcedures.reinstate, { freezeId: own?.id ?? "" }, asManager))).toMatchObject({
      code: "wrong_state",
    });
    await call(procedures.change, { calendarId, use: "freeze", freeze: { grade: "closed" } }, asManager);
    expect(await decision("2026-11-24T06:00:00Z")).toBe("closed");
    // A newer file moves the fair: the freeze follows.
    await call(procedures.replaceEvents, { calendarId, text: fair.replace("20261124", "20261125") }, asManager);
    expect(await decision("2026-11-24T06:00:00Z")).toBe("open");
    await call(procedures.archive, { calendarId }, asManager);
    expect(
      await db
        .select()
        .from(freezes)
        .where(and(eq(freezes.calendarId, calendarId), isNull(freezes.liftedAt))),
    ).toEqual([]);
  });

  it("counts all that it would hit and all that would pass, and lists the first of each", async () => {
    const { teams, occurrences } = organisation;
    const opening = occurrences.at(-1);
    if (opening === undefined) throw new Error("nothing opens");
    const minutes = (lane: number, teamId: string, count: number) =>
      Array.from({ length: count }, (_, minute) => {
        const start = new Date(opening.during.start.getTime() + minute * 60_000);
        const during = { start, end: new Date(start.getTime() + 60_000) };
        return { occurrenceId: opening.id, lane, teamId, during };
      });
    for (const slot of [...minutes(1, teams.payments.id, 61), ...minutes(2, teams.shop.id, 54)])
      await aSlot(db, organisation, slot);
    const day = opening.during.start.toISOString().slice(0, 10).replaceAll("-", "");
    const text = ics(...event("busy", "Busy day", `DTSTART;VALUE=DATE:${day}`));
    const { closing: whom } = await call(
      procedures.preview,
      { text, zone: "Europe/Berlin", freeze: { grade: "closed", teamIds: [teams.payments.id] } },
      asManager,
    );
    expect(whom).toMatchObject({ hitCount: 61, passingCount: 54 });
    expect([whom?.hits.length, whom?.passing.length]).toEqual([50, 50]);
  });

  it("needs to know what it closes, and refuses a scope with something unknown in it", async () => {
    expect(await refusalFrom(file("Unsaid", fair, { use: "freeze" }))).toMatchObject({
      code: "invalid_input",
      field: "freeze",
    });
    const unknown = { grade: "closed", teamIds: ["01a1fd72-6c61-7de7-ac71-086e4ac76d00"] };
    expect(await refusalFrom(file("Unknown", fair, { use: "freeze", freeze: unknown }))).toMatchObject({
      code: "not_found",
      field: "freeze.teamIds",
    });
  });
});

describe("a subscription", () => {
  it("is fetched, keeps its address sealed, and asks with its ETag the next time", async () => {
    answer = serving(christmas, '"v1"');
    const { calendarId } = await subscribe("Subscribed", "/secret-token/holidays.ics");
    const [row] = await db.select().from(calendars).where(eq(calendars.id, calendarId));
    expect(row).toMatchObject({ etag: '"v1"', urlHost: `127.0.0.1:${port}` });
    expect(JSON.stringify(row)).not.toContain("secret-token");
    expect(JSON.stringify(await db.select().from(auditEvents))).not.toContain("secret-token");
    answer = (_, response) => response.writeHead(304).end();
    expect(await call(procedures.refresh, { calendarId }, asManager)).toEqual({ outcome: "unchanged" });
    expect(requests.at(-1)?.headers["if-none-match"]).toBe('"v1"');
    expect(await titles(calendarId)).toHaveLength(3);
  });

  it("keeps the old events when a fetch fails or brings something broken, and says why until one succeeds", async () => {
    answer = serving(christmas);
    const { calendarId } = await subscribe("Shaky", "/shaky.ics");
    const error = async () => (await call(procedures.get, { calendarId }, asManager)).fetchError;
    answer = (_, response) => response.writeHead(503).end();
    expect(await call(procedures.refresh, { calendarId }, asManager)).toMatchObject({ outcome: "failed" });
    expect(await error()).toContain("The server answered 503");
    answer = serving(ics(...event("b", "Bad", "DTSTART:2026")));
    await call(procedures.refresh, { calendarId }, asManager);
    expect(await error()).toContain("Line 6: DTSTART");
    answer = serving("<!doctype html><title>Sign in</title>");
    await call(procedures.refresh, { calendarId }, asManager);
    expect(await error()).toContain("a web page and no calendar");
    expect(await titles(calendarId)).toHaveLength(3);
    answer = serving(fair);
    expect(await call(procedures.refresh, { calendarId }, asManager)).toEqual({ outcome: "read", events: 1 });
    expect(await error()).toBeNull();
    expect(await titles(calendarId)).toEqual(["Trade fair"]);
  });

  it("reads no more than 4 MB of an endless answer, and keeps nothing of it", async () => {
    let sent = 0;
    answer = (_, response) => {
      const chunk = Buffer.alloc(64 * 1024, "x");
      const more = () => {
        while (!response.destroyed && sent < 50 * 1024 * 1024) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    };
    const refusal = await refusalFrom(subscribe("Endless", "/endless.ics"));
    expect(refusal).toMatchObject({
      code: "calendar_unreachable",
      field: "url",
      message: expect.stringContaining("larger than 4 MB"),
    });
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it.each([
    ["http://calendar.example.com/a.ics", "fetched by https"],
    ["https://user:secret@calendar.example.com/a.ics", "user name or password"],
    ["https://127.0.0.1/a.ics", "inside the network"],
    ["https://169.254.169.254/latest", "inside the network"],
    ["https://[::ffff:10.0.0.1]/a.ics", "inside the network"],
    ["ftp://calendar.example.com/a.ics", "fetched by https"],
    ["no address", "no address"],
  ])("of %s is refused when it is saved", async (url, reason) => {
    const refusal = await refusalFrom(call(procedures.create, { name: "Forbidden", zone: "UTC", url }, asManager));
    expect(refusal).toMatchObject({
      code: "target_address_forbidden",
      field: "url",
      message: expect.stringContaining(reason),
    });
    expect(requests).toEqual([]);
  });

  it("is not led on to a forbidden address, and follows an allowed one", async () => {
    answer = (_, response) => response.writeHead(302, { location: "https://10.0.0.1/inside.ics" }).end();
    expect(await refusalFrom(subscribe("Led astray", "/a.ics"))).toMatchObject({
      code: "calendar_unreachable",
      message: expect.stringContaining("leads on to another address"),
    });
    answer = (request, response) =>
      request.url === "/b.ics"
        ? response.writeHead(301, { location: "/c.ics" }).end()
        : serving(christmas)(request, response);
    expect(await subscribe("Led on", "/b.ics")).toMatchObject({ events: 3 });
  });

  it("is asked for by one worker when its time has come, and not twice", async () => {
    const due = new Date(organisation.now.getTime() + 40 * 86_400_000);
    const first = await db.transaction((tx) => askForDueCalendars(tx, due));
    expect(first).toBeGreaterThan(0);
    expect(await db.transaction((tx) => askForDueCalendars(tx, due))).toBe(0);
  });
});
