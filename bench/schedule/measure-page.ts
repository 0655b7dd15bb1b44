import { chromium, type Browser as PlaywrightBrowser } from "@playwright/test";
import { findBrowser } from "@/scripts/browser.mjs";

export type LoadedPage = {
  /** Of all scripts that the page fetched, as they went over the wire. */
  scriptKilobytes: number;
  scripts: { path: string; kilobytes: number }[];
  /** From asking for the page to the element being drawn. */
  drawnMillis: number;
};

/** The browser of the tests, or why there is none. */
export async function openBrowser(): Promise<PlaywrightBrowser> {
  const { path, args } = await findBrowser();
  return await chromium.launch({ executablePath: path, args });
}

/** Loads a page with nothing in the cache and waits until `selector` is there and the network is quiet. */
export async function loadPage(
  browser: PlaywrightBrowser,
  page: { url: string; path: string; selector: string; cookie?: { name: string; value: string } },
): Promise<LoadedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    if (page.cookie) await context.addCookies([{ ...page.cookie, url: page.url }]);
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send("Network.enable");
    const scripts = new Map<string, string>();
    const sizes = new Map<string, number>();
    session.on("Network.responseReceived", ({ requestId, response, type }) => {
      if (type === "Script") scripts.set(requestId, new URL(response.url).pathname);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
      sizes.set(requestId, encodedDataLength),
    );
    const begin = performance.now();
    await tab.goto(`${page.url}${page.path}`, { waitUntil: "commit" });
    await tab.waitForSelector(page.selector, { state: "visible" });
    const drawnMillis = performance.now() - begin;
    await tab.waitForLoadState("load");
    // The page's event stream never ends, so "networkidle" would wait for it; the scripts of the page are all named in its HTML.
    await tab.evaluate(() => document.fonts.ready);
    const list = [...scripts].map(([id, path]) => ({ path, kilobytes: (sizes.get(id) ?? 0) / 1000 }));
    const sum = list.reduce((total, { kilobytes }) => total + kilobytes, 0);
    return { scriptKilobytes: sum, scripts: list, drawnMillis };
  } finally {
    await context.close();
  }
}
