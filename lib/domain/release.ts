import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { accept, type Result, type Rule, refuse } from "./refusal";
import { type ReleaseEvent, type ReleaseState, releaseTransitions } from "./release-state";
import { releaseStateNames } from "./release-words";
import { nextState } from "./state-machine";

/** A release as its decisions see it. `name` is what people call it: "search-api 12.0.0". */
export type ReleaseFact = { id: string; name: string; status: ReleaseState };

const verbs: Partial<Record<ReleaseEvent, string>> = {
  build_handed_over: "takes no new build",
  withdrawn: "cannot be withdrawn",
  tried_again: "cannot be tried again",
  sent_back: "cannot be sent back",
};

/**
 * The state an event leads to by the table, or `wrong_state` with what the release is now. Everybody who changes a release's
 * status asks here, so no arrow is drawn twice.
 */
export function decideRelease(release: ReleaseFact, event: ReleaseEvent): Result<ReleaseState> {
  const to = nextState(releaseTransitions, release.status, event);
  if (to !== undefined) return accept(to);
  const reason = `${release.name} is ${releaseStateNames[release.status]} and ${verbs[event] ?? "cannot do that now"}.`;
  return refuse("wrong_state", reason, {
    rules: [
      { kind: "service", id: release.id, name: release.name, reason: whatHelps(release.status, event) ?? reason },
    ],
  });
}

function whatHelps(status: ReleaseState, event: ReleaseEvent): string | undefined {
  if (event !== "build_handed_over") return undefined;
  if (status === "failed") return "Send it back to its developers first; then it takes a new build.";
  if (status === "departing") return "Wait until its deployment has ended.";
  if (status === "released" || status === "rolled_back" || status === "withdrawn")
    return "Its story is over. Hand the build over under a new version.";
  return undefined;
}

/** What may still be said about a release differently: until QA accepted it, because after that others rely on it. */
const changeable: readonly ReleaseState[] = ["draft", "with_qa", "with_dev"];

/**
 * Whether the words of a release (kind, summary, database change, downtime, rollback plan) may change. After QA's acceptance they
 * stay (`wrong_state`): a feature that becomes a hotfix on the way would slip through a freeze that lets only hotfixes pass. The
 * version names what the builds were made as, so it changes only while there is none.
 */
export function decideChange(
  release: ReleaseFact,
  change: { version?: string },
  builds: number,
): Result<{ changed: true }> {
  if (!changeable.includes(release.status)) {
    const reason = `${release.name} is ${releaseStateNames[release.status]}; what it is stays as it was signed off.`;
    return refuse("wrong_state", reason);
  }
  if (change.version !== undefined && builds > 0) {
    return refuse("wrong_state", `${release.name} has builds already; they carry its version.`, { field: "version" });
  }
  return accept({ changed: true });
}

export type LiveSlotOfRelease = { id: string; environmentName: string; zone: string; during: Range };

/**
 * Whether a release may be withdrawn. One that stands in a slot may not (`in_use`, with the slots): giving up a slot is a decision
 * of its own, and its calendar must learn of it.
 */
export function decideWithdrawal(release: ReleaseFact, liveSlots: readonly LiveSlotOfRelease[]): Result<ReleaseState> {
  const decided = decideRelease(release, "withdrawn");
  if (!decided.ok || liveSlots.length === 0) return decided;
  const rules = liveSlots.map(({ id, environmentName, zone, during }): Rule => {
    const name = `${environmentName}, ${formatRange(during, zone)}`;
    return {
      kind: "lane",
      id,
      name,
      reason: `${release.name} stands in this slot. Cancel the slot or take it off first.`,
    };
  });
  return refuse(
    "in_use",
    `${release.name} is still booked. Cancel its ${rules.length === 1 ? "slot" : "slots"} first.`,
    {
      rules,
    },
  );
}
