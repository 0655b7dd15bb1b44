/**
 * The value below which this share (0 to 1) of the values lie, interpolated between the two nearest (as Postgres' percentile_cont and
 * spreadsheets do). Null without values.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
