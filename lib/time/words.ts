import type { WallTime } from "./wall-time";

/*
 * Words that sentences about rules are made of. Spelled here rather than by Intl: server and browser carry different data.
 */

export const monthNames = "January February March April May June July August September October November December".split(
  " ",
);

/** "a, b and c". */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "1st", "22nd", "last", "2nd to last". */
export function ordinal(value: number): string {
  const size = Math.abs(value);
  const teen = size % 100 >= 11 && size % 100 <= 13;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][size % 10] ?? "th");
  if (value < 0) return size === 1 ? "last" : `${size}${ending} to last`;
  return `${size}${ending}`;
}

const small = ["", "first", "second", "third", "fourth", "fifth"];

/** "first" to "fifth", "last", "second to last", and in figures beyond. */
export function ordinalWord(value: number): string {
  const word = small[Math.abs(value)];
  if (word === undefined || value === -1 || value === 0) return ordinal(value);
  return value < 0 ? `${word} to last` : word;
}

/** "24 November 2026", of a wall time or a day. */
export function dayInWords(day: WallTime): string {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return `${date} ${monthNames[(month ?? 1) - 1]} ${year}`;
}
