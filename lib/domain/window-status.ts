import { formatInstant, formatRange } from "@/lib/time/format";
import { contains, intersect, merge, type Range, subtract } from "@/lib/time/range";
import { type TimeIndex, timeIndex } from "@/lib/time/time-index";
import {
  exceptionsFor,
  type FreezeException,
  type FreezeRule,
  freezeReaches,
  freezesThatHit,
  type Intent,
} from "./freeze";
import { closingSentence, passingSentence } from "./freeze-words";
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

const isScheduled = ({ status }: OccurrenceRule) => status === "scheduled";

const asList = (intents: Intent | readonly Intent[]): readonly Intent[] =>
  "environmentId" in intents ? [intents] : intents;

/**
 * The stretches of `within` in which the intents may be deployed, in order: the union of the windows (or everything, where
 * the environment is open by default) without the freezes that hit. Overlapping openings are one (cases 3 and 4).
 */
export function openRanges(rules: WindowRules, intents: Intent | readonly Intent[], within: Range): Range[] {
  const cut = (ranges: readonly Range[]) => ranges.flatMap((range) => intersect(range, within) ?? []);
  const scheduled = rules.occurrences.filter(isScheduled);
  const windows = rules.environment.defaultOpen ? [within] : merge(cut(scheduled.map(({ during }) => during)));
  return subtract(windows, cut(freezesThatHit(rules.freezes, asList(intents)).map(({ during }) => during)));
}

const runsOf = new WeakMap<readonly OccurrenceRule[], { during: Range }[]>();

/** The stretches in which at least one opening takes place, worked out once for a list. */
function runs(openings: readonly OccurrenceRule[]): TimeIndex<{ during: Range }> {
  let merged = runsOf.get(openings);
  if (merged === undefined) {
    merged = merge(openings.filter(isScheduled).map(({ during }) => during)).map((during) => ({ during }));
    runsOf.set(openings, merged);
  }
  return timeIndex(merged);
}

/** The first instant from `from` on that lies in an opening that takes place. */
function firstOpening(openings: readonly OccurrenceRule[], from: Date): Date | undefined {
  if (runs(openings).at(from).length > 0) return from;
  for (const { during } of runs(openings).startingAfter(from)) return during.start;
  return undefined;
}

/** The first instant after this one, and before `end`, at which a freeze begins to close for the intents. */
function nextClosing(freezes: readonly FreezeRule[], intents: readonly Intent[], instant: Date, end: Date): Date {
  const index = timeIndex(freezes);
  let first = end;
  const look = (freeze: FreezeRule) => {
    for (const { during } of freezesThatHit([freeze], intents)) {
      if (during.start > instant && during.start < first) first = during.start;
    }
  };
  // One in force that an exception lets pass closes when the exception's time is over.
  index.at(instant).forEach(look);
  for (const freeze of index.startingAfter(instant)) {
    if (freeze.during.start >= first) break;
    look(freeze);
  }
  return first;
}

/**
 * The first instant from `from` on at which the intents may be deployed; undefined when the given rules hold none. It goes from
 * freeze to freeze instead of working out all open ranges, because every slot of a frozen week asks.
 */
export function nextOpenAt(rules: WindowRules, intents: Intent | readonly Intent[], from: Date): Date | undefined {
  const list = asList(intents);
  const freezes = timeIndex(rules.freezes);
  let earliest = from;
  while (true) {
    const open = rules.environment.defaultOpen ? earliest : firstOpening(rules.occurrences, earliest);
    if (open === undefined) return undefined;
    const freeze = freezesThatHit(freezes.at(open), list).find(({ during }) => contains(during, open));
    if (freeze === undefined) return open;
    // Nobody can say when a person will lift it.
    if (freeze.stopsTheLine) return undefined;
    earliest = freeze.during.end;
  }
}

/** What the windows alone say: freezes are not looked at. */
export function windowVerdict(rules: WindowRules, instant: Date): { open: boolean; reasons: Rule[]; since?: Date } {
  const { environment, occurrences } = rules;
  const here = timeIndex(occurrences).at(instant);
  const open = here.filter(isScheduled);
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

export type FreezeVerdict = {
  frozen: boolean;
  reasons: Rule[];
  since?: Date;
  /** Granted ones that let it pass now; asked-for ones, while it is frozen, that would. */
  exceptions: FreezeException[];
};

/** What the freezes alone say. A freeze that is in force but lets the intent pass is named too, so that nobody wonders. */
export function freezeVerdict(rules: WindowRules, intents: Intent | readonly Intent[], instant: Date): FreezeVerdict {
  const list = asList(intents);
  const inForce = timeIndex(rules.freezes).at(instant);
  const hits = freezesThatHit(inForce, list).filter((freeze) => contains(freeze.during, instant));
  const exceptions = (freezes: readonly FreezeRule[], wanted: FreezeException["status"]) =>
    freezes
      .flatMap((freeze) => list.flatMap((intent) => exceptionsFor(freeze, intent)))
      .filter(({ status, during }) => status === wanted && contains(during, instant));
  const ruleOf = (freeze: FreezeRule, reason: string): Rule => ({
    kind: "freeze",
    id: freeze.freezeId,
    name: freeze.name,
    reason,
  });
  if (hits.length === 0) {
    const passed = inForce.filter((freeze) => list.some((intent) => freezeReaches(freeze.scope, intent)));
    return {
      frozen: false,
      reasons: passed.map((freeze) => ruleOf(freeze, passingSentence(freeze, list, instant))),
      exceptions: exceptions(passed, "granted"),
    };
  }
  return {
    frozen: true,
    reasons: hits.map((freeze) => ruleOf(freeze, closingSentence(freeze, rules.environment.name))),
    since: new Date(Math.min(...hits.map(({ during }) => during.start.getTime()))),
    exceptions: exceptions(hits, "requested"),
  };
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
    const [run] = runs(rules.occurrences).at(instant);
    const closing = rules.environment.defaultOpen || run === undefined ? endOfTime : run.during.end;
    const end = nextClosing(rules.freezes, asList(intents), instant, closing);
    const reasons = [...window.reasons, ...freeze.reasons];
    return { decision: "open", reasons, instant, zone, ...(end < endOfTime ? { nextChangeAt: end } : {}) };
  }
  const reasons = [...(freeze.frozen ? freeze.reasons : []), ...(window.open ? [] : window.reasons)];
  const nextOpen = nextOpenAt(rules, intents, instant);
  const next = nextOpen === undefined ? {} : { nextChangeAt: nextOpen, nextOpen };
  return { decision: "closed", reasons, instant, zone, ...next };
}
