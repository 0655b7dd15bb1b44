// @ts-check
import { fileURLToPath } from "node:url";
import { checkClock } from "./structure/clock.mjs";
import { checkContents } from "./structure/contents.mjs";
import { checkImports } from "./structure/imports.mjs";
import { checkNames } from "./structure/names.mjs";
import { checkSizes, measureSizes } from "./structure/sizes.mjs";
import { readSourceFiles } from "./structure/source-files.mjs";

/**
 * The structure's rules that the linter cannot say (biome.json says the others). Each has a name, so that it counts as
 * one check.
 *
 * @type {Record<string, (files: import("./structure/source-files.mjs").SourceFile[]) => import("./structure/source-files.mjs").Problem[]>}
 */
export const STRUCTURE_CHECKS = {
  names: checkNames,
  clock: checkClock,
  imports: checkImports,
  contents: checkContents,
  sizes: checkSizes,
};

/**
 * @param {string} root
 * @returns {{ name: string, problems: import("./structure/source-files.mjs").Problem[] }[]}
 */
export function checkStructure(root) {
  const files = readSourceFiles(root);
  return Object.entries(STRUCTURE_CHECKS).map(([name, check]) => ({ name, problems: check(files) }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const problems = checkStructure(root).flatMap((result) => result.problems);
  for (const { path, line, message } of problems) console.error(`${path}${line ? `:${line}` : ""}  ${message}`);
  const { files, median, percentile95, longest } = measureSizes(readSourceFiles(root));
  console.log(
    `${files} files; lines: median ${median}, 95th percentile ${percentile95}, longest ${longest[0]?.lines ?? 0}`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
}
