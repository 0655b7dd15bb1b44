"use client";

import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { QueueCard } from "@/lib/handoffs/input";
import { buildName } from "./queue-words";
import type { QueueActs } from "./use-queue-acts";

/** What can be done with a build here and now. Who may not judge it reads why. */
export function CardActs({ card, acts }: { card: QueueCard; acts: QueueActs }) {
  const { column, judge, isMine } = card;
  const name = buildName(card);
  if (column !== "waiting" && column !== "testing") return null;
  if (!judge.may) {
    return acts.mayJudgeAtAll ? <p className="mt-2.5 text-ink-2 text-xs">{judge.because}</p> : null;
  }
  const pending = acts.pendingId === card.handoffId;
  if (column === "waiting") {
    return (
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        <Button size="sm" aria-label={`Claim ${name}`} pending={pending} onClick={() => acts.claim(card)}>
          Claim
        </Button>
      </div>
    );
  }
  if (!isMine) {
    return (
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        <Button size="sm" aria-label={`Take over ${name}`} pending={pending} onClick={() => acts.takeOver(card)}>
          Take over
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-2.5 flex flex-wrap gap-1.5">
      <Button
        size="sm"
        variant="accept"
        aria-label={`Accept ${name}`}
        onClick={() => acts.open({ verdict: "accept", card })}
      >
        Accept…
      </Button>
      <Button
        size="sm"
        variant="danger"
        aria-label={`Reject ${name}`}
        onClick={() => acts.open({ verdict: "reject", card })}
      >
        Reject…
      </Button>
      <Menu
        align="start"
        trigger={
          <Button size="sm" variant="quiet" pending={pending} aria-label={`More for ${name}`}>
            More
          </Button>
        }
      >
        <MenuItem onSelect={() => acts.giveBack(card)}>Give back to the queue</MenuItem>
        {card.runUrl !== null && <MenuItem href={card.runUrl}>Open the pipeline run</MenuItem>}
      </Menu>
    </div>
  );
}
