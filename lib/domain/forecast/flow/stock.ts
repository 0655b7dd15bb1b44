import { type FlowHistory, finishedBy } from "./history";

/** Chances of ending are learnt from the last quarter, arrivals from eight weeks. */
const memoryDays = 90;
const arrivalDays = 56;
const oldestDays = 400;
const horizonDays = 260;
/** An age at which so many item-days were seen can speak for itself; before that its neighbours are asked, too. */
const enough = 50;

/**
 * How many items are expected to be finished by each day from `now` on: those that are open age day by day and end with the chance
 * that items of their age had; new ones come as fast as they came. Index is days from now.
 */
export function expectedFinishes(history: FlowHistory, firstFinish: number, now: number): Float64Array {
  const seen = new Float64Array(oldestDays + 1);
  const ended = new Float64Array(oldestDays + 1);
  const bin = (age: number) => Math.min(oldestDays, Math.max(0, Math.floor(age)));
  const from = Math.max(now - memoryDays, firstFinish);
  let open = new Float64Array(oldestDays + 1);
  let arrived = 0;
  for (const item of history.items) {
    const start = item.times[0] ?? now;
    if (start > now) continue;
    if (start > now - arrivalDays) arrived++;
    const finish = finishedBy(item, history.done, now);
    const isOpen = Number.isNaN(finish);
    if (isOpen) open[bin(now - start)] = (open[bin(now - start)] ?? 0) + 1;
    const end = isOpen ? now : finish;
    const begin = Math.max(from, start);
    if (end <= begin) continue;
    for (let age = Math.floor(begin - start); age <= end - start; age++) seen[bin(age)] = (seen[bin(age)] ?? 0) + 1;
    if (!isOpen && finish > from) ended[bin(finish - start)] = (ended[bin(finish - start)] ?? 0) + 1;
  }
  const chances = smoothChances(seen, ended);
  const perDay = arrived / arrivalDays;
  const finished = new Float64Array(horizonDays + 1);
  for (let day = 1; day <= horizonDays; day++) {
    const next = new Float64Array(oldestDays + 1);
    let out = 0;
    for (let age = 0; age <= oldestDays; age++) {
      const there = open[age] ?? 0;
      const leaving = there * (chances[age] ?? 0);
      out += leaving;
      const older = Math.min(oldestDays, age + 1);
      next[older] = (next[older] ?? 0) + there - leaving;
    }
    next[0] = (next[0] ?? 0) + perDay;
    open = next;
    finished[day] = (finished[day - 1] ?? 0) + out;
  }
  return finished;
}

/** The daily chance of ending at each age, from as many neighbouring ages as it takes to have seen enough. */
function smoothChances(seen: Float64Array, ended: Float64Array): Float64Array {
  const upTo = (counts: Float64Array) => {
    const sums = new Float64Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) sums[i + 1] = (sums[i] ?? 0) + (counts[i] ?? 0);
    return sums;
  };
  const seenUpTo = upTo(seen);
  const endedUpTo = upTo(ended);
  return Float64Array.from({ length: seen.length }, (_, age) => {
    for (let reach = Math.floor(age * 0.05); ; reach = reach * 2 + 1) {
      const low = Math.max(0, age - reach);
      const high = Math.min(oldestDays, age + reach) + 1;
      const days = (seenUpTo[high] ?? 0) - (seenUpTo[low] ?? 0);
      if (days < enough && reach <= oldestDays) continue;
      return days > 0 ? Math.min(1, ((endedUpTo[high] ?? 0) - (endedUpTo[low] ?? 0)) / days) : 0;
    }
  });
}
