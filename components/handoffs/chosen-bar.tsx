"use client";

import { Button } from "@/components/ui/button";
import type { QueueCard } from "@/lib/handoffs/input";
import type { QueueActs } from "./use-queue-acts";

/** What can be done with several builds at once. Each stands for itself; what is refused for one is said. */
export function ChosenBar({ cards, acts }: { cards: readonly QueueCard[]; acts: QueueActs }) {
  const chosen = cards.filter(({ handoffId }) => acts.chosenIds.includes(handoffId));
  if (chosen.length === 0) return null;
  const waiting = chosen.filter((card) => card.column === "waiting");
  const mine = chosen.filter((card) => card.column === "testing" && card.isMine);
  const pending = acts.pendingId === "many";
  return (
    <section
      aria-label="Chosen builds"
      className="sticky bottom-3 z-20 mx-4 mb-3 flex flex-wrap items-center gap-2 rounded-xl border border-line bg-raised px-3.5 py-2 shadow-float md:mx-auto md:w-fit phone:bottom-[calc(4.5rem+env(safe-area-inset-bottom))]"
    >
      <p className="mr-1 font-semibold text-sm">{chosen.length} chosen</p>
      {waiting.length > 0 && (
        <Button size="sm" variant="primary" pending={pending} onClick={() => acts.claimMany(waiting)}>
          Claim {waiting.length}
        </Button>
      )}
      {mine.length > 0 && (
        <Button size="sm" pending={pending} onClick={() => acts.giveBackMany(mine)}>
          Give back {mine.length}
        </Button>
      )}
      <Button size="sm" onClick={() => acts.reassign(chosen)}>
        Give to somebody…
      </Button>
      <Button size="sm" variant="quiet" onClick={acts.chooseNone}>
        Choose none
      </Button>
    </section>
  );
}
