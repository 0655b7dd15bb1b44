// @ts-check
import { say } from "../launch/terminal.mjs";

/** Enough of a failure to see its cause; the rest is seen by running that suite alone. */
const MOST_LINES_SHOWN = 150;

/**
 * Runs the suites one after the other, those that say so beside the one before, and ends with one plain line that counts everything.
 *
 * @param {import("./suites.mjs").Suite[]} suites
 * @returns {Promise<boolean>} whether all passed
 */
export async function runSuites(suites) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const group of sideBySide(suites)) {
    for (const { title, outcome, seconds } of await Promise.all(group.map(timed))) {
      say(
        `${outcome.failed > 0 ? "✗" : "✓"} ${title.padEnd(16)} ${inWords(outcome).padEnd(36)} ${seconds.padStart(6)} s`,
      );
      if (outcome.failed > 0) say(indent(outcome.output));
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.skipped += outcome.skipped;
    }
  }
  say(inWords(total));
  return total.failed === 0;
}

/**
 * @param {import("./suites.mjs").Suite[]} suites
 * @returns {import("./suites.mjs").Suite[][]} what runs at the same time, in order
 */
export function sideBySide(suites) {
  /** @type {import("./suites.mjs").Suite[][]} */
  const groups = [];
  for (const suite of suites) {
    const last = groups.at(-1);
    if (suite.besideTheOneBefore && last !== undefined) last.push(suite);
    else groups.push([suite]);
  }
  return groups;
}

/** @param {import("./suites.mjs").Suite} suite */
async function timed({ title, run }) {
  const begin = performance.now();
  const outcome = countNothingAsFailure(await run());
  return { title, outcome, seconds: ((performance.now() - begin) / 1000).toFixed(1) };
}

/**
 * A suite that finds no tests proves nothing: files were moved, or a pattern is wrong.
 *
 * @param {import("./suites.mjs").Outcome} outcome
 */
export function countNothingAsFailure(outcome) {
  if (outcome.passed + outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, output: `No test ran.\n${outcome.output}` };
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** @param {string} output */
function indent(output) {
  const lines = output.split("\n");
  const shown =
    lines.length > MOST_LINES_SHOWN
      ? [...lines.slice(0, MOST_LINES_SHOWN), `… ${lines.length - MOST_LINES_SHOWN} lines more`]
      : lines;
  return shown.map((line) => `    ${line}`).join("\n");
}
