import { defineConfig } from "@playwright/test";
import { type Browser, findBrowser } from "./scripts/browser.mjs";
import { freePort } from "./scripts/launch/free-port.mjs";

// This file is read again in every worker; what was found the first time is passed on in the environment.
process.env.SIGNALBOX_E2E_PORT ??= String(await freePort());
process.env.SIGNALBOX_BROWSER ??= JSON.stringify(await findBrowser());

const url = `http://localhost:${process.env.SIGNALBOX_E2E_PORT}`;
const browser: Browser = JSON.parse(process.env.SIGNALBOX_BROWSER);

/** Journeys that wait for an hour to strike: begun first, they wait while the others work. */
const waiting = ["board-a-train", "whole-job", "bounce", "freeze-wins", "freeze-exception-thaw"].map(
  (name) => `**/${name}.spec.ts`,
);

/** Measures every screen, and keeps a core busy for minutes: one at a time, while others wait. */
const screens = "**/accessibility.spec.ts";

/** Journeys through the production build in demo mode, on a fresh example organisation that is gone afterwards. */
export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "waiting", testMatch: waiting, workers: 2 },
    { name: "screens", testMatch: screens, workers: 1 },
    { name: "at once", testMatch: "**/*.spec.ts", testIgnore: [...waiting, screens], workers: 2 },
  ],
  outputDir: "test-results",
  fullyParallel: false,
  forbidOnly: true,
  // A journey that needs a second try hides a race that a person will meet.
  retries: 0,
  // For two cores: two journeys mostly wait, one measures screens, and another one works meanwhile; of the last kind never more than two.
  workers: 4,
  // Bounds for what never comes, not for how soon it does: that is the bench's, and a busy machine needs many times as long.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env.SIGNALBOX_E2E_REPORT
    ? [["json", { outputFile: process.env.SIGNALBOX_E2E_REPORT }], ["list"]]
    : "list",
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: "reduce" },
    // A trace of everything costs half of a journey's time: `npx playwright test … --trace on` where one is wanted.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: browser.path, args: browser.args },
  },
  webServer: {
    command: "node scripts/testing/temporary-demo.mjs",
    url: `${url}/api/health`,
    env: { PORT: process.env.SIGNALBOX_E2E_PORT },
    timeout: 240_000,
    stdout: "ignore",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
