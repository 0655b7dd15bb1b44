/**
 * What a clock on the wall shows, without saying where the wall stands: `2026-11-24T06:00`, with seconds only when they are
 * not zero. Together with a zone it names an instant (`zone.ts`). Text sorts as time, so it can be compared with `<`.
 */
export type WallTime = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Wall time counted in milliseconds as if the wall stood in UTC: arithmetic on it knows no clock changes, which is what
 * calendar rules want. `undefined` when the text is not a wall time or names a day that does not exist (2026-02-30).
 */
export function wallTimeMs(text: WallTime): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** The inverse of `wallTimeMs`; parts of a second are dropped. */
export function wallTimeOfMs(ms: number): WallTime {
  const text = new Date(ms).toISOString();
  return text.slice(17, 19) === "00" ? text.slice(0, 16) : text.slice(0, 19);
}

/** The one spelling of a wall time (`06:00:00` becomes `06:00`), or `undefined` when it is none. */
export function canonicalWallTime(text: string): WallTime | undefined {
  const ms = wallTimeMs(text);
  return ms === undefined ? undefined : wallTimeOfMs(ms);
}
