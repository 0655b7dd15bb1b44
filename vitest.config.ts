import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } };
const databaseTests = "**/*.db.test.ts";
const processTests = "**/*.process.test.ts";
const pureTests = ["lib/domain/**/*.test.ts", "lib/time/**/*.test.ts"];
const elsewhere = ["node_modules/**", ".next/**", "dist/**", "e2e/**"];

/**
 * Projects by what a test needs: `unit` and `unit-pure` nothing but Node (run in milliseconds, under two time zones),
 * `database` a real Postgres (one server per run, one clone of a migrated template per file), `processes` the production
 * build and real processes that get killed (one file after the other).
 */
export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...elsewhere, ...pureTests, databaseTests, processTests],
        },
      },
      {
        resolve,
        test: {
          name: "unit-pure",
          include: pureTests,
          // Pure functions leave nothing behind for the next file; loading everything anew for each took most of the time.
          pool: "threads",
          isolate: false,
        },
      },
      {
        resolve,
        test: {
          name: "database",
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
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
