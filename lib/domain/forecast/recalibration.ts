/** So many rehearsals speak as loudly as the belief that the forecast is right as it is. */
const belief = 20;

/**
 * From the ranks that past outcomes had in their forecasts (evenly spread when the forecasts were right) to the level at which a
 * mark must be read off so that it holds as often as it says. With few ranks it stays near what it was: a calibration must not be
 * learnt from three cases.
 */
export function recalibrated(ranks: readonly number[]): (share: number) => number {
  const sorted = [...ranks].sort((a, b) => a - b);
  const count = sorted.length;
  return (share) => {
    if (count === 0) return share;
    const position = share * (count + 1) - 1;
    const low = Math.floor(position);
    const before = low < 0 ? 0 : (sorted[Math.min(low, count - 1)] ?? 1);
    const after = low + 1 >= count ? 1 : (sorted[Math.max(0, low + 1)] ?? 1);
    const seen = before + (after - before) * (position - low);
    return Math.min(1, Math.max(0, (count * seen + belief * share) / (count + belief)));
  };
}

/** The other way round: what a chance that a forecast gave was worth, by how such chances turned out. */
export function calibratedShare(ranks: readonly number[], share: number): number {
  const count = ranks.length;
  if (count === 0 || share <= 0 || share >= 1) return share;
  const below = ranks.filter((rank) => rank <= share).length;
  return (below + belief * share) / (count + belief);
}
