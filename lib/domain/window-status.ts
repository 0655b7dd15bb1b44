import { formatInstant, formatRange } from "@/lib/time/format";
import { contains, intersect, merge, type Range, subtract } from "@/lib/time/range";
import { type FreezeRule, freezeHits, freezeReaches, gradeInWords, type Intent } from "./freeze";
import type { OccurrenceState } from "./occurrence-state";
import type { Rule } from "./refusal";

export type EnvironmentRule = {
  id: string;
  name: string;
  /** Whether it accepts deployments outside every window. A freeze closes it all the same. */
  defaultOpen: boolean;
  zone: string;
};

/** One opening of a window. */
export type OccurrenceRule = {
  id: string;
  windowId: string;
  windowName: string;
  during: Range;
  zone: string;
  status: OccurrenceState;
};

/**
 * What the evaluators look at. The occurrences are those of the environment; the freezes may be anybody's, their scope is
 * checked. Both need to reach from the instant asked about to as far as `nextOpen` shall look.
 */
export type WindowRules = {
  environment: EnvironmentRule;
  occurrences: readonly OccurrenceRule[];
  freezes: readonly FreezeRule[];
};

export type WindowStatus = {
  decision: "open" | "closed";
  /** Every rule that had a part, in words: never empty. */
  reasons: Rule[];
  instant: Date;
  /** The zone that the reasons speak in. */
  zone: string;
  /** When the decision changes, if it does within the given rules. */
  nextChangeAt?: Date;
  /** When it opens, if it is closed and opens within the given rules. */
  nextOpen?: Date;
};

/** The end of ECMAScript's time: "for ever", as far as a Date can say it. */
const endOfTime = new Date(8.64e15);

const asList = (intents: Intent | readonly Intent[]): readonly Intent[] =>
  "environmentId" in intents ? [intents] : intents;

/** The freezes that close for at least one of the intents: what is deployed together waits together. */
export function freezesThatHit(freezes: readonly FreezeRule[], intents: readonly Intent[]): FreezeRule[] {
  return freezes.filter((freeze) => intents.some((intent) => freezeHits(freeze, intent)));
}

/**
 * The stretches of `within` in which the intents may be deployed, in order: the union of the windows (or everything, where
 * the environment is open by default) without the freezes that hit. Overlapping openings are one (cases 3 and 4).
 */
export function openRanges(rules: WindowRules, intents: Intent | readonly Intent[], within: Range): Range[] {
  const cut = (ranges: readonly Range[]) => ranges.flatMap((range) => intersect(range, within) ?? []);
  const scheduled = rules.occurrences.filter((occurrence) => occurrence.status === "scheduled");
  const windows = rules.environment.defaultOpen ? [within] : merge(cut(scheduled.map(({ during }) => during)));
  return subtract(windows, cut(freezesThatHit(rules.freezes, asList(intents)).map(({ during }) => during)));
}

/** The first instant from `from` on that lies in one of the openings. */
function firstOpening(openings: readonly OccurrenceRule[], from: Date): Date | undefined {
  let first: Date | undefined;
  for (const { during } of openings) {
    if (during.end <= from) continue;
    if (during.start <= from) return from;
    if (first === undefined || during.start < first) first = during.start;
  }
  return first;
}

/**
 * The first instant from `from` on at which the intents may be deployed; undefined when the given rules hold none. It goes from
 * freeze to freeze instead of working out all open ranges, because every slot of a frozen week asks.
 */
export function nextOpenAt(rules: WindowRules, intents: Intent | readonly Intent[], from: Date): Date | undefined {
  const hits = freezesThatHit(rules.freezes, asList(intents));
  const scheduled = rules.occurrences.filter((occurrence) => occurrence.status === "scheduled");
  let earliest = from;
  while (true) {
    const open = rules.environment.defaultOpen ? earliest : firstOpening(scheduled, earliest);
    if (open === undefined) return undefined;
    const freeze = hits.find(({ during }) => contains(during, open));
    if (freeze === undefined) return open;
    earliest = freeze.during.end;
  }
}

