import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { type Connection, connect } from "@/db/client";
import { installation } from "@/db/schema";
import { type BookingGround, prepareBookers } from "@/db/testing/bookers";
import { sessionCookieName, writeSession } from "@/lib/auth/session-token";
import { slotsProcedures } from "@/lib/slots/procedures";
import { weekOf } from "@/lib/time/calendar";
import type { BenchPart, Figure } from "./part";
import { median, percentile } from "./percentiles";
import { fillWeek } from "./schedule/fill-week";
import { loadPage, openBrowser } from "./schedule/measure-page";

const slotsInWeek = 2_000;
/** The first bookers take a lane each; the one after them tests. */
const lanes = 50;
const calls = 30;
const pages = 15;
const loads = 3;
const warmUps = 5;
const zone = "Europe/Berlin";
const weekMillis = 7 * 86_400_000;

/** The week that everybody looks at first, with two thousand slots in it and with none. */
export const schedulePart: BenchPart = {
  name: "schedule",
  async run({ databaseUrl, startWeb, say }) {
    const connection = connect(databaseUrl, { name: "signalbox-bench" });
    try {
      const { db } = connection;
      const now = new Date();
      await db.update(installation).set({ setUpAt: now, setupTokenHash: null }).where(eq(installation.id, 1));
      say(`preparing ${slotsInWeek} slots`);
      const ground = await prepareBookers(db, now, lanes + 1);
      const full = weekOf(new Date(now.getTime() + weekMillis), zone);
      const empty = weekOf(new Date(now.getTime() + 2 * weekMillis), zone);
      await fillWeek(db, ground, full, { count: slotsInWeek });
      await connection.pool.query("analyze");
      const inProcess = await measureProcedure({ connection, ground, now, full, empty, say });
      const web = await startWeb();
      return [...inProcess, ...(await measureHttp({ url: web.url, ground, full, empty, say }))];
    } finally {
      await connection.end();
    }
  },
};

type Week = { start: Date; end: Date };
type Weeks = { ground: BookingGround; full: Week; empty: Week; say: (line: string) => void };

async function measureProcedure({
  connection,
  ground,
  now,
  full,
  empty,
  say,
}: Weeks & { connection: Connection; now: Date }): Promise<Figure[]> {
  say(`the procedure, ${calls} times each`);
  const [reader] = ground.bookers;
  if (!reader) throw new Error("nobody reads");
  const context = { actor: reader.actor, now, db: connection.db, request: { ip: "192.0.2.1", userAgent: "bench" } };
  const read = ({ start, end }: Week) => {
    const input = { environmentId: ground.environmentId, from: start.toISOString(), to: end.toISOString() };
    return call(slotsProcedures.week, input, { context });
  };
  const { slots } = await read(full);
  if (slots.length !== slotsInWeek) throw new Error(`the week has ${slots.length} slots`);
  const withSlots = await times(calls, () => read(full));
  const without = await times(calls, () => read(empty));
  const yardstick = { name: "the same week without slots" };
  return ([0.5, 0.99] as const).map((share) => ({
    name: `week of ${slotsInWeek} slots, procedure, p${share * 100}`,
    unit: "ms",
    value: percentile(withSlots, share),
    yardstick: { ...yardstick, value: percentile(without, share) },
    boundBy: "judging the gates of each slot and checking the answer's schema",
  }));
}

async function measureHttp({ url, ground, full, empty, say }: Weeks & { url: string }): Promise<Figure[]> {
  const [reader] = ground.bookers;
  if (!reader) throw new Error("nobody reads");
  const value = await writeSession({ personId: reader.actor.personId, sessionVersion: 1 });
  const cookie = { name: sessionCookieName(), value };
  const schedule = ({ start }: Week) =>
    `/schedule?env=${ground.environmentId}&day=${start.toLocaleDateString("sv", { timeZone: zone })}`;
  const signIn = "/sign-in";

  say(`the page over HTTP, ${pages} times each`);
  const get = async (path: string, signedIn: boolean) => {
    const headers = signedIn ? { cookie: `${cookie.name}=${cookie.value}` } : undefined;
    const response = await fetch(`${url}${path}`, { headers, redirect: "error" });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return text;
  };
  // The page brings what a screen has room for; the browser asks for the rest.
  if (!/\b2\.\d+\.0\b/.test(await get(schedule(full), true))) throw new Error("the page brings no slot");
  const withSlots = await times(pages, () => get(schedule(full), true));
  const without = await times(pages, () => get(schedule(empty), true));
  const bare = await times(pages, () => get(signIn, false));

  say(`in a browser with an empty cache, ${loads} times each`);
  const browser = await openBrowser();
  try {
    const inBrowser = async (path: string, selector: string, withCookie: boolean) => {
      const loaded = [];
      for (let n = 0; n < loads; n++) {
        loaded.push(await loadPage(browser, { url, path, selector, cookie: withCookie ? cookie : undefined }));
      }
      return {
        kilobytes: median(loaded.map(({ scriptKilobytes }) => scriptKilobytes)),
        drawn: median(loaded.map(({ drawnMillis }) => drawnMillis)),
      };
    };
    const schedulePage = await inBrowser(schedule(full), "button[data-cell]", true);
    const emptyPage = await inBrowser(signIn, "form", false);
    const name = "the sign-in page";
    return [
      page("with 2,000 slots", median(withSlots), median(bare), "rendering the slots, once as HTML and once as data"),
      page("without slots", median(without), median(bare), "rendering the shell and the empty week"),
      {
        name: `page with ${slotsInWeek} slots, first slot drawn`,
        unit: "ms",
        value: schedulePage.drawn,
        yardstick: { name: `${name}, its form drawn`, value: emptyPage.drawn },
        boundBy: "the server's rendering, then the browser's layout",
      },
      {
        name: "JavaScript of the schedule, transferred",
        unit: "KB",
        value: schedulePage.kilobytes,
        yardstick: { name, value: emptyPage.kilobytes },
        boundBy: "React, Next and the query client, which every page has; then the calendar and its dialogs",
      },
    ];
  } finally {
    await browser.close();
  }

  function page(what: string, value: number, yardstick: number, boundBy: string): Figure {
    return {
      name: `page ${what} over HTTP, median`,
      unit: "ms",
      value,
      yardstick: { name: "the sign-in page", value: yardstick },
      boundBy,
    };
  }
}

/** How long each of `count` runs takes, after some that do not count. */
async function times(count: number, run: () => Promise<unknown>): Promise<number[]> {
  const millis: number[] = [];
  for (let n = -warmUps; n < count; n++) {
    const begin = performance.now();
    await run();
    if (n >= 0) millis.push(performance.now() - begin);
  }
  return millis;
}
