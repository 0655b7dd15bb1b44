"use client";

import { Chip, StatusChip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { useNow } from "@/components/ui/use-now";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatInstant } from "@/lib/time/format";

const day = 86_400_000;

/** What sets a build apart, each in a word: urgency, risk, how often it came back, when it must leave. */
export function CardChips({ card }: { card: QueueCard }) {
  const { kind, round, bounces, databaseChange, back, column, departure, checks } = card;
  return (
    <ul aria-label="Remarks" className="mt-2 flex flex-wrap gap-1.5 [&>li]:flex [&>li]:max-w-full">
      {kind === "hotfix" && (
        <li>
          <StatusChip tone="risk">hotfix</StatusChip>
        </li>
      )}
      {round > 1 && (
        <li>
          <Chip tone="waiting">round {round}</Chip>
        </li>
      )}
      {bounces > 1 && (
        <li>
          <StatusChip tone="risk">bounced {bounces}×</StatusChip>
        </li>
      )}
      {databaseChange === "breaking" && (
        <li>
          <StatusChip tone="risk">breaking DB change</StatusChip>
        </li>
      )}
      {back !== null && (
        <li>
          <StatusChip tone="risk" mark="cross">
            {back.how} <RelativeTime at={back.at} zone={departure?.zone ?? "UTC"} />
          </StatusChip>
        </li>
      )}
      {column === "accepted" && (
        <li>
          <StatusChip tone="clear">accepted</StatusChip>
        </li>
      )}
      {column === "accepted" && departure !== null && departure.closedGates.length === 0 && (
        <li>
          <StatusChip tone="clear">ready</StatusChip>
        </li>
      )}
      {departure !== null && column !== "accepted" && (
        <li>
          <DepartureChip departure={departure} isBack={back !== null} />
        </li>
      )}
      {checks !== null && column !== "accepted" && column !== "back" && (
        <li>
          <StatusChip tone={checks.passed === checks.total ? "clear" : "waiting"}>
            {checks.passed} of {checks.total} checks
          </StatusChip>
        </li>
      )}
    </ul>
  );
}

function DepartureChip({ departure, isBack }: { departure: NonNullable<QueueCard["departure"]>; isBack: boolean }) {
  const now = useNow(60);
  const soon = departure.start.getTime() - now.getTime() < day;
  const words = isBack ? "misses" : "must depart";
  return (
    <StatusChip tone={isBack || soon ? "waiting" : "neutral"} mark={isBack ? "triangle" : "play"}>
      {words} {formatInstant(departure.start, departure.zone)}
    </StatusChip>
  );
}
