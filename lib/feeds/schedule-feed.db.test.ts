import { eq } from "drizzle-orm";
import ICAL from "ical.js";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { services, shareLinks, slots } from "@/db/schema";
import { buildOrganisation, type Organisation, returned } from "@/db/testing/organisation";
import { aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { shareToken } from "@/lib/auth/share-token";
import { answerScheduleFeed } from "./answer-schedule-feed";

const { db } = testDatabase();
let organisation: Organisation;
let token: string;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
});
beforeEach(async () => {
  await db.delete(slots);
  const [link] = await returned(
    db.insert(shareLinks).values({ name: "feed", createdBy: organisation.people.releaseManager.id }).returning(),
  );
  token = shareToken(link.id);
});

const fetchFeed = (headers: Record<string, string> = {}, now = organisation.now, of = token) =>
  answerScheduleFeed(db, of, new Request("http://feed.example/", { headers }), now);

/** A calendar program: keeps one event per UID, takes a newer SEQUENCE, drops what is cancelled. */
class CalendarProgram {
  readonly kept = new Map<string, ICAL.Event>();

  async subscribe(response: Response): Promise<void> {
    const calendar = new ICAL.Component(ICAL.parse(await response.text()));
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      const known = this.kept.get(event.uid);
      if (known && known.sequence > event.sequence) continue;
      if (component.getFirstPropertyValue("status") === "CANCELLED") this.kept.delete(event.uid);
      else this.kept.set(event.uid, event);
    }
  }

  get shown() {
    return [...this.kept.values()].map((event) => [event.summary, event.startDate.toJSDate().toISOString()]);
  }
}

const laterSlot = (hours: number) => {
  const start = new Date(organisation.nextOccurrence.during.start.getTime() + hours * 3_600_000);
  return { start, end: new Date(start.getTime() + 3_600_000) };
};

describe("case 28: a calendar program that fetches again", () => {
  it("updates its events and never doubles them; a cancelled slot disappears, a missed one too", async () => {
    const program = new CalendarProgram();
    const release = await aRelease(db, organisation, { version: "3.8.1" });
    const moving = await aSlot(db, organisation, { releases: [release] });
    const other = await aSlot(db, organisation, { lane: 2, during: laterSlot(1) });
    await program.subscribe(await fetchFeed());
    await program.subscribe(await fetchFeed());
    expect(program.shown).toEqual([
      ["ledger 3.8.1 → Production", "2026-11-24T05:00:00.000Z"],
      ["Slot → Production", "2026-11-24T06:00:00.000Z"],
    ]);

    await db
      .update(slots)
      .set({ during: laterSlot(3), sequence: 1 })
      .where(eq(slots.id, moving.id));
    await program.subscribe(await fetchFeed());
    expect(program.shown).toContainEqual(["ledger 3.8.1 → Production", "2026-11-24T08:00:00.000Z"]);
    expect(program.kept.size).toBe(2);

    await db.update(slots).set({ status: "cancelled", sequence: 2 }).where(eq(slots.id, moving.id));
    const missedGates = [{ gate: "freeze", title: "Freeze", reason: "closed" }];
    await db.update(slots).set({ status: "missed", missedGates, sequence: 1 }).where(eq(slots.id, other.id));
    await program.subscribe(await fetchFeed());
    expect(program.shown).toEqual([]);
  });

  it("is told of a cancelled slot for 90 days, long enough for a program that was off", async () => {
    const slot = await aSlot(db, organisation, { status: "cancelled" });
    const daysLater = (days: number) => new Date(slot.during.end.getTime() + days * 86_400_000);
    expect(await (await fetchFeed({}, daysLater(89))).text()).toContain("STATUS:CANCELLED");
    expect(await (await fetchFeed({}, daysLater(91))).text()).not.toContain("BEGIN:VEVENT");
  });

  it("gets 304 while nothing changed, at whatever moment it asks, and the new bytes when something did", async () => {
    const slot = await aSlot(db, organisation);
    const first = await fetchFeed();
    const etag = first.headers.get("etag") ?? "";
    const soon = new Date(organisation.now.getTime() + 3_600_000);
    const again = await fetchFeed({ "if-none-match": `"old", W/${etag}` }, soon);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    await db.update(slots).set({ sequence: 1 }).where(eq(slots.id, slot.id));
    expect((await fetchFeed({ "if-none-match": etag }, soon)).status).toBe(200);
  });
});

describe("an event", () => {
  it("is in UTC, says how firm it is, and keeps one id for ever", async () => {
    const slot = await aSlot(db, organisation, { sequence: 4 });
    const text = await (await fetchFeed()).text();
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    const value = (name: string) => String(event?.getFirstPropertyValue(name));
    expect(value("uid")).toBe(`${slot.id}@signalbox`);
    expect(value("sequence")).toBe("4");
    expect(text).toContain("DTSTART:20261124T050000Z\r\n");
    expect(text).toContain("DTEND:20261124T060000Z\r\n");
    expect(text).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/);
    expect(text).toMatch(/\r\nLAST-MODIFIED:\d{8}T\d{6}Z\r\n/);
    // Nothing is booked into it and nobody has signed: it may yet not happen.
    expect(value("status")).toBe("TENTATIVE");
  });

  it.each([
    'a,b;c\\d:e"f',
    "line\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil",
    "carriage\r\nSUMMARY:evil\rreturn",
    "separators\u2028and\u2029and\u0085",
    "control\u0001\u0008\u001b[31m\u007f",
    "\u202eright to left",
    "ÄÖÜ 日本語 🚂🚃🚄🚅🚆🚇🚈🚉🚊🚋🚌🚍🚂🚃🚄🚅🚆🚇🚈🚉🚊🚋🚌🚍🚂🚃🚄🚅🚆🚇🚈🚉🚊🚋🚌🚍",
    "x".repeat(500),
  ])("carries the hostile text %j literally, in one event, in lines of at most 75 bytes", async (text) => {
    const { ledger } = organisation.services;
    await db.update(services).set({ name: text }).where(eq(services.id, ledger.id));
    await aSlot(db, organisation, { releases: [await aRelease(db, organisation, { summary: text })] });
    const body = await (await fetchFeed()).text();
    const events = new ICAL.Component(ICAL.parse(body)).getAllSubcomponents("vevent");
    expect(events).toHaveLength(1);
    const summary = String(events[0]?.getFirstPropertyValue("summary"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a calendar cannot hold is what is looked for.
    const held = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
    expect(summary.startsWith(held)).toBe(true);
    for (const line of body.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    await db.update(services).set({ name: "ledger" }).where(eq(services.id, ledger.id));
  });
});

describe("the link of a feed", () => {
  it("is 404 when it never was one, and 410 once it is revoked, so that programs end the subscription", async () => {
    expect((await fetchFeed({}, organisation.now, "guess")).status).toBe(404);
    await db.update(shareLinks).set({ revokedAt: organisation.now });
    const gone = await fetchFeed();
    expect(gone.status).toBe(410);
    expect(await gone.text()).not.toContain("BEGIN");
  });

  it("is not to be indexed, and told to no other site", async () => {
    const { headers } = await fetchFeed();
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  });
});