/** What the windows alone say: freezes are not looked at. */
export function windowVerdict(rules: WindowRules, instant: Date): { open: boolean; reasons: Rule[]; since?: Date } {
  const { environment, occurrences } = rules;
  const here = occurrences.filter(({ during }) => contains(during, instant));
  const open = here.filter((occurrence) => occurrence.status === "scheduled");
  const reasons = open.map(({ windowId, windowName, during, zone }): Rule => {
    const reason = `${windowName} is open until ${formatInstant(during.end, zone)}.`;
    return { kind: "window", id: windowId, name: windowName, reason };
  });
  if (environment.defaultOpen) {
    const reason = `${environment.name} accepts deployments at any time.`;
    return {
      open: true,
      reasons: [...reasons, { kind: "environment", id: environment.id, name: environment.name, reason }],
    };
  }
  if (open.length > 0) {
    const since = new Date(Math.min(...open.map(({ during }) => during.start.getTime())));
    return { open: true, reasons, since };
  }
  const cancelled = here.map(({ windowId, windowName, during, zone }): Rule => {
    const reason = `The opening of ${windowName} on ${formatRange(during, zone)} was cancelled.`;
    return { kind: "window", id: windowId, name: windowName, reason };
  });
  const reason = `${environment.name} accepts deployments only in a window, and none is open.`;
  return {
    open: false,
    reasons: [...cancelled, { kind: "environment", id: environment.id, name: environment.name, reason }],
  };
}

/** What the freezes alone say. A freeze that is in force but lets the intent pass is named too, so that nobody wonders. */
export function freezeVerdict(
  rules: WindowRules,
  intents: Intent | readonly Intent[],
  instant: Date,
): { frozen: boolean; reasons: Rule[]; since?: Date } {
  const list = asList(intents);
  const inForce = rules.freezes.filter((freeze) => contains(freeze.during, instant));
  const hits = freezesThatHit(inForce, list);
  if (hits.length === 0) {
    const passed = inForce.filter((freeze) => list.some((intent) => freezeReaches(freeze.scope, intent)));
    const reasons = passed.map(({ freezeId, name, grade, during, zone }): Rule => {
      const reason = `${name} (${formatRange(during, zone)}) lets this pass: it closes ${gradeInWords(grade)}.`;
      return { kind: "freeze", id: freezeId, name, reason };
    });
    return { frozen: false, reasons };
  }
  const reasons = hits.map(({ freezeId, name, grade, during, zone }): Rule => {
    const reason = `${name} closes ${rules.environment.name} ${gradeInWords(grade)}, ${formatRange(during, zone)}.`;
    return { kind: "freeze", id: freezeId, name, reason };
  });
  return { frozen: true, reasons, since: new Date(Math.min(...hits.map(({ during }) => during.start.getTime()))) };
}

/**
 * Whether the intents may be deployed at `instant`, and why. The answer is for the instant given, never for "now" (case 2), and
 * it is the same for the screen, the API and the scheduler because all of them call this (case 7).
 *
 * Deny beats allow: a freeze closes over any number of open windows. An environment that is closed by default needs an
 * occurrence that is scheduled and in progress; cancelled ones count for nothing. It says nothing about what already runs.
 */
export function windowStatus(rules: WindowRules, intents: Intent | readonly Intent[], instant: Date): WindowStatus {
  const window = windowVerdict(rules, instant);
  const freeze = freezeVerdict(rules, intents, instant);
  const zone = rules.environment.zone;
  if (window.open && !freeze.frozen) {
    const [current] = openRanges(rules, intents, { start: instant, end: endOfTime });
    const end = current?.end ?? endOfTime;
    const reasons = [...window.reasons, ...freeze.reasons];
    return { decision: "open", reasons, instant, zone, ...(end < endOfTime ? { nextChangeAt: end } : {}) };
  }
  const reasons = [...(freeze.frozen ? freeze.reasons : []), ...(window.open ? [] : window.reasons)];
  const nextOpen = nextOpenAt(rules, intents, instant);
  const next = nextOpen === undefined ? {} : { nextChangeAt: nextOpen, nextOpen };
  return { decision: "closed", reasons, instant, zone, ...next };
}
