"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import type { KeyboardEvent } from "react";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Avatar } from "@/components/ui/avatar";
import { hueColour } from "@/components/ui/hue-colour";
import { TextLink } from "@/components/ui/text-link";
import type { QueueCard as Card } from "@/lib/handoffs/input";
import { AgeBar } from "./age-bar";
import { CardActs } from "./card-acts";
import { CardChips } from "./card-chips";
import { buildName, cardLine } from "./queue-words";
import { UrgencyLine } from "./urgency-line";
import type { QueueActs } from "./use-queue-acts";

type QueueCardProps = {
  card: Card;
  acts: QueueActs;
  selected: boolean;
  onSelect: () => void;
  /** Why it stands where it stands; said of the first one. */
  reason?: string;
  zone: string;
};

/** The id of a card's element: the keys move the focus to it. */
export function cardElementId(handoffId: string): string {
  return `build-${handoffId}`;
}

export function QueueCard({ card, acts, selected, onSelect, reason, zone }: QueueCardProps) {
  const router = useRouter();
  const { handoffId, service, version, number, team, column, tester, isMine, judge } = card;
  const isWithQa = column === "waiting" || column === "testing";
  const titleId = `${cardElementId(handoffId)}-title`;
  const refusal = acts.refused?.handoffId === handoffId ? acts.refused.refusal : undefined;
  function onKeyDown(event: KeyboardEvent) {
    // Only on the card itself: Enter on a button inside presses the button.
    if (event.key === "Enter" && event.target === event.currentTarget) router.push(`/queue/${handoffId}`);
  }
  return (
    <article
      id={cardElementId(handoffId)}
      tabIndex={-1}
      aria-labelledby={titleId}
      onFocus={onSelect}
      onKeyDown={onKeyDown}
      style={{ borderLeftColor: hueColour(team.hue) }}
      className={clsx(
        "rounded-lg border border-line border-l-4 bg-panel px-3 py-2.5 outline-none",
        selected && "shadow-low ring-2 ring-accent",
      )}
    >
      {isWithQa && acts.mayJudgeAtAll && judge.may && (
        <input
          type="checkbox"
          className="hit-area float-right mt-1 ml-2 size-4 accent-accent phone:size-5"
          aria-label={`Choose ${buildName(card)}`}
          checked={acts.chosenIds.includes(handoffId)}
          onChange={() => acts.choose(handoffId)}
        />
      )}
      <h3 id={titleId}>
        <TextLink plain href={`/queue/${handoffId}`} className="font-semibold">
          {service.name} {version}
        </TextLink>{" "}
        <span className="whitespace-nowrap">· rc {number}</span>
      </h3>
      <p className="flex items-center gap-1.5 text-ink-2 text-xs">
        {team.name}
        {column === "testing" && tester !== null && (
          <>
            <span aria-hidden="true">·</span>
            <Avatar name={tester.name} size={18} />
            {isMine ? "you test it" : `${tester.name} tests it`}
          </>
        )}
      </p>
      <p className="mt-1 line-clamp-3 text-ink-2 text-sm">{cardLine(card)}</p>
      {card.note !== "" && (column === "waiting" || column === "testing") && (
        <p className="mt-1 line-clamp-3 text-sm">Note: {card.note}</p>
      )}
      <CardChips card={card} zone={zone} />
      <AgeBar card={card} />
      {isWithQa && <UrgencyLine urgency={card} first={reason} />}
      <CardActs card={card} acts={acts} />
      {refusal !== undefined && (
        <div className="mt-2.5">
          <RefusalNotice refusal={refusal} zone={zone} />
        </div>
      )}
    </article>
  );
}
