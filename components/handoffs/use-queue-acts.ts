"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/shell/viewer-context";
import { notify } from "@/components/ui/toaster";
import { claimHandoff, giveBackHandoff, takeOverHandoff } from "@/lib/handoffs/actions";
import type { QueueCard } from "@/lib/handoffs/input";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { buildName } from "./queue-words";

type Judging = { verdict: "accept" | "reject"; card: QueueCard };
type Step = (input: { handoffId: string }) => Promise<readonly [error: unknown, ...rest: unknown[]]>;

/** What the queue's buttons and keys do, what runs, and what was refused (shown at the card it belongs to). */
export function useQueueActs() {
  const queryClient = useQueryClient();
  const mayJudgeAtAll = useMay("handoff.judge");
  const [pendingId, setPendingId] = useState<string>();
  const [refused, setRefused] = useState<{ handoffId: string; refusal: ShownRefusal }>();
  const [judging, setJudging] = useState<Judging>();

  async function run(step: Step, card: QueueCard, done: string) {
    if (pendingId !== undefined) return;
    setPendingId(card.handoffId);
    setRefused(undefined);
    try {
      const [error] = await step({ handoffId: card.handoffId });
      if (error) setRefused({ handoffId: card.handoffId, refusal: refusalOfError(error) });
      else notify({ title: `${buildName(card)} ${done}` });
    } catch (error) {
      setRefused({ handoffId: card.handoffId, refusal: refusalOfError(error) });
    } finally {
      setPendingId(undefined);
      await queryClient.invalidateQueries();
    }
  }

  return {
    mayJudgeAtAll,
    pendingId,
    refused,
    forgetRefusal: () => setRefused(undefined),
    judging,
    open: setJudging,
    close: () => setJudging(undefined),
    claim: (card: QueueCard) => run(claimHandoff, card, "is yours to test"),
    takeOver: (card: QueueCard) => run(takeOverHandoff, card, "is yours to test now"),
    giveBack: (card: QueueCard) => run(giveBackHandoff, card, "waits in the queue again"),
  };
}
export type QueueActs = ReturnType<typeof useQueueActs>;
