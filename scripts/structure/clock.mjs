// @ts-check
import { isTest, lineAt, withoutComments } from "./source-files.mjs";

const WATCHED = /^(app|components|db|lib|worker)\//;
const READS_CLOCK = /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bTemporal\.Now\b/g;

/**
 * One clock: `now` is an argument everywhere else, so that rules can be tried at any instant and one request sees one
 * time. Tests may read the machine's clock; measuring a span (`performance.now()`) is not telling the time.
 *
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {import("./source-files.mjs").Problem[]}
 */
export function checkClock(files) {
  return files
    .filter(({ path }) => WATCHED.test(path) && path !== "lib/time/clock.ts" && !isTest(path))
    .flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(READS_CLOCK)].map((match) => ({
        path,
        line: lineAt(text, match.index),
        message: `${match[0].trim()} reads the machine's clock. Take \`now\` as an argument; at a door, pass systemNow() of lib/time/clock.`,
      })),
    );
}
