// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} SourceFile
 * @property {string} path from the root, with forward slashes
 * @property {string} text
 */

/**
 * @typedef {object} Problem
 * @property {string} path
 * @property {number} [line]
 * @property {string} message what is wrong and where such code goes instead
 */

const FOLDERS = ["app", "bench", "components", "db", "e2e", "lib", "scripts", "worker"];

/**
 * @param {string} root
 * @returns {SourceFile[]} every TypeScript and JavaScript file of ours
 */
export function readSourceFiles(root) {
  return FOLDERS.flatMap((folder) => namesUnder(root, folder))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function namesUnder(root, folder) {
  /** @type {import("node:fs").Dirent[]} */
  let entries = [];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    // A folder that is not there yet, or a file that its author has just moved.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
  }
  return entries.flatMap((entry) =>
    entry.isDirectory() ? namesUnder(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

/** @param {string} path */
export function isTest(path) {
  return /\.test\.tsx?$/.test(path) || path.startsWith("db/testing/") || path.startsWith("e2e/");
}

/**
 * Blanks comments, and strings too unless told, but keeps every line where it was.
 *
 * @param {string} text
 * @param {{ keepStrings?: boolean }} [options]
 */
export function withoutComments(text, { keepStrings = false } = {}) {
  const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
  return text.replace(tokens, (token) => (keepStrings && /^["']/.test(token) ? token : token.replace(/[^\n]/g, " ")));
}

/**
 * @param {string} text
 * @param {number} index
 */
export function lineAt(text, index) {
  return text.slice(0, index).split("\n").length;
}
