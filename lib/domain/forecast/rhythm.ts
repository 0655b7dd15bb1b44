const minuteMs = 60_000;
const hoursInWeek = 168;
const weekMinutes = 7 * 1440;
/** A Monday, 00:00 UTC. */
const someMonday = Date.UTC(2024, 0, 1);
/** Before an organisation has a rhythm of its own: a working week counts as so many moments seen in each of its hours. */
const belief = 0.5;
const quiet = 0.02;

/**
 * When work gets done in a week: minutes of rhythm pass quickly while people work and hardly at night. A week has as many minutes of
 * rhythm as of the clock. Kept by hours of UTC: a clock change moves it by an hour, which is less than it knows.
 */
export type Rhythm = { perHour: Float64Array; before: Float64Array };

/** Learns the rhythm from the moments at which things were handed over, claimed and judged. */
export function rhythmOf(moments: readonly Date[]): Rhythm {
  const counts = new Float64Array(hoursInWeek);
  for (const moment of moments) {
    const hour = hourOfWeek(moment.getTime());
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  const smooth = counts.map((count, hour) => {
    const before = counts[(hour + hoursInWeek - 1) % hoursInWeek] ?? 0;
    const after = counts[(hour + 1) % hoursInWeek] ?? 0;
    const isWorkday = hour < 5 * 24 && hour % 24 >= 7 && hour % 24 < 18;
    return (before + 2 * count + after) / 4 + (isWorkday ? belief : belief * quiet);
  });
  const total = smooth.reduce((a, b) => a + b, 0);
  const perHour = smooth.map((count) => (count / total) * hoursInWeek);
  const before = new Float64Array(hoursInWeek + 1);
  for (let hour = 0; hour < hoursInWeek; hour++) before[hour + 1] = (before[hour] ?? 0) + 60 * (perHour[hour] ?? 0);
  return { perHour, before };
}

function hourOfWeek(ms: number): number {
  return ((Math.floor((ms - someMonday) / (60 * minuteMs)) % hoursInWeek) + hoursInWeek) % hoursInWeek;
}

/** Minutes of rhythm since a fixed Monday. */
export function rhythmMinutes({ perHour, before }: Rhythm, at: Date): number {
  const minutes = (at.getTime() - someMonday) / minuteMs;
  const weeks = Math.floor(minutes / weekMinutes);
  const inWeek = minutes - weeks * weekMinutes;
  const hour = Math.min(hoursInWeek - 1, Math.floor(inWeek / 60));
  return weeks * weekMinutes + (before[hour] ?? 0) + (inWeek - hour * 60) * (perHour[hour] ?? 0);
}

/** How much work fits between two instants, in minutes of rhythm; never negative. */
export function rhythmBetween(rhythm: Rhythm, start: Date, end: Date): number {
  return Math.max(0, rhythmMinutes(rhythm, end) - rhythmMinutes(rhythm, start));
}

/**
 * For each step of rhythm from `now` on, the tick of the clock at which it is over. Looked up by every draw, so that no draw has to
 * know what a weekend is.
 */
export function ticksOfRhythm(rhythm: Rhythm, now: Date, ticks: number, tickMinutes: number): Int32Array {
  const start = rhythmMinutes(rhythm, now);
  const table = new Int32Array(ticks + 1);
  let step = 0;
  for (let tick = 0; tick <= ticks; tick++) {
    const at = new Date(now.getTime() + tick * tickMinutes * minuteMs);
    const reached = (rhythmMinutes(rhythm, at) - start) / tickMinutes;
    while (step <= ticks && step <= reached) table[step++] = tick;
  }
  table.fill(ticks, step);
  return table;
}
