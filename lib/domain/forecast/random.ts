/** A source of chance that gives the same numbers for the same seed: a forecast can be computed again and looks the same. */
export type Random = () => number;

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), numbers in [0, 1). Four words of state pass the statistical tests that mulberry32, with its
 * single word, fails after some millions of draws; a run over two hundred releases draws more than that.
 */
export function seededRandom(seed: number): Random {
  // In a typed array: whole 32-bit words in plain variables of a closure would be boxed, one allocation for each draw.
  const state = Int32Array.of(0x9e3779b9, 0x243f6a88, seed, 1);
  const next = () => {
    const a = state[0] as number;
    const b = state[1] as number;
    const c = state[2] as number;
    const d = state[3] as number;
    const t = (a + b + d) | 0;
    state[3] = d + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  // Seeds that lie side by side must not give streams that do: the first words still know the seed.
  for (let n = 0; n < 12; n++) next();
  return next;
}
