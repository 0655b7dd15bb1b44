import { setTimeout as delay } from "node:timers/promises";
import type { Browser as PlaywrightBrowser } from "@playwright/test";
import type { Figure } from "@/bench/part";
import { percentile } from "@/bench/percentiles";
import type { BookingGround } from "@/db/testing/bookers";
import { bookOneByOne } from "./book-one-by-one";
import { openDrawn } from "./drawn";
import { startOnlookers } from "./onlookers";
import { type Plan, zone } from "./prepare-plan";

declare global {
  interface Window {
    /** When something of each slot first came: the announcement, the card. */
    benchHeard: Record<string, number>;
    benchSeen: Record<string, number>;
  }
}

const people = 50;
const perSecond = 20;
const bookings = 300;
/** The last of them is drawn by then, or the run fails. */
const patienceMillis = 30_000;

type Cookie = { name: string; value: string };
type Live = {
  browser: PlaywrightBrowser;
  url: string;
  ground: BookingGround;
  plan: Plan;
  cookieOf: (booker: BookingGround["bookers"][number]) => Promise<Cookie>;
  book: Parameters<typeof bookOneByOne>[0]["book"];
};

/** Notes when the page hears of a slot (on a stream of its own, beside the product's) and when its card is on the screen. */
function watchSlots(): void {
  window.benchHeard = {};
  window.benchSeen = {};
  document.addEventListener("DOMContentLoaded", () => {
    const source = new EventSource("/api/stream");
    source.onmessage = ({ data }) => {
      const { noun, id } = JSON.parse(data) as { noun: string; id?: string };
      if (noun === "slots" && id !== undefined) window.benchHeard[id] ??= Date.now();
    };
    const look = () => {
      const now = Date.now();
      for (const card of document.querySelectorAll<HTMLElement>("[data-slot]")) {
        const { slot } = card.dataset;
        if (slot !== undefined) window.benchSeen[slot] ??= now;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/**
 * Fifty people look at the same week while twenty slots a second are booked in it: forty-nine as streams that ask for what changed as
 * a browser does, one as a real browser, in which is measured when each slot appears.
 */
export async function measureLive({ browser, url, ground, plan, cookieOf, book }: Live): Promise<Figure[]> {
  const [watcher, ...others] = ground.bookers;
  if (!watcher) throw new Error("nobody looks");
  const day = plan.live.start.toLocaleDateString("sv", { timeZone: zone });
  const week = {
    environmentId: ground.environmentId,
    from: plan.live.start.toISOString(),
    to: plan.live.end.toISOString(),
  };
  const cookies = await Promise.all(others.slice(0, people - 1).map(cookieOf));
  const onlookers = await startOnlookers(url, cookies, week);
  try {
    return await openDrawn(
      browser,
      {
        url: `${url}/schedule?view=week&env=${ground.environmentId}&day=${day}`,
        selector: "[data-cell]",
        cookie: await cookieOf(watcher),
        before: watchSlots,
      },
      async (page) => {
        await page.waitForFunction(
          () => Object.keys(window.benchSeen).length >= 0 && document.readyState === "complete",
        );
        await delay(1_500);
        const committed = await bookOneByOne({ book, ground, opening: plan.liveOpening, count: bookings, perSecond });
        const ids = [...committed.keys()];
        await page.waitForFunction((wanted) => wanted.every((id) => id in window.benchSeen), ids, {
          timeout: patienceMillis,
        });
        const { heard, seen } = await page.evaluate(() => ({ heard: window.benchHeard, seen: window.benchSeen }));
        const after = (times: Record<string, number>) =>
          ids.map((id) => Math.max(0, (times[id] ?? Number.NaN) - (committed.get(id) ?? Number.NaN)));
        return ([0.5, 0.99] as const).map((share) => ({
          name: `from commit to drawn, ${people} people, ${perSecond} bookings/s, p${share * 100}`,
          unit: "ms" as const,
          value: percentile(after(seen), share),
          yardstick: {
            name: "the announcement alone, heard in the same browser",
            value: percentile(after(heard), share),
          },
          boundBy: "gathering what comes close together, one question to the server, and fifty who ask it at once",
        }));
      },
    );
  } finally {
    onlookers.stop();
  }
}
