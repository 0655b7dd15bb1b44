// @ts-check
import { lineAt, withoutComments } from "./source-files.mjs";

/**
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {import("./source-files.mjs").Problem[]}
 */
export function checkContents(files) {
  return files.flatMap((file) => [...leftovers(file), ...strayServerActions(file)]);
}

/** @param {import("./source-files.mjs").SourceFile} file */
function leftovers({ path, text }) {
  // Spelled in two parts, so that this file does not find itself.
  const mark = new RegExp(`\\b(${"TO"}DO|${"FIX"}ME|${"HA"}CK|${"XX"}X)\\b`, "g");
  return [...text.matchAll(mark)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    message: `${match[1]} is a note to nobody. Do it, or write an issue.`,
  }));
}

/**
 * A server action is a public endpoint, so there is one place to look for them.
 *
 * @param {import("./source-files.mjs").SourceFile} file
 */
function strayServerActions({ path, text }) {
  if (/^lib\/[^/]+\/actions(\.ts$|\/)/.test(path)) return [];
  const match = /^\s*"use server"/m.exec(withoutComments(text, { keepStrings: true }));
  return match === null
    ? []
    : [
        {
          path,
          line: lineAt(text, match.index),
          message: "Server actions live in lib/<noun>/actions, built from procedures.",
        },
      ];
}
