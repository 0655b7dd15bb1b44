const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * A duration as Go writes it ("1h30m", "90m", "8h"), in milliseconds; days and weeks are taken besides. `undefined` for anything else,
 * for nothing, and for what is negative.
 */
export function readDuration(text: string): number | undefined {
  const written = text.trim();
  if (written.length > 40 || !/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w))+$/.test(written)) return undefined;
  let total = 0;
  for (const [, amount, unit = ""] of written.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)) {
    total += Number(amount) * (unitMs[unit] ?? Number.NaN);
  }
  return total > 0 && Number.isFinite(total) ? total : undefined;
}
