import { formatDuration, formatInstant } from "@/lib/time/format";
import type { Gate } from "./gate";
import type { Rule } from "./refusal";
import type { ReleaseFacts, SlotFacts } from "./slot-facts";

const minuteMs = 60_000;

type Verdict = { state: Gate["state"]; title: string; reason: string; since?: Date; nextOpen?: Date };

/** A release that is to leave, as far as its soak goes. */
export type SoakingRelease = Pick<ReleaseFacts, "soak" | "kind"> & { newestBuild: { number: number } | null };

function verdictOn({ soak, kind, newestBuild }: SoakingRelease, zone: string, instant: Date): Verdict | undefined {
  if (soak === null || soak.minutes === 0) return undefined;
  const length = formatDuration(soak.minutes * minuteMs);
  const place = soak.stopName;
  if (place === null) {
    const reason = `It is deployed nowhere before, so there is no place in which it could run for ${length} first.`;
    return { state: "clear", title: "No stop before", reason };
  }
  if (soak.hotfixesExempt && kind === "hotfix") {
    return {
      state: "clear",
      title: "No soak for a hotfix",
      reason: `A hotfix need not run ${length} in ${place} first.`,
    };
  }
  const rc = newestBuild === null ? "It" : `rc ${newestBuild.number}`;
  if (soak.runningSince === null) {
    const reason = `${rc} must run ${length} in ${place} first, and it does not run there yet.`;
    return { state: "waiting", title: `Not in ${place} yet`, reason };
  }
  const passesAt = new Date(soak.runningSince.getTime() + soak.minutes * minuteMs);
  const since = `${rc} runs in ${place} since ${formatInstant(soak.runningSince, zone)}`;
  if (passesAt <= instant) {
    return {
      state: "clear",
      title: `Ran ${length} in ${place}`,
      reason: `${since}, ${length} or longer.`,
      since: passesAt,
    };
  }
  return {
    state: "waiting",
    title: `Soaks in ${place}`,
    reason: `${since} and must run there for ${length}: until ${formatInstant(passesAt, zone)}.`,
    since: soak.runningSince,
    nextOpen: passesAt,
  };
}

const worse = { clear: 0, waiting: 1, failed: 2 } as const;

/**
 * The minimum time at the stop before, judged at `instant`: whether exactly the build that would be deployed has run there long enough.
 * A newer build starts again. `undefined` where no rule asks for it, so that nobody reads about a condition that is none.
 */
export function soakGate(facts: SlotFacts, instant: Date): Gate | undefined {
  const { zone } = facts.environment;
  const judged = facts.releases.flatMap((release) => {
    const verdict = verdictOn(release, zone, instant);
    return verdict === undefined ? [] : [{ release, verdict }];
  });
  const [first] = judged;
  if (first === undefined) return undefined;
  const rules = judged.map(({ release, verdict }): Rule => {
    const name = `${release.serviceName} ${release.version}`;
    return { kind: "environment", id: release.releaseId, name, reason: verdict.reason };
  });
  const worst = judged.reduce((a, b) => (worse[b.verdict.state] > worse[a.verdict.state] ? b : a), first);
  const waiting = judged.filter(({ verdict }) => verdict.state !== "clear").map(({ verdict }) => verdict.nextOpen);
  const known = waiting.filter((at) => at !== undefined);
  // Only when it is known of every one that waits can be said when the whole slot may go.
  const nextOpen = known.length > 0 && known.length === waiting.length ? latest(known) : undefined;
  const { state, title, since } = worst.verdict;
  return {
    gate: "soak",
    passed: state === "clear",
    state,
    title: judged.length === 1 || state === "clear" ? title : `${worst.release.serviceName}: ${title}`,
    reason: rules.length === 1 ? first.verdict.reason : rules.map((rule) => `${rule.name}: ${rule.reason}`).join(" "),
    ...(since === undefined ? {} : { since }),
    ...(nextOpen === undefined ? {} : { nextOpen }),
    rules,
  };
}

/** Until when releases must run at the stop before, seen from `now`. */
export type SoakWait = {
  /** No gate lets them pass before. */
  until: Date;
  /** They do not run there yet: it will be later, the later they are deployed there. */
  isOpen: boolean;
  /** A full sentence. */
  reason: string;
};

/**
 * What keeps these releases from leaving together because of their soak; undefined where nothing does any more. The longest wait counts;
 * one that does not run at the stop before yet takes at least the whole time from now on.
 */
export function soakWait(releases: readonly SoakingRelease[], zone: string, now: Date): SoakWait | undefined {
  const waits = releases.flatMap((release): SoakWait[] => {
    const verdict = verdictOn(release, zone, now);
    if (verdict === undefined || verdict.state === "clear") return [];
    const { nextOpen, reason } = verdict;
    const atLeast = new Date(now.getTime() + (release.soak?.minutes ?? 0) * minuteMs);
    return [{ until: nextOpen ?? atLeast, isOpen: nextOpen === undefined, reason }];
  });
  return waits.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0];
}

/** A slot that opens before the end of a soak has to wait for it: so none is proposed earlier. */
export function afterSoak(notBefore: Date, soakUntil: Date | undefined): Date {
  return soakUntil !== undefined && soakUntil > notBefore ? soakUntil : notBefore;
}

function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((at) => at.getTime())));
}
