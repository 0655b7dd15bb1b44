import { formatInstant } from "@/lib/time/format";
import type { Gate } from "./gate";
import type { RejectionCategory } from "./handoff-state";
import type { Rule } from "./refusal";
import type { ReleaseFacts, SlotFacts } from "./slot-facts";

export const categoryNames: Record<RejectionCategory, string> = {
  wrong_result: "wrong result",
  crash: "crash",
  performance: "performance",
  configuration: "configuration",
  regression: "regression",
  missing_change: "missing change",
  environment: "environment",
  other: "other",
};

type Waiver = NonNullable<NonNullable<ReleaseFacts["newestHandoff"]>["waiver"]>;
type Verdict = Pick<Gate, "state" | "title" | "reason" | "since" | "fix">;

const handOver = { label: "Hand over a build", action: "hand_over" } as const;
const settle = { label: "See the condition", action: "settle_waiver" } as const;
const judge = { label: "Go to the QA queue", action: "judge" } as const;

/**
 * Rule 4 for a continuous service: the acceptance of its regression run counts as long as that is what it is, and as long as the run
 * stands. One that was withdrawn, or failed when it was run again, vouches for nothing.
 */
function verdictOfRun(
  { cadence, serviceName }: ReleaseFacts,
  run: { stands: boolean },
  what: string,
  since: Date,
): Verdict {
  const failed = (reason: string): Verdict => ({
    state: "failed",
    title: "Regression run does not count",
    reason,
    since,
    fix: handOver,
  });
  if (cadence !== "continuous") {
    return failed(
      `A regression run accepted ${what}, which counts only while ${serviceName} deploys continuously. A tester must judge a build.`,
    );
  }
  if (!run.stands) return failed(`The regression run that accepted ${what}, was withdrawn or has failed since.`);
  const reason = `Its regression run passed and accepted ${what}. No tester looked at it.`;
  return { state: "clear", title: "Accepted by its regression run", reason, since };
}

/** An acceptance under a condition holds until its day, and for good once the condition was settled. */
function verdictUnder(
  { risk, takenByName, expiresAt, settledAt }: Waiver,
  what: string,
  rc: string,
  zone: string,
  instant: Date,
): Verdict {
  const text = `${takenByName} accepted ${what}, and took a risk: ${risk}`.replace(/([^.!?])$/, "$1.");
  if (settledAt !== null) {
    const reason = `${text} The condition was settled on ${formatInstant(settledAt, zone)}.`;
    return { state: "clear", title: `QA accepted ${rc}`, reason, since: settledAt };
  }
  const until = formatInstant(expiresAt, zone, "full");
  if (instant >= expiresAt) {
    const reason = `${text} That was good until ${until}, and nobody has settled it.`;
    return { state: "failed", title: "Waiver expired", reason, since: expiresAt, fix: settle };
  }
  return { state: "clear", title: "Accepted under a condition", reason: `${text} Good until ${until}.` };
}

/** What QA says of one release: always of its newest build, exactly. */
function verdictOn(release: ReleaseFacts, facts: SlotFacts, instant: Date): Verdict {
  const { newestBuild: build, newestHandoff: handoff } = release;
  if (build === null) {
    return { state: "failed", title: "No build", reason: "There is no build to deploy yet.", fix: handOver };
  }
  const rc = `rc ${build.number}`;
  if (!facts.environment.requiresAcceptance) {
    const reason = `${facts.environment.name} does not ask for QA's acceptance; ${rc} would go out.`;
    return { state: "clear", title: `Build ${rc}`, reason };
  }
  if (handoff === null) {
    return {
      state: "waiting",
      title: `${rc} not handed over`,
      reason: `QA has not been given ${rc} yet.`,
      fix: handOver,
    };
  }
  const round = `round ${handoff.round}`;
  const who = handoff.testerName ?? "QA";
  const when = handoff.decidedAt === null ? "" : ` on ${formatInstant(handoff.decidedAt, facts.environment.zone)}`;
  const since = handoff.decidedAt ?? handoff.handedOverAt;
  // A rejection stays open until a newer build is handed over: having built one is not enough.
  if (handoff.state === "rejected") {
    const category = handoff.category === null ? "" : ` (${categoryNames[handoff.category]})`;
    const newer = handoff.buildId === build.id ? "" : ` ${rc} has not been handed over yet.`;
    const reason = `${who} sent it back${when}${category}: ${handoff.reason}.${newer}`.replace(/([.!?])\.+/g, "$1");
    return { state: "failed", title: `Rejected in ${round}`, reason, since, fix: handOver };
  }
  if (handoff.buildId !== build.id) {
    const reason = `${rc} is newer than the build that QA has, and no verdict on another build counts for it.`;
    return { state: "waiting", title: `${rc} not handed over`, reason, since, fix: handOver };
  }
  switch (handoff.state) {
    case "accepted":
      if (handoff.run !== null) return verdictOfRun(release, handoff.run, `${rc}${when}, ${round}`, since);
      if (handoff.waiver !== null) {
        return verdictUnder(handoff.waiver, `${rc}${when}, ${round}`, rc, facts.environment.zone, instant);
      }
      return { state: "clear", title: `QA accepted ${rc}`, reason: `${who} accepted ${rc}${when}, ${round}.`, since };
    case "testing":
      return {
        state: "waiting",
        title: `In test, ${round}`,
        reason: `${who} is testing ${rc}, ${round}.`,
        since,
        fix: judge,
      };
    case "queued":
      return {
        state: "waiting",
        title: `With QA, ${round}`,
        reason: `${rc} waits for a tester, ${round}.`,
        since,
        fix: judge,
      };
    case "superseded":
    case "withdrawn": {
      const reason = `The hand-over of ${rc} was ${handoff.state === "withdrawn" ? "withdrawn" : "superseded"}.`;
      return { state: "waiting", title: `${rc} not with QA`, reason, since, fix: handOver };
    }
  }
}

const severity = { clear: 0, waiting: 1, failed: 2 } as const;

/**
 * Rule 4: every release ships only the build that QA accepted, exactly that one, where the environment asks for it; an open
 * rejection vetoes, whatever timer runs (case 18). A newer build clears the verdicts on older ones (case 17). Without a build,
 * or without a release, nothing passes in any environment. An acceptance under a condition counts at `instant` only until its day.
 */
export function qaGate(facts: SlotFacts, instant: Date): Gate {
  if (facts.releases.length === 0) {
    const fix = { label: "Choose a release", action: "choose_release" } as const;
    const reason = "No release is booked into this slot, so there is nothing to deploy.";
    return { gate: "qa", passed: false, state: "failed", title: "No release", reason, fix, rules: [] };
  }
  const verdicts = facts.releases.map((release) => ({ release, verdict: verdictOn(release, facts, instant) }));
  const rules = verdicts.map(({ release, verdict }): Rule => {
    const name = `${release.serviceName} ${release.version}`;
    return { kind: "qa", id: release.newestHandoff?.id ?? release.releaseId, name, reason: verdict.reason };
  });
  // The worst one speaks for all; among equals the first.
  const worst = verdicts.reduce((a, b) => (severity[b.verdict.state] > severity[a.verdict.state] ? b : a));
  const { verdict, release } = worst;
  const only = verdicts.length === 1;
  const allClear = verdict.state === "clear";
  return {
    gate: "qa",
    passed: allClear,
    ...verdict,
    title: only ? verdict.title : allClear ? "QA: all builds clear" : `${release.serviceName}: ${verdict.title}`,
    reason: only ? verdict.reason : rules.map((rule) => `${rule.name}: ${rule.reason}`).join(" "),
    rules,
  };
}
