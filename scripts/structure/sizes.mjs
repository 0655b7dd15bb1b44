// @ts-check
import { isTest } from "./source-files.mjs";

/** What good code bases of this kind keep, where the tail and not the median tells them apart. */
const LIMITS = { median: 70, percentile95: 250, longest: 500 };

/**
 * @typedef {object} Sizes
 * @property {number} files
 * @property {number} median
 * @property {number} percentile95
 * @property {{ path: string, lines: number }[]} longest
 */

/**
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {Sizes} of the source, without its tests
 */
export function measureSizes(files) {
  const sizes = files
    .filter(({ path }) => !isTest(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .sort((a, b) => a.lines - b.lines);
  const at = (/** @type {number} */ share) => sizes[Math.ceil(sizes.length * share) - 1]?.lines ?? 0;
  return { files: sizes.length, median: at(0.5), percentile95: at(0.95), longest: sizes.slice(-5).reverse() };
}

/**
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {import("./source-files.mjs").Problem[]}
 */
export function checkSizes(files) {
  const { median, percentile95, longest } = measureSizes(files);
  const long = longest.filter(({ lines }) => lines > LIMITS.longest);
  const all = longest.map(({ path, lines }) => `${path} (${lines})`).join(", ");
  return [
    ...long.map(({ path, lines }) => ({
      path,
      message: `${lines} lines, the limit is ${LIMITS.longest}. Split it by noun or by verb.`,
    })),
    ...(median > LIMITS.median
      ? [{ path: ".", message: `Half of the files have more than ${median} lines, the aim is ${LIMITS.median}.` }]
      : []),
    ...(percentile95 > LIMITS.percentile95
      ? [
          {
            path: ".",
            message: `One file in twenty has ${percentile95} lines or more, the aim is ${LIMITS.percentile95}. The longest: ${all}.`,
          },
        ]
      : []),
  ];
}
