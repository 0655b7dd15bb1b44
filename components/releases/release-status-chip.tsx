import { StatusChip } from "@/components/ui/chip";
import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { ReleaseState } from "@/lib/domain/release-state";

const looks: Readonly<Record<ReleaseState, { tone: Tone; words: string; mark?: MarkName; solid?: boolean }>> = {
  draft: { tone: "neutral", words: "draft" },
  with_qa: { tone: "waiting", words: "with QA" },
  with_dev: { tone: "risk", words: "back with developers", mark: "cross" },
  accepted: { tone: "clear", words: "accepted" },
  departing: { tone: "accent", words: "departing", mark: "dot", solid: true },
  released: { tone: "clear", words: "released" },
  failed: { tone: "risk", words: "failed", mark: "cross" },
  rolled_back: { tone: "risk", words: "rolled back", mark: "square" },
  withdrawn: { tone: "neutral", words: "withdrawn", mark: "square" },
};

/** Where a release stands, in a mark and a word; with QA also in which round. */
export function ReleaseStatusChip({ status, round }: { status: ReleaseState; round?: number | null }) {
  const { words, ...look } = looks[status];
  const inRound = round != null && round > 0 && (status === "with_qa" || status === "with_dev");
  return (
    <StatusChip {...look}>
      {words}
      {inRound && ` · round ${round}`}
    </StatusChip>
  );
}

export function releaseStatusWords(status: ReleaseState): string {
  return looks[status].words;
}
