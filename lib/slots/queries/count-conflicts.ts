import type { Reader } from "@/db/client";
import type { Reach } from "@/lib/domain/permission";
import { searchConflicts } from "./conflicts";

/** A count that took long is good for twenty times as long: however many look at it, it takes a twentieth of the process. */
const patience = 20;
const longMs = 200;

type Count = { value: Promise<number>; goodUntil: number };
const counts = new WeakMap<Reader, Map<string, Count>>();

/** How many conflicts there are, without a way out of each; of very many the nearest are counted. */
export function countConflicts(reader: Reader, scope: Reach, now: Date): Promise<number> {
  const known = counts.get(reader) ?? new Map<string, Count>();
  counts.set(reader, known);
  const key = scope === "all" ? scope : [...scope].sort().join(" ");
  const last = known.get(key);
  if (last !== undefined && performance.now() < last.goodUntil) return last.value;
  const began = performance.now();
  const value = searchConflicts(reader, {}, scope, now).then(({ conflicts }) => conflicts.length);
  // Whoever asks meanwhile waits for the same one.
  const count: Count = { value, goodUntil: Number.POSITIVE_INFINITY };
  known.set(key, count);
  const forget = () => known.delete(key);
  value.then(() => {
    const took = performance.now() - began;
    if (took < longMs) forget();
    else count.goodUntil = performance.now() + took * patience;
  }, forget);
  return value;
}
