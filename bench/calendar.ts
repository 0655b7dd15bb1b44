import { call } from "@orpc/server";
import type { Page, Browser as PlaywrightBrowser } from "@playwright/test";
import { eq } from "drizzle-orm";
import { type Connection, connect } from "@/db/client";
import { installation } from "@/db/schema";
import { type Booker, prepareBookers } from "@/db/testing/bookers";
import { sessionCookieName, writeSession } from "@/lib/auth/session-token";
import { slotsProcedures } from "@/lib/slots/procedures";
import type { Range } from "@/lib/time/range";
import { dragSteps } from "./calendar/drag-steps";
import { type Drawn, openDrawn, type PageToDraw } from "./calendar/drawn";
import { eventsOf } from "./calendar/events-of";
import { measureLive } from "./calendar/live";
import { preparePlan, zone } from "./calendar/prepare-plan";
import { startYardsticks, yardsticks } from "./calendar/yardstick-server";
import type { BenchPart, Figure } from "./part";
import { median, percentile } from "./percentiles";
import { openBrowser } from "./schedule/measure-page";

/** The first bookers take a lane each; the one after them tests. */
const lanes = 50;
const loads = 5;

/** Calendars of thousands of slots in a real browser, beside those that many products are built with. */
export const calendarPart: BenchPart = {
  name: "calendar",
  async run({ databaseUrl, startWeb, say }) {
    const connection = connect(databaseUrl, { name: "signalbox-bench" });
    const others = await startYardsticks();
    const browser = await openBrowser();
    try {
      const { db } = connection;
      const now = new Date();
      await db.update(installation).set({ setUpAt: now, setupTokenHash: null }).where(eq(installation.id, 1));
      say("preparing a week and a quarter of 5,000 slots each");
      const ground = await prepareBookers(db, now, lanes + 1);
      const plan = await preparePlan(db, ground, now);
      await connection.pool.query("analyze");
      const [reader] = ground.bookers;
      if (!reader) throw new Error("nobody reads");
      const web = await startWeb();
      const address = (view: string, env: string, at: Date) =>
        `${web.url}/schedule?view=${view}&env=${env}&day=${at.toLocaleDateString("sv", { timeZone: zone })}`;

      const compare = async (view: "week" | "quarter", environmentId: string, range: Range) => {
        say(`the ${view}, ${loads} times each, with an empty cache`);
        const at = view === "week" ? range.start : now;
        others.show({ view, date: at.toISOString(), events: await eventsOf(db, environmentId, range) });
        const own: PageToDraw = {
          url: address(view, environmentId, at),
          selector: view === "week" ? "[data-slot]" : "[data-quarter-cell]",
          cookie: await cookieOf(reader),
          isDone: view === "week" ? allIsThere : undefined,
        };
        return figuresOf(view, await measureViews(browser, view, own, others.url));
      };
      const week = await compare("week", ground.environmentId, plan.week);
      const quarter = await compare("quarter", plan.quarterEnvironmentId, plan.quarter);
      say("fifty people look at a week while twenty slots a second are booked in it");
      const live = await measureLive({ browser, url: web.url, ground, plan, cookieOf, book: byProcedure(connection) });
      return [...week, ...quarter, ...live];
    } finally {
      await browser.close();
      await others.stop();
      await connection.end();
    }
  },
};

async function cookieOf({ actor }: Booker) {
  return { name: sessionCookieName(), value: await writeSession({ personId: actor.personId, sessionVersion: 1 }) };
}

const byProcedure =
  ({ db }: Connection) =>
  async (
    { actor, releaseId }: Booker,
    { openingId, lane, during }: { openingId: string; lane: number; during: Range },
  ) => {
    const range = { start: during.start.toISOString(), end: during.end.toISOString() };
    const input = { occurrenceId: openingId, lane, during: range, releaseIds: [releaseId] };
    const context = { actor, now: new Date(), db, request: { ip: "192.0.2.1", userAgent: "bench" } };
    return (await call(slotsProcedures.book, input, { context })).slotId;
  };

