"use client";

import { useQuery } from "@tanstack/react-query";
import { AbsentThing } from "@/components/shell/absent-thing";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { handoffStateNames } from "@/lib/domain/release-words";
import type { Turn } from "@/lib/handoffs/input/turn-output";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { ChangedSince } from "./changed-since";
import { ChecksCard } from "./checks-card";
import { EvidenceCard } from "./evidence-card";
import { PlanCard } from "./plan-card";
import { RoundsBeside } from "./rounds-beside";
import { TurnActs } from "./turn-acts";
import { UrgencyLine } from "./urgency-line";
import { WaiverCard } from "./waiver-card";

/** One build in a tester's hands: what to look at, what was seen, what changed since last time. */
export function TurnScreen({ handoffId }: { handoffId: string }) {
  const { data: turn, error } = useQuery(api.handoffs.turn.queryOptions({ input: { handoffId } }));
  if (turn !== undefined) return <TurnInView turn={turn} />;
  return <AbsentThing what="build" error={error} />;
}

const stateTones = {
  queued: "waiting",
  testing: "accent",
  accepted: "clear",
  rejected: "risk",
  superseded: "neutral",
  withdrawn: "neutral",
} as const;

function TurnInView({ turn }: { turn: Turn }) {
  const { service, release, number, status, round, team, group, zone } = turn;
  const newer = turn.rounds[0];
  const isOver = status === "superseded" && newer !== undefined && newer.handoffId !== turn.handoffId;
  return (
    <PageBody>
      <PageHeader
        crumbs={[
          { label: "QA queue", href: "/queue" },
          { label: `${service.name} ${release.version}`, href: `/releases/${release.id}` },
          { label: `rc ${number}` },
        ]}
        title={`${service.name} ${release.version} · rc ${number}`}
        chips={
          <>
            <StatusChip tone={stateTones[status]}>{handoffStateNames[status]}</StatusChip>
            {release.kind === "hotfix" && <StatusChip tone="risk">hotfix lane</StatusChip>}
            {round > 1 && <StatusChip tone="waiting">round {round}</StatusChip>}
            {turn.offer !== null && (
              <StatusChip tone="accent" mark="play">
                {turn.offerIsMine ? "yours" : turn.offer.person.name} first until{" "}
                {formatInstant(turn.offer.until, zone)}
              </StatusChip>
            )}
          </>
        }
        subtitle={
          <>
            {team.name}
            {group !== null && ` · ${group.name} tests it, ${group.inTest} of ${group.limit} in test`}
            {turn.tester !== null && ` · ${turn.isMine ? "yours" : turn.tester.name}`}
            {" · handed over "}
            <TimeText at={turn.handedOverAt} zone={zone} />
          </>
        }
        actions={<TurnActs turn={turn} />}
      />
      {(status === "queued" || status === "testing") && <UrgencyLine urgency={turn} />}
      {isOver && (
        <Notice tone="waiting" title={`rc ${newer.number} was handed over since`}>
          Verdicts on this build count for nothing any more.{" "}
          <TextLink href={`/queue/${newer.handoffId}`}>Go to rc {newer.number}</TextLink>
        </Notice>
      )}
      {release.summary !== "" && <p className="max-w-prose text-ink-2">{release.summary}</p>}
      <div className="grid items-start gap-4.5 xl:grid-cols-[1.4fr_1fr] [&>*]:min-w-0 [&_section]:min-w-0">
        <div className="grid gap-4.5">
          <PlanCard turn={turn} />
          <EvidenceCard turn={turn} />
        </div>
        <div className="grid gap-4.5">
          {turn.waiver !== null && <WaiverCard turn={turn} waiver={turn.waiver} />}
          <ChangedSince turn={turn} />
          <ChecksCard checks={turn.checks} zone={zone} />
        </div>
      </div>
      <Card title="Rounds side by side" aside="newest first" className="min-w-0">
        <RoundsBeside turn={turn} />
      </Card>
    </PageBody>
  );
}
