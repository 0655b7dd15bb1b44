import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { SwapState } from "@/lib/domain/swap-state";
import type { api } from "@/lib/rpc/client";

export type SwapRow = Awaited<ReturnType<typeof api.swaps.list.call>>["swaps"][number];

/** How an offer stands, in a mark and a word. */
export const swapLooks: Readonly<Record<SwapState, { tone: Tone; mark?: MarkName; word: string }>> = {
  offered: { tone: "waiting", mark: "dots", word: "open" },
  accepted: { tone: "clear", word: "accepted" },
  declined: { tone: "risk", mark: "cross", word: "declined" },
  withdrawn: { tone: "neutral", mark: "square", word: "taken back" },
  lapsed: { tone: "neutral", mark: "square", word: "lapsed" },
};
