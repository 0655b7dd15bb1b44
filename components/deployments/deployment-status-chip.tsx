import { StatusChip } from "@/components/ui/chip";
import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { DeploymentState } from "@/lib/domain/deployment-state";

type Look = { tone: Tone; words: string; mark?: MarkName; solid?: boolean };

const looks: Readonly<Record<DeploymentState, Look>> = {
  pending: { tone: "waiting", words: "about to be called" },
  calling: { tone: "accent", words: "calling", mark: "dots" },
  running: { tone: "accent", words: "running", mark: "dot", solid: true },
  succeeded: { tone: "clear", words: "succeeded" },
  failed: { tone: "risk", words: "failed", mark: "cross" },
  timed_out: { tone: "risk", words: "timed out" },
  rolling_back: { tone: "waiting", words: "rolling back" },
  rolled_back: { tone: "risk", words: "rolled back", mark: "square" },
};

export function deploymentStatusWords(status: DeploymentState): string {
  return looks[status].words;
}

type Standing = { status: DeploymentState; acceptedAt: Date | null; nextCallAt: Date | null };

/** Where a deployment stands. While it is being called: whether the receiver has taken it, or is to be called again. */
export function DeploymentStatusChip({ status, acceptedAt, nextCallAt }: Standing) {
  const { words, ...look } = looks[status];
  const more = status !== "calling" ? words : acceptedAt ? "accepted" : nextCallAt ? "to be called again" : words;
  return <StatusChip {...look}>{more}</StatusChip>;
}
