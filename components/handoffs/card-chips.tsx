"use client";

import type { ReactNode } from "react";
import { ChanceChip } from "@/components/forecasts/chance-chip";
import { Chip, StatusChip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { useNow } from "@/components/ui/use-now";
import { queueSlack } from "@/lib/domain/queue-order";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatInstant } from "@/lib/time/format";

const day = 86_400_000;

const backWords = { rejected: "rejected", withdrawn: "withdrawn", deployment_failed: "sent back" } as const;

const remark = (key: string, chip: ReactNode) => <li key={key}>{chip}</li>;

/** What sets a build apart, each in a word: urgency, risk, how often it came back, how far its test has come. */
export function CardChips({ card, zone }: { card: QueueCard; zone: string }) {
  const { kind, round, bounces, databaseChange, back, column, departure, mustMake, tester, waiver, offer } = card;
  const isWithQa = column === "waiting" || column === "testing";
  const chips: ReactNode[] = [];
  if (kind === "hotfix") chips.push(remark("lane", <StatusChip tone="risk">hotfix lane</StatusChip>));
  if (offer !== null) {
    chips.push(
      remark(
        "offer",
        <StatusChip tone={offer.isMine ? "accent" : "neutral"} mark="play">
          {offer.isMine ? "yours first until" : `${offer.person.name} first until`} {formatInstant(offer.until, zone)}
        </StatusChip>,
      ),
    );
  }
  if (round > 1) chips.push(remark("round", <Chip tone="waiting">round {round}</Chip>));
  if (bounces > 1) chips.push(remark("bounces", <StatusChip tone="risk">bounced {bounces}×</StatusChip>));
  if (databaseChange === "breaking")
    chips.push(remark("database", <StatusChip tone="risk">breaking DB change</StatusChip>));
  if (back !== null) {
    chips.push(
      remark(
        "back",
        <StatusChip tone="risk" mark="cross">
          {backWords[back.how]} <RelativeTime at={back.at} zone={departure?.zone ?? zone} />
        </StatusChip>,
      ),
    );
  }
  if (column === "accepted" && waiver === null) {
    const words = tester === null ? "accepted by its regression run" : "accepted";
    chips.push(remark("accepted", <StatusChip tone="clear">{words}</StatusChip>));
  }
  if (waiver !== null && column === "accepted")
    chips.push(remark("waiver", <WaiverChip waiver={waiver} zone={zone} />));
  if (column === "accepted" && departure !== null && departure.closedGates.length === 0) {
    chips.push(remark("ready", <StatusChip tone="clear">ready</StatusChip>));
  }
  if (mustMake !== null && column === "back") {
    chips.push(remark("misses", <BackDueChip card={card} mustMake={mustMake} />));
  }
  if (mustMake !== null && isWithQa) chips.push(remark("due", <DueChip mustMake={mustMake} />));
  if (isWithQa) chips.push(...testChips(card));
  return (
    <ul aria-label="Remarks" className="mt-2 flex flex-wrap gap-1.5 [&>li]:flex [&>li]:max-w-full">
      {chips}
      <li>
        <ChanceChip
          releaseId={card.releaseId}
          name={`${card.service.name} ${card.version}`}
          zone={departure?.zone ?? zone}
          departsAt={departure?.start}
        />
      </li>
    </ul>
  );
}

/** How far the test plan has come, and what the pipeline says. */
function testChips({ plan, pipeline, checks }: QueueCard): ReactNode[] {
  const chips: ReactNode[] = [];
  if (plan !== null) {
    const tone = plan.failed > 0 ? "risk" : plan.done === plan.total ? "clear" : "neutral";
    const failed = plan.failed > 0 ? `, ${plan.failed} failed` : "";
    chips.push(remark("plan", <StatusChip tone={tone}>{`${plan.done} of ${plan.total} tested${failed}`}</StatusChip>));
  }
  if (pipeline !== null && pipeline.failed > 0) {
    const word = pipeline.failed === 1 ? "check failed" : "checks failed";
    chips.push(remark("pipeline", <StatusChip tone="risk" mark="cross">{`${pipeline.failed} ${word}`}</StatusChip>));
  }
  if (pipeline !== null && pipeline.failed === 0 && pipeline.running > 0) {
    const word = pipeline.running === 1 ? "check runs" : "checks run";
    chips.push(remark("pipeline", <StatusChip tone="waiting">{`${pipeline.running} ${word}`}</StatusChip>));
  }
  if (checks !== null) {
    const tone = checks.passed === checks.total ? "clear" : "waiting";
    chips.push(remark("checks", <StatusChip tone={tone}>{`${checks.passed} of ${checks.total} checks`}</StatusChip>));
  }
  return chips;
}

/** A departure is called by its time already. */
function promiseInWords({ kind, name, acceptBy, zone }: NonNullable<QueueCard["mustMake"]>): string {
  return kind === "train" ? name : `${name} ${formatInstant(acceptBy, zone)}`;
}

function DueChip({ mustMake }: { mustMake: NonNullable<QueueCard["mustMake"]> }) {
  const now = useNow(60);
  const soon = mustMake.acceptBy.getTime() - now.getTime() < day;
  return (
    <StatusChip tone={soon ? "waiting" : "neutral"} mark="play">
      {promiseInWords(mustMake)}
    </StatusChip>
  );
}

/** What came back can still make it while there is time for a whole test. */
function BackDueChip({ card, mustMake }: { card: QueueCard; mustMake: NonNullable<QueueCard["mustMake"]> }) {
  const now = useNow(60);
  const slack = queueSlack(card, now);
  if (slack === null || slack >= 0) return <DueChip mustMake={mustMake} />;
  return (
    <StatusChip tone="waiting" mark="triangle">
      misses {promiseInWords(mustMake)}
    </StatusChip>
  );
}

function WaiverChip({ waiver, zone }: { waiver: NonNullable<QueueCard["waiver"]>; zone: string }) {
  const now = useNow(60);
  if (waiver.settledAt !== null) return <StatusChip tone="clear">accepted, condition settled</StatusChip>;
  const over = waiver.expiresAt <= now;
  return (
    <StatusChip tone={over ? "risk" : "waiting"} title={waiver.risk}>
      {over ? "waiver expired" : "waiver until"} {formatInstant(waiver.expiresAt, zone)}
    </StatusChip>
  );
}
