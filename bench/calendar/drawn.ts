import type { Page, Browser as PlaywrightBrowser } from "@playwright/test";

export type Drawn = {
  /** From the beginning of the navigation to the frame with the first of its slots. */
  firstMillis: number;
  /** What the page's own objects take once all is there, garbage left out. */
  heapMegabytes: number;
  nodes: number;
  scriptKilobytes: number;
};

export type PageToDraw = {
  url: string;
  /** What a slot looks like there. */
  selector: string;
  cookie?: { name: string; value: string };
  /** When it is at rest: nothing more is drawn by itself. */
  isDone?: (page: Page) => Promise<void>;
  /** Runs in the page before any script of its own. */
  before?: () => void;
};

declare global {
  interface Window {
    benchDrawnAt?: number;
  }
}

const screen = { width: 1440, height: 900 };

/** Notes, frame by frame, when the first thing that fits is on the screen. Runs before any script of the page. */
function noteFirstDrawn(selector: string): void {
  const look = () => {
    const found = [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
    if (!found) requestAnimationFrame(look);
    // The next frame begins when this one was painted.
    else requestAnimationFrame(() => (window.benchDrawnAt = performance.now()));
  };
  requestAnimationFrame(look);
}

/** Opens a page with nothing in the cache and hands it over once its first slot is drawn. */
export async function openDrawn<T>(
  browser: PlaywrightBrowser,
  { url, selector, cookie, isDone, before }: PageToDraw,
  use: (page: Page, drawn: Drawn) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: screen, locale: "en-GB", timezoneId: "Europe/Berlin" });
  try {
    if (cookie) await context.addCookies([{ ...cookie, url }]);
    const page = await context.newPage();
    await page.addInitScript(noteFirstDrawn, selector);
    if (before) await page.addInitScript(before);
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const scripts = new Set<string>();
    let scriptBytes = 0;
    session.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) scriptBytes += encodedDataLength;
    });
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => window.benchDrawnAt !== undefined);
    const firstMillis = await page.evaluate(() => window.benchDrawnAt ?? Number.NaN);
    await page.waitForLoadState("load");
    await isDone?.(page);
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { nodes } = await session.send("Memory.getDOMCounters");
    return await use(page, {
      firstMillis,
      heapMegabytes: usedSize / 1_000_000,
      nodes,
      scriptKilobytes: scriptBytes / 1000,
    });
  } finally {
    await context.close();
  }
}
