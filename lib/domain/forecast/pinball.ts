/**
 * The pinball loss of a forecast quantile against what happened, in the unit of both: an outcome above the 85 % mark costs 85 % of
 * the distance, one below it 15 %. Least, on average, for the true quantile (Koenker and Bassett, 1978).
 */
export function pinball(share: number, forecast: number, actual: number): number {
  const miss = actual - forecast;
  return miss >= 0 ? share * miss : (share - 1) * miss;
}
