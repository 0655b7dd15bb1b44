"use client";

import { useEffect, useState } from "react";
import { useShortcut } from "@/components/shell/shortcuts";
import type { QueueCard } from "@/lib/handoffs/input";
import { cardElementId } from "./queue-card";
import { queueColumns } from "./queue-words";
import type { QueueActs } from "./use-queue-acts";

function focusCard(handoffId: string): void {
  document.getElementById(cardElementId(handoffId))?.focus();
}

/**
 * The keys of the queue: j and k go through the cards, column after column, n goes to what is to be tested next; c, a, r, u, t and x
 * act on the card that is in focus. A card that changes its column keeps the focus.
 */
export function useQueueKeys(cards: readonly QueueCard[], acts: QueueActs) {
  const [selectedId, setSelectedId] = useState<string>();
  const inOrder = queueColumns.flatMap(({ column }) => cards.filter((card) => card.column === column));
  const place = inOrder.findIndex((card) => card.handoffId === selectedId);
  const selected = inOrder[place];

  function go(step: number) {
    const from = place === -1 && step < 0 ? inOrder.length : place;
    const next = inOrder[Math.min(inOrder.length - 1, Math.max(0, from + step))];
    if (next === undefined) return;
    setSelectedId(next.handoffId);
    focusCard(next.handoffId);
  }
  useShortcut("j", "Next build", () => go(1));
  useShortcut("k", "Build before", () => go(-1));
  useShortcut("n", "What to test next", () => {
    const free = ({ offer }: QueueCard) => offer === null || offer.isMine;
    const next = inOrder.find((card) => card.column === "waiting" && card.judge.may && free(card));
    if (next === undefined) return;
    setSelectedId(next.handoffId);
    focusCard(next.handoffId);
  });

  const mine = selected?.column === "testing" && selected.isMine && selected.judge.may;
  const waits = selected?.column === "waiting" && selected.judge.may;
  useShortcut("c", "Claim the chosen build", () => selected && acts.claim(selected), { enabled: waits === true });
  useShortcut("a", "Accept the chosen build", () => selected && acts.open({ verdict: "accept", card: selected }), {
    enabled: mine === true,
  });
  useShortcut("r", "Reject the chosen build", () => selected && acts.open({ verdict: "reject", card: selected }), {
    enabled: mine === true,
  });

  useShortcut("u", "Give the build back to the queue", () => selected && acts.giveBack(selected), {
    enabled: mine === true,
  });
  const withQa = (selected?.column === "testing" || selected?.column === "waiting") && selected.judge.may;
  useShortcut("t", "Give the build to somebody", () => selected && acts.reassign([selected]), { enabled: withQa });
  useShortcut("x", "Choose the build, or not", () => selected && acts.choose(selected.handoffId), { enabled: withQa });

  const column = selected?.column;
  const isJudging = acts.judging !== undefined || acts.reassigning !== undefined;
  useEffect(() => {
    // The element of a card that went to another column is a new one; the focus fell to the page meanwhile.
    if (column === undefined || selectedId === undefined || isJudging) return;
    if (document.activeElement === document.body) focusCard(selectedId);
  }, [column, selectedId, isJudging]);

  return { selectedId, select: setSelectedId };
}
