"use client";

import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { MarkName } from "@/components/ui/mark";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import type { ReleaseDetail, ReleaseSlot } from "@/lib/releases/input/detail-output";
import { formatInstant, formatRange } from "@/lib/time/format";
import { slotInSchedule } from "./schedule-links";

type Look = { tone: Tone; mark?: MarkName; solid?: boolean };

const slotLooks: Readonly<Record<ReleaseSlot["status"], Look>> = {
  held: { tone: "neutral", mark: "dots" },
  booked: { tone: "waiting" },
  open: { tone: "accent", mark: "dot", solid: true },
  closed: { tone: "neutral", mark: "square" },
  missed: { tone: "risk", mark: "square" },
  cancelled: { tone: "neutral", mark: "square" },
  expired: { tone: "neutral", mark: "square" },
};

type Deployment = NonNullable<ReleaseSlot["deployment"]>;
const deploymentLooks: Readonly<Record<Deployment["status"], Look>> = {
  pending: { tone: "waiting" },
  calling: { tone: "accent", mark: "dot" },
  running: { tone: "accent", mark: "dot", solid: true },
  succeeded: { tone: "clear" },
  failed: { tone: "risk", mark: "cross" },
  timed_out: { tone: "risk", mark: "cross" },
  rolling_back: { tone: "waiting" },
  rolled_back: { tone: "risk", mark: "square" },
};

/** Every slot of a release by environment, the last stop first, and what was deployed in it. */
export function SlotsCard({ release }: { release: ReleaseDetail }) {
  const stops = [...release.environments]
    .reverse()
    .map((environment) => ({
      ...environment,
      slots: release.slots.filter((slot) => slot.environmentId === environment.id),
    }))
    .filter((stop) => stop.slots.length > 0);
  return (
    <Card title="Slots and deployments" aside={`${release.slots.length} so far`}>
      {stops.length === 0 ? (
        <EmptyState title="Not booked anywhere">
          A slot says when this release deploys. Book one in the schedule.
        </EmptyState>
      ) : (
        <div className="grid gap-4">
          {stops.map((stop) => (
            <section key={stop.id} aria-label={stop.name}>
              <h3 className="mb-1.5 font-medium text-ink-2 text-sm">{stop.name}</h3>
              <RowList label={`Slots in ${stop.name}`}>
                {stop.slots.map((slot) => (
                  <SlotRow key={slot.id} slot={slot} zone={stop.zone} />
                ))}
              </RowList>
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

/** "Missed by Year-end freeze; planned again Tue 24 Nov 06:30 CET". */
function storyOf({ missedBecause, postponement, plannedAfter }: ReleaseSlot, zone: string): string[] {
  if (plannedAfter !== null) return [`Planned again after ${plannedAfter}`];
  if (postponement === null) return missedBecause === null ? [] : [`Missed: ${missedBecause}`];
  const { freezeName, status, planned, note } = postponement;
  const missed = `Missed by ${freezeName}`;
  if (status === "planned" && planned) {
    return [`${missed}; planned again ${formatInstant(planned.during.start, zone)}`];
  }
  return status === "dropped" ? [`${missed}; not planned again: ${note}`] : [`${missed}; waits to be planned again`];
}

function SlotRow({ slot, zone }: { slot: ReleaseSlot; zone: string }) {
  const { deployment, during, lane, postponement, status, windowName } = slot;
  const place = windowName === null ? "a slot of its own" : `${windowName}, lane ${lane}`;
  return (
    <Row
      title={
        <TextLink plain href={slotInSchedule(slot, zone)}>
          {formatRange(during, zone)}
        </TextLink>
      }
      detail={[place, ...storyOf(slot, zone)].join(". ")}
      end={
        deployment === null ? (
          <StatusChip {...slotLooks[status]}>{status}</StatusChip>
        ) : (
          <StatusChip {...deploymentLooks[deployment.status]}>
            rc {deployment.buildNumber} {deployment.status.replaceAll("_", " ")}
          </StatusChip>
        )
      }
    >
      {postponement?.planned && (
        <p className="text-sm">
          <TextLink href={`/slots/${postponement.planned.slotId}`}>Where it went</TextLink>
        </p>
      )}
      {deployment !== null && (
        <p className="text-sm">
          <TextLink href={`/deployments/${deployment.id}`}>Calls and answers</TextLink>
          {deployment.message && <span className="text-ink-2"> · {deployment.message}</span>}
        </p>
      )}
    </Row>
  );
}
