/** One line of a calendar as it is meant: folded ones put together again, with the number of the first. */
export type ContentLine = { line: number; name: string; text: string };

/** What is wrong with a calendar, and where. */
export type CalendarFault = { line: number; reason: string };

/** A fault of one line: it stops what it stands in, and not the reading of the rest. */
export class FaultyLine extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(reason);
  }
}

const namePattern = /^([A-Za-z0-9.-]{1,100})[;:]/;

/** The content lines of RFC 5545 3.1, one by one. Empty lines are passed over: many programs leave some. */
export function* contentLines(text: string): Generator<ContentLine> {
  let held: { line: number; parts: string[] } | undefined;
  let number = 0;
  // A byte order mark is no part of the first name.
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const raw = text.charCodeAt(end - 1) === 13 && end > at ? text.slice(at, end - 1) : text.slice(at, end);
    at = end + 1;
    number++;
    const isContinuation = raw.startsWith(" ") || raw.startsWith("\t");
    if (isContinuation && held !== undefined) {
      held.parts.push(raw.slice(1));
    } else if (raw.trim() !== "") {
      if (held !== undefined) yield lineOf(held);
      held = { line: number, parts: [raw] };
    }
  }
  if (held !== undefined) yield lineOf(held);
}

function lineOf({ line, parts }: { line: number; parts: string[] }): ContentLine {
  const text = parts.join("");
  const name = namePattern.exec(text)?.[1]?.toUpperCase() ?? "";
  return { line, name, text };
}
