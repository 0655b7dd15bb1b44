// @ts-check
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkStructure } from "../check-structure.mjs";
import { ensureBuild } from "../launch/build.mjs";
import { root } from "../launch/root.mjs";
import { checkLockFile } from "../structure/lock-file.mjs";
import { runQuietly } from "./run-quietly.mjs";

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} output shown when something failed
 */

/**
 * @typedef {object} Suite
 * @property {string} name for `--only`
 * @property {string} title
 * @property {() => Promise<Outcome>} run
 * @property {boolean} [besideTheOneBefore] both together need no longer than the slower one, and disturb nothing
 */

/** The parts of `npm test`, the quick ones first. */
export const SUITES = /** @type {Suite[]} */ ([
  {
    name: "lint",
    title: "lint",
    run: () => oneCheck([tool("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "--colors=off", "."]),
  },
  {
    name: "types",
    title: "types",
    run: () => oneCheck([tool("typescript/bin/tsc"), "--noEmit"]),
    besideTheOneBefore: true,
  },
  { name: "structure", title: "structure", run: structure },
  // Rules about time must not depend on where the server stands.
  { name: "unit", title: "unit, UTC", run: () => vitest("unit", { TZ: "UTC" }) },
  { name: "unit", title: "unit, New York", run: () => vitest("unit", { TZ: "America/New_York" }) },
  { name: "database", title: "database", run: () => vitest("database") },
  { name: "build", title: "build", run: productionBuild },
  { name: "processes", title: "processes", run: () => vitest("processes") },
  { name: "browser", title: "browser", run: journeys },
]);

/** @param {string} path below node_modules */
function tool(path) {
  return join(root, "node_modules", path);
}

/** @param {string[]} args */
async function oneCheck(args) {
  const { ok, output } = await runQuietly(args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
}

/** @returns {Promise<Outcome>} */
async function structure() {
  const results = [...checkStructure(root), { name: "lock file", problems: checkLockFile(root) }];
  const failed = results.filter(({ problems }) => problems.length > 0);
  const lines = failed.flatMap(({ problems }) =>
    problems.map(({ path, line, message }) => `${path}${line === undefined ? "" : `:${line}`}  ${message}`),
  );
  return { passed: results.length - failed.length, failed: failed.length, skipped: 0, output: lines.join("\n") };
}

/** @returns {Promise<Outcome>} */
async function productionBuild() {
  try {
    await ensureBuild();
    return { passed: 1, failed: 0, skipped: 0, output: "" };
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, output: /** @type {Error} */ (error).message };
  }
}

/**
 * @param {string} project
 * @param {Record<string, string>} [env]
 */
function vitest(project, env = {}) {
  return withReport(async (file) => {
    const args = [tool("vitest/vitest.mjs"), "run", "--project", project, "--reporter=default", "--reporter=json"];
    const { ok, output } = await runQuietly([...args, `--outputFile.json=${file}`], { env });
    const report = readReport(file);
    return {
      passed: report?.numPassedTests ?? 0,
      // A file that cannot be loaded has no failed test, and still is a failure.
      failed: Math.max(report?.numFailedTests ?? 0, ok ? 0 : 1),
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
      output: failuresIn(output),
    };
  });
}

function journeys() {
  return withReport(async (file) => {
    const { ok, output } = await runQuietly([tool("@playwright/test/cli.js"), "test"], {
      env: { SIGNALBOX_E2E_REPORT: file },
    });
    const stats = readReport(file)?.stats;
    return {
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: Math.max(stats?.unexpected ?? 0, ok ? 0 : 1),
      skipped: stats?.skipped ?? 0,
      output,
    };
  });
}

/**
 * @param {(file: string) => Promise<Outcome>} run
 * @returns {Promise<Outcome>}
 */
async function withReport(run) {
  const directory = mkdtempSync(join(tmpdir(), "signalbox-report-"));
  try {
    return await run(join(directory, "report.json"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Vitest lists every test file before it shows what failed.
 *
 * @param {string} output
 */
function failuresIn(output) {
  const start = output.search(/^.*(Failed Suites|Failed Tests|Unhandled Errors|Startup Error)/m);
  return start === -1 ? output : output.slice(start);
}
