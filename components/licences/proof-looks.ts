import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { ProofState } from "@/lib/domain/continuous-licence";

/** How the state of a proof is shown: colour, mark and word together. */
export const proofLooks: Readonly<Record<ProofState, { tone: Tone; mark?: MarkName; words: string }>> = {
  live: { tone: "clear", words: "holds" },
  missing: { tone: "waiting", words: "missing" },
  failed: { tone: "risk", mark: "cross", words: "failed" },
  expired: { tone: "risk", mark: "square", words: "expired" },
  withdrawn: { tone: "risk", mark: "square", words: "withdrawn" },
};
