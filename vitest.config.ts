import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/testing/longest-first";

const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } };
const databaseTests = "**/*.db.test.ts";
const processTests = "**/*.process.test.ts";
const elsewhere = ["node_modules/**", ".next/**", "dist/**", "e2e/**"];

/** One set for all unit tests, since a process reads its settings once (lib/env.ts). Nothing is reached with them. */
const settingsOfUnitTests = {
  DATABASE_URL: "postgresql://nowhere",
  SIGNALBOX_SECRET: "a secret of the tests, used nowhere else",
  SIGNALBOX_URL: "https://plan.example.org/",
};

/**
 * Projects by what a test needs: `unit` nothing but Node (run in milliseconds, under two time zones), `database` a real
 * Postgres (one server per run, one clone of a migrated template per file), `processes` the production build and real
 * processes that get killed (one file after the other).
 */
export default defineConfig({
  resolve,
  test: {
    // Loading takes most of the time, and every suite loads much of the same.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...elsewhere, databaseTests, processTests],
          env: settingsOfUnitTests,
          // What they try leaves nothing behind for the next file. Loading everything anew for each took most of the time.
          pool: "threads",
          isolate: false,
          // Machines are shared: what takes a second on an idle one may take ten.
          testTimeout: 20_000,
          // Half of the time is loading, which each thread does for itself: more of them win little.
          maxWorkers: 2,
        },
      },
      {
        resolve,
        test: {
          name: "database",
          // As for the unit tests: loading everything anew for each of a hundred files took as long as they take.
          isolate: false,
          // By itself it would leave one core to the database, which needs less than half of one.
          maxWorkers: 2,
          include: [databaseTests],
          exclude: elsewhere,
          globalSetup: ["db/testing/global-setup.ts"],
          setupFiles: ["db/testing/setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "processes",
          include: [processTests],
          globalSetup: ["scripts/testing/ensure-build.ts"],
          exclude: elsewhere,
          // Two in five of their seconds they wait for a process to start or to end.
          maxWorkers: 3,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
