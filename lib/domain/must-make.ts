import { formatDuration, formatInstant } from "@/lib/time/format";

/** What a build must be accepted in time for: one fact per promise, whatever kind it is. */
export type MustMake = {
  kind: "slot" | "train";
  /** The slot's or the departure's id. */
  id: string;
  /** As it goes on after "to make": "Production", "train 48". */
  name: string;
  /** QA's verdict must be there by then. */
  acceptBy: Date;
  zone: string;
};

/** How long a test takes here, from the tests of the last months. */
export type TestNeed = {
  minutes: number;
  /** Finished tests it is the median of; 0: nobody knows, it is assumed. */
  basedOn: number;
  /** Whose tests: the service's own, or all when it has too few. */
  of: "service" | "all" | "assumed";
};

export type Urgency = { mustMake: MustMake | null; need: TestNeed; claimedAt: Date | null };

const minuteMs = 60_000;

/** Of several promises the first one decides. */
export function firstToMake(facts: readonly MustMake[]): MustMake | null {
  return facts.reduce<MustMake | null>(
    (first, fact) => (first === null || fact.acceptBy < first.acceptBy ? fact : first),
    null,
  );
}

/** Milliseconds of testing still to come: all of it before the claim, what is left of it afterwards, never less than nothing. */
export function testingLeft({ need, claimedAt }: Pick<Urgency, "need" | "claimedAt">, now: Date): number {
  const begun = claimedAt === null ? 0 : now.getTime() - claimedAt.getTime();
  return Math.max(0, need.minutes * minuteMs - Math.max(0, begun));
}

/**
 * Milliseconds that may still be lost before the promise cannot be kept: time until the verdict is due less the testing that is left.
 * Negative when it is too late already; null where nothing is promised.
 */
export function slackOf(urgency: Urgency, now: Date): number | null {
  if (urgency.mustMake === null) return null;
  return urgency.mustMake.acceptBy.getTime() - now.getTime() - testingLeft(urgency, now);
}

const inWords = (ms: number) => formatDuration(Math.max(minuteMs, Math.round(ms / minuteMs) * minuteMs));

/**
 * Why a build stands where it stands, as one sentence without its full stop: "must be accepted by Thu 26 Nov 14:00 CET to make
 * Production; needs about 6 h; slack 3 h".
 */
export function urgencyInWords(urgency: Urgency, now: Date): string {
  const { mustMake, need, claimedAt } = urgency;
  const left = testingLeft(urgency, now);
  const assumed = need.of === "assumed" ? ", which is assumed" : "";
  const needs =
    claimedAt === null
      ? `needs about ${inWords(left)}${assumed}`
      : left === 0
        ? "takes longer than usual"
        : `needs about ${inWords(left)} more`;
  const slack = slackOf(urgency, now);
  if (mustMake === null || slack === null) return `nothing is booked for it; ${needs}`;
  const by = `must be accepted by ${formatInstant(mustMake.acceptBy, mustMake.zone)} to make ${mustMake.name}`;
  return `${by}; ${needs}; ${slack < 0 ? `${inWords(-slack)} too little` : `slack ${inWords(slack)}`}`;
}
