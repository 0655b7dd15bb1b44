import { defineConfig } from "@playwright/test";
import { type Browser, findBrowser } from "./scripts/browser.mjs";
import { freePort } from "./scripts/launch/free-port.mjs";

// This file is read again in every worker; what was found the first time is passed on in the environment.
process.env.SIGNALBOX_E2E_PORT ??= String(await freePort());
process.env.SIGNALBOX_BROWSER ??= JSON.stringify(await findBrowser());

const url = `http://localhost:${process.env.SIGNALBOX_E2E_PORT}`;
const browser: Browser = JSON.parse(process.env.SIGNALBOX_BROWSER);

/** Journeys through the production build in demo mode, on a fresh example organisation that is gone afterwards. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  forbidOnly: true,
  // A journey that needs a second try hides a race that a person will meet.
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: process.env.SIGNALBOX_E2E_REPORT
    ? [["json", { outputFile: process.env.SIGNALBOX_E2E_REPORT }], ["list"]]
    : "list",
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
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
