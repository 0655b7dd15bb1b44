import type { Reader } from "@/db/client";
import type { PlaceResult } from "@/lib/domain/booking";
import type { BookingFacts } from "@/lib/domain/booking-facts";
import type { PlaceRefusal } from "@/lib/domain/booking-place";
import type { Reach } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, type Rule } from "@/lib/domain/refusal";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { loadBookingFacts, loadTakenSlots } from "./booking-facts";
import { loadSoakWait } from "./soak-facts";

/** How far ahead a refusal looks for places that are free instead. */
const lookAheadDays = 60;
const dayMs = 86_400_000;

type Judged = {
  environment: EnvironmentRule;
  occurrenceId: string | null;
  during: Range;
  /** Whose slots the refusal may call by their names. */
  scope: Reach;
  /** What is to leave: what is free instead lies after its soak. */
  soaking?: { releaseIds: readonly string[]; now: Date };
  /** Waits for one's turn at the place. Whoever only asks needs no turn. */
  takeTurn?: () => Promise<void>;
};

/**
 * Runs a decision on what lies at the wished place itself, which is quick to read. When that refuses, it decides again with the
 * next sixty days in sight, so that the refusal can say when it would pass and what is free instead.
 *
 * Whoever will write takes a turn at the place after a first yes, and looks once more at who stands there now. So those who come
 * too late are told in parallel, and only those who might win wait for each other.
 */
export async function judgePlace<T>(
  reader: Reader,
  { environment, occurrenceId, during, scope, soaking, takeTurn }: Judged,
  decide: (facts: BookingFacts) => PlaceResult<T>,
): Promise<Result<T>> {
  const near = await loadBookingFacts(reader, environment, spanOf(during), scope, occurrenceId);
  const first = decide(near);
  if (first.ok) {
    if (takeTurn === undefined) return accept(first.value);
    await takeTurn();
    const slots = await loadTakenSlots(reader, environment.id, spanOf(during), scope);
    const second = decide({ ...near, slots });
    if (second.ok) return accept(second.value);
  }
  const ahead = new Date(during.start.getTime() + lookAheadDays * dayMs);
  const horizon = { start: during.start, end: ahead > during.end ? ahead : during.end };
  const far = await loadBookingFacts(reader, environment, spanOf(horizon), scope, occurrenceId);
  const soak = soaking && (await loadSoakWait(reader, environment, soaking.releaseIds, soaking.now));
  const facts = { ...far, soakUntil: soak?.until };
  const decision = decide(facts);
  return decision.ok ? accept(decision.value) : { ok: false, refusal: withPlaces(decision, facts) };
}

/** Postgres refuses a range that ends before it starts; the decision refuses it with a better word. */
function spanOf({ start, end }: Range): Range {
  return end > start ? { start, end } : { start, end: new Date(start.getTime() + 1) };
}

/** The refusal with the free places among its rules, each in words. */
function withPlaces({ refusal, instead }: PlaceRefusal, facts: BookingFacts): Refusal {
  const free = instead.map(({ occurrenceId, lane, during }): Rule => {
    const occurrence = facts.occurrences.find(({ id }) => id === occurrenceId);
    const zone = occurrence?.zone ?? facts.environment.zone;
    const reason = `${occurrence?.windowName ?? facts.environment.name}, lane ${lane}, ${formatRange(during, zone)}.`;
    return { kind: "time", ...(occurrenceId === null ? {} : { id: occurrenceId }), name: "Free instead", reason };
  });
  return { ...refusal, rules: [...refusal.rules, ...free] };
}
