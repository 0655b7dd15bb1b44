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

type Verdict = Pick<Gate, "state" | "title" | "reason" | "since" | "fix">;

const handOver = { label: "Hand over a build", action: "hand_over" } as const;
const judge = { label: "Go to the QA queue", action: "judge" } as const;

/** What QA says of one release: always of its newest build, exactly. */
function verdictOn(release: ReleaseFacts, facts: SlotFacts): Verdict {
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
 * or without a release, nothing passes in any environment.
 */
export function qaGate(facts: SlotFacts): Gate {
  if (facts.releases.length === 0) {
    const fix = { label: "Choose a release", action: "choose_release" } as const;
    const reason = "No release is booked into this slot, so there is nothing to deploy.";
    return { gate: "qa", passed: false, state: "failed", title: "No release", reason, fix, rules: [] };
  }
  const verdicts = facts.releases.map((release) => ({ release, verdict: verdictOn(release, facts) }));
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
