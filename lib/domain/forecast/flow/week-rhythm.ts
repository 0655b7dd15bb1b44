const rememberedDays = 84;
/** Each day of the week as if it had been seen so many times more than it was: no day is ruled out. */
const belief = 3;

/** How much of a week's work each of the next seven days brings, 1 on average; the first is the day that begins at `now`. */
export function weekRhythm(finishes: Float64Array, now: number): Float64Array {
  const days = new Float64Array(7).fill(belief);
  let total = 7 * belief;
  for (const finish of finishes) {
    if (finish <= now - rememberedDays || finish > now) continue;
    const day = ((Math.floor(finish - now) % 7) + 7) % 7;
    days[day] = (days[day] ?? 0) + 1;
    total++;
  }
  return days.map((count) => (count / total) * 7);
}

/** From days of even work to days of the calendar. */
export function calendarDays(rhythm: Float64Array, evenDays: number): number {
  const weeks = Math.floor(evenDays / 7);
  let left = evenDays - 7 * weeks;
  for (let day = 0; day < 7; day++) {
    const share = rhythm[day] ?? 1;
    if (share >= left) return 7 * weeks + day + left / share;
    left -= share;
  }
  return 7 * weeks + 7;
}
