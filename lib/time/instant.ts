import { wallTimeMs } from "./wall-time";

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO 8601 instant that says its offset (`2026-11-24T06:00:00Z`, `2026-11-24T07:00+01:00`). `undefined` for anything
 * else: a time without offset names no instant, and a day that does not exist (2026-02-30) is not rolled over.
 */
export function parseInstant(text: string): Date | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, wall, fraction, offset] = match as unknown as [string, string, string | undefined, string];
  const ms = wallTimeMs(wall);
  if (ms === undefined) return undefined;
  const fractionMs = fraction === undefined ? 0 : Math.floor(Number(`0${fraction}`) * 1000);
  if (offset === "Z") return new Date(ms + fractionMs);
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4, 6));
  if (hours > 15 || minutes > 59) return undefined;
  const sign = offset.startsWith("-") ? -1 : 1;
  return new Date(ms + fractionMs - sign * (hours * 60 + minutes) * 60_000);
}
