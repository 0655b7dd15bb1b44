/** What was seen, each with how much it counts; sorted by value. The one form in which distributions are handed around here. */
export type WeightedSample = { values: Float64Array; weights: Float64Array; total: number };

/** Sorts values with their weights; what has no weight is left out. */
export function weightedSample(values: ArrayLike<number>, weights: ArrayLike<number>): WeightedSample {
  const order: number[] = [];
  for (let i = 0; i < values.length; i++) if ((weights[i] ?? 0) > 0) order.push(i);
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  let total = 0;
  for (const i of order) total += weights[i] ?? 0;
  return {
    values: Float64Array.from(order, (i) => values[i] ?? 0),
    weights: Float64Array.from(order, (i) => weights[i] ?? 0),
    total,
  };
}

/** The smallest value below or at which `share` of the weight lies. NaN of an empty sample. */
export function quantileOf({ values, weights, total }: WeightedSample, share: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i] ?? 0;
    if (sum >= share * total) return values[i] ?? Number.NaN;
  }
  return values[values.length - 1] ?? Number.NaN;
}

/** The share of the weight below `value`, half of what lies exactly there: what is expected to be evenly spread over [0, 1]. */
export function rankOf({ values, weights, total }: WeightedSample, value: number): number {
  let below = 0;
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    const each = values[i] ?? 0;
    if (each > value) break;
    if (each < value) below += weights[i] ?? 0;
    else at += weights[i] ?? 0;
  }
  return total === 0 ? Number.NaN : (below + at / 2) / total;
}

/** One sample out of several, each with its share of the whole. */
export function blend(samples: readonly WeightedSample[], shares: readonly number[]): WeightedSample {
  const values: number[] = [];
  const weights: number[] = [];
  samples.forEach((sample, n) => {
    if (sample.total === 0) return;
    const factor = (shares[n] ?? 0) / sample.total;
    for (let i = 0; i < sample.values.length; i++) {
      values.push(sample.values[i] ?? 0);
      weights.push((sample.weights[i] ?? 0) * factor);
    }
  });
  return weightedSample(values, weights);
}

/**
 * The sample with what is not over yet taken into account (Kaplan and Meier): `open` says of a value that the end had not come by
 * then. Leaving the open ones out would call everything faster than it is; counting them as ended, too.
 */
export function withOpenEnds(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  open: ArrayLike<number>,
): WeightedSample {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0) || (open[a] ?? 0) - (open[b] ?? 0),
  );
  let atRisk = 0;
  for (const i of order) atRisk += weights[i] ?? 0;
  let survives = 1;
  const ends: number[] = [];
  const masses: number[] = [];
  for (const i of order) {
    const weight = weights[i] ?? 0;
    if ((open[i] ?? 0) === 0 && atRisk > 0) {
      const mass = (survives * weight) / atRisk;
      ends.push(values[i] ?? 0);
      masses.push(mass);
      survives -= mass;
    }
    atRisk -= weight;
  }
  const last = order.at(-1);
  if (last !== undefined && survives > 1e-9) {
    // What outlived everything seen: nobody knows how long it takes; later than all of it is certain.
    ends.push((values[last] ?? 0) * 1.5);
    masses.push(survives);
  }
  return weightedSample(ends, masses);
}

/** The sample as so many points of equal weight: what is kept of it when thousands are compared. */
export function thinned(sample: WeightedSample, points: number): WeightedSample {
  if (sample.values.length <= points) return sample;
  const values = new Float64Array(points);
  let sum = 0;
  let next = 0;
  for (let i = 0; i < sample.values.length && next < points; i++) {
    sum += sample.weights[i] ?? 0;
    while (next < points && sum >= ((next + 0.5) / points) * sample.total) values[next++] = sample.values[i] ?? 0;
  }
  values.fill(sample.values[sample.values.length - 1] ?? 0, next);
  return { values, weights: new Float64Array(points).fill(1 / points), total: 1 };
}
