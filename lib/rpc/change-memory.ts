import type { Change } from "./change-hub";

/** So long a browser may be on its way from the page it was given to the stream, or back to the stream after it broke. */
const keptMillis = 60_000;
const most = 5_000;
/** Who missed more than this asks for everything: as many single messages would make it do so anyway. */
const mostRetold = 200;
/** By so much the clocks of two machines may differ, and a page's readings be older than the moment it names. */
const leewayMillis = 5_000;

/**
 * What was said in the last minute, for whoever joins late: a browser names the moment from which on it has heard nothing, and is told
 * what it missed, rather than to ask for everything that it has just been given.
 */
export function changeMemory() {
  let heard: { at: number; change: Change }[] = [];
  /** Nothing said from then on is missing. */
  let wholeFrom = Number.POSITIVE_INFINITY;

  function drop(now: number): void {
    const old = heard.findIndex(({ at }) => at >= now - keptMillis);
    const dropped = Math.max(old === -1 ? heard.length : old, heard.length - most);
    if (dropped <= 0) return;
    wholeFrom = Math.max(wholeFrom, (heard[dropped - 1]?.at ?? 0) + 1);
    heard = heard.slice(dropped);
  }

  return {
    /** It listens from this moment on; what was said before is not known. */
    begin(now: number): void {
      heard = [];
      wholeFrom = now;
    },
    keep(change: Change, now: number): void {
      heard.push({ at: now, change });
      // In strides: every message would otherwise move all the others.
      if (heard.length >= 2 * most) drop(now);
    },
    /** What was said since, each thing once; undefined when that is not known, or was too much. */
    since(moment: number, now: number): Change[] | undefined {
      drop(now);
      const from = moment - leewayMillis;
      if (!(from >= wholeFrom)) return undefined;
      const missed = heard.filter(({ at }) => at >= from).map(({ change }) => change);
      const distinct = new Map(missed.map((change) => [JSON.stringify(change), change]));
      return distinct.size > mostRetold ? undefined : [...distinct.values()];
    },
  };
}
