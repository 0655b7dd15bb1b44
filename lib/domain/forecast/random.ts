/** A source of chance that gives the same numbers for the same seed: a forecast can be computed again and looks the same. */
export type Random = () => number;

/** Makes the first so many cells random words of 32 bits: many at once, for a call per word would take most of a forecast's time. */
export type FillRandom = (into: Uint32Array, count: number) => void;
/** A word is below it. */
export const wordSpan = 2 ** 32;

/**
 * sfc32 (Chris Doty-Humphrey, PractRand). Four words of state pass the statistical tests that mulberry32, with its single word, fails
 * after some millions of draws; a run over two hundred releases draws more than that.
 */
export function seededFill(seed: number): FillRandom {
  // Between calls the state rests in a typed array: whole 32-bit words in plain variables of a closure would be boxed.
  const state = Int32Array.of(0x9e3779b9, 0x243f6a88, seed, 1);
  // Seeds that lie side by side must not give streams that do: the first words still know the seed.
  advance(state, new Uint32Array(12), 12);
  return (into, count) => advance(state, into, count);
}

/** The same words, one by one, as numbers in [0, 1). */
export function seededRandom(seed: number): Random {
  const fill = seededFill(seed);
  const block = new Uint32Array(blockLength);
  let used = blockLength;
  return () => {
    if (used === blockLength) {
      fill(block, blockLength);
      used = 0;
    }
    return (block[used++] as number) / wordSpan;
  };
}

const blockLength = 1024;

function advance(state: Int32Array, into: Uint32Array, count: number): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  for (let n = 0; n < count; n++) {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    into[n] = t;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