/** The first paint has a screenful and draws the other places as one; when it is gone, the whole week has come. */
async function allIsThere(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[role=application] svg path.fill-panel") === null);
  await page.waitForTimeout(2_000);
}

type Measured = { name: string; drawn: Drawn[]; steps: number[] };

async function measureViews(
  browser: PlaywrightBrowser,
  view: "week" | "quarter",
  own: PageToDraw,
  othersUrl: string,
): Promise<Measured[]> {
  const pages = [
    { name: "ours", ...own },
    ...yardsticks.map(({ name, path, event }) => ({ name, url: `${othersUrl}${path}`, selector: event })),
  ];
  const measured: Measured[] = pages.map(({ name }) => ({ name, drawn: [], steps: [] }));
  // In turn, so that a busy moment of the machine hits all of them; the first round warms up and does not count.
  for (let round = 0; round <= loads; round++) {
    for (const [index, page] of pages.entries()) {
      await openDrawn(browser, page, async (tab, drawn) => {
        if (round === 0) return;
        measured[index]?.drawn.push(drawn);
        if (view === "week" && round === 1)
          measured[index]?.steps.push(...(await stepsOf(browser, tab, page.selector)));
      });
    }
  }
  return measured;
}

async function stepsOf(browser: PlaywrightBrowser, tab: Page, selector: string): Promise<number[]> {
  const card = tab.locator(selector).filter({ visible: true }).first();
  await card.scrollIntoViewIfNeeded();
  const box = await card.boundingBox();
  if (box === null) throw new Error("there is nothing to drag");
  return await dragSteps(browser, tab, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

function figuresOf(view: "week" | "quarter", [ours, ...others]: Measured[]): Figure[] {
  if (!ours) throw new Error("nothing was measured");
  const best = (of: (measured: Measured) => number) =>
    others.map((each) => ({ name: each.name, value: of(each) })).sort((a, b) => a.value - b.value)[0] ?? {
      name: "nothing",
      value: Number.NaN,
    };
  const all = (of: (measured: Measured) => number) =>
    others.map((each) => `${each.name} ${Number(of(each).toPrecision(3))}`).join(", ");
  const figure = (
    name: string,
    unit: Figure["unit"],
    of: (measured: Measured) => number,
    boundBy: string,
    aim?: (yardstick: number) => number,
  ): Figure => {
    const yardstick = best(of);
    return {
      name: `${view} of 5,000 slots, ${name}`,
      unit,
      value: of(ours),
      yardstick: { name: `the better of ${all(of)}`, value: yardstick.value },
      boundBy,
      ...(aim ? { aim: aim(yardstick.value) } : {}),
    };
  };
  const drawn = (of: (each: Drawn) => number) => (measured: Measured) => median(measured.drawn.map(of));
  const frame = 16;
  return [
    figure(
      "first slot drawn",
      "ms",
      drawn(({ firstMillis }) => firstMillis),
      "the server's answer and its HTML; the page draws before its scripts are there",
      (yardstick) => yardstick / 2,
    ),
    ...(view === "week"
      ? [
          figure(
            "work of a drag step, the longest",
            "ms",
            ({ steps }) => percentile(steps, 1),
            "the rules of the place, and one box that is drawn anew",
            () => frame,
          ),
          figure("work of a drag step, median", "ms", ({ steps }) => median(steps), "the same"),
        ]
      : []),
    figure(
      "memory of the page",
      "MB",
      drawn(({ heapMegabytes }) => heapMegabytes),
      view === "week" ? "the slots themselves: they are judged in the browser" : "a row of days for each team",
    ),
    figure(
      "nodes in the page",
      "nodes",
      drawn(({ nodes }) => nodes),
      "what is in sight",
    ),
    figure(
      "JavaScript, transferred",
      "KB",
      drawn(({ scriptKilobytes }) => scriptKilobytes),
      "React, Next and the query client, which every page of the product shares",
    ),
  ];
}
