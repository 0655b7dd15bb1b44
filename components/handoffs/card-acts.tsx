"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { QueueCard } from "@/lib/handoffs/input";
import { buildName } from "./queue-words";
import type { QueueActs } from "./use-queue-acts";

/** What can be done with a build here and now. Who may not judge it reads why. */
export function CardActs({ card, acts }: { card: QueueCard; acts: QueueActs }) {
  const { column, judge, isMine, handoffId, offer } = card;
  const name = buildName(card);
  if (column !== "waiting" && column !== "testing") return null;
  if (!judge.may) {
    return acts.mayJudgeAtAll ? <p className="mt-2.5 text-ink-2 text-xs">{judge.because}</p> : null;
  }
  const pending = acts.pendingId === handoffId;
  const more = (
    <Menu
      align="start"
      trigger={
        <Button size="sm" variant="quiet" pending={isMine && pending} aria-label={`More for ${name}`}>
          More
        </Button>
      }
    >
      {isMine && <MenuItem onSelect={() => acts.giveBack(card)}>Give back to the queue</MenuItem>}
      {offer?.isMine && <MenuItem onSelect={() => acts.passOffer(card)}>Let the group have it</MenuItem>}
      <MenuItem onSelect={() => acts.reassign([card])}>Give to somebody…</MenuItem>
      {card.runUrl !== null && <MenuItem href={card.runUrl}>Open the pipeline run</MenuItem>}
    </Menu>
  );
  if (column === "waiting") {
    const kept = offer !== null && !offer.isMine;
    return (
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        {!kept && (
          <Button size="sm" aria-label={`Claim ${name}`} pending={pending} onClick={() => acts.claim(card)}>
            Claim
          </Button>
        )}
        {more}
      </div>
    );
  }
  if (!isMine) {
    return (
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        <Button size="sm" aria-label={`Take over ${name}`} pending={pending} onClick={() => acts.takeOver(card)}>
          Take over
        </Button>
        {more}
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
      <ButtonLink size="sm" href={`/queue/${handoffId}`} aria-label={`Test plan and evidence of ${name}`}>
        Evidence
      </ButtonLink>
      {more}
    </div>
  );
}
