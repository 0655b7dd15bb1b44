/** A seeded source of chance (mulberry32): the example looks the same wherever it is loaded. */
export type Chance = {
  /** A number in [from, to). */
  between: (from: number, to: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** True with this probability. */
  happens: (probability: number) => boolean;
  /** So many lowercase hexadecimal digits. */
  hex: (digits: number) => string;
};

export function seededChance(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    between: (from, to) => from + next() * (to - from),
    pick: (list) => {
      const chosen = list[Math.floor(next() * list.length)];
      if (chosen === undefined) throw new Error("nothing to pick from");
      return chosen;
    },
    happens: (probability) => next() < probability,
    hex: (digits) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join(""),
  };
}
