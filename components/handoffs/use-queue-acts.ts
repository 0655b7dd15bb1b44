"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/components/shell/viewer-context";
import { notify } from "@/components/ui/toaster";
import { claimHandoff, giveBackHandoff, passOffer, stepForMany, takeOverHandoff } from "@/lib/handoffs/actions";
import type { QueueCard } from "@/lib/handoffs/input";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { buildName } from "./queue-words";

type Judging = { verdict: "accept" | "reject"; card: QueueCard };
type ResultOfMany = { done: readonly string[]; refused: readonly { handoffId: string; message: string }[] };
type Step = (input: { handoffId: string }) => Promise<readonly [error: unknown, ...rest: unknown[]]>;

/** What the queue's buttons and keys do, what runs, and what was refused (shown at the card it belongs to). */
export function useQueueActs() {
  const queryClient = useQueryClient();
  const mayJudgeAtAll = useMay("handoff.judge");
  const [pendingId, setPendingId] = useState<string>();
  const [refused, setRefused] = useState<{ handoffId: string; refusal: ShownRefusal }>();
  const [judging, setJudging] = useState<Judging>();
  const [reassigning, setReassigning] = useState<readonly QueueCard[]>();
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);

  async function run(step: Step, card: QueueCard, done: string) {
    // Only the same build waits: what is meant for another one would be lost without a word.
    if (pendingId === card.handoffId) return;
    setPendingId(card.handoffId);
    setRefused(undefined);
    const [error] = await attempt(step({ handoffId: card.handoffId }));
    if (error) setRefused({ handoffId: card.handoffId, refusal: refusalOfError(error) });
    else notify({ title: `${buildName(card)} ${done}` });
    setPendingId((id) => (id === card.handoffId ? undefined : id));
    void queryClient.invalidateQueries();
  }

  /** Each build stands for itself: what is refused for one is done for the others, and said. */
  async function runMany(step: "claim" | "give_back", cards: readonly QueueCard[]) {
    if (pendingId !== undefined || cards.length === 0) return;
    setPendingId("many");
    const [error, result] = await attempt(stepForMany({ step, handoffIds: cards.map(({ handoffId }) => handoffId) }));
    if (error || result === undefined) notify({ title: refusalOfError(error).message, tone: "risk" });
    else tellOfMany(result, cards, step === "claim" ? "claimed" : "given back");
    setPendingId(undefined);
    void queryClient.invalidateQueries();
  }

  function tellOfMany(result: ResultOfMany, cards: readonly QueueCard[], word: string) {
    if (result.done.length > 0) notify({ title: `${result.done.length} ${word}` });
    for (const { handoffId, message } of result.refused) {
      const card = cards.find((each) => each.handoffId === handoffId);
      const title = card === undefined ? "Not done" : `${buildName(card)} not ${word}`;
      notify({ title, text: message, tone: "risk" });
    }
    setChosenIds(result.refused.map(({ handoffId }) => handoffId));
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
    passOffer: (card: QueueCard) => run(passOffer, card, "is for the whole group now"),
    reassigning,
    reassign: (cards: readonly QueueCard[]) => setReassigning(cards),
    reassigned: () => {
      setReassigning(undefined);
      setChosenIds([]);
    },
    keepWhereItIs: () => setReassigning(undefined),
    chosenIds,
    choose: (handoffId: string) =>
      setChosenIds((ids) => (ids.includes(handoffId) ? ids.filter((id) => id !== handoffId) : [...ids, handoffId])),
    chooseNone: () => setChosenIds([]),
    claimMany: (cards: readonly QueueCard[]) => runMany("claim", cards),
    giveBackMany: (cards: readonly QueueCard[]) => runMany("give_back", cards),
  };
}
export type QueueActs = ReturnType<typeof useQueueActs>;
