"use client";

import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Row, RowList } from "@/components/ui/row-list";
import type { Tone } from "@/components/ui/tone";
import { ToneMark } from "@/components/ui/tone-mark";
import type { Gate } from "@/lib/domain/gate";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { formatInstant } from "@/lib/time/format";
import { GateFix } from "./gate-fix";

export const gateTones: Readonly<Record<Gate["state"], Tone>> = { clear: "clear", waiting: "waiting", failed: "risk" };

/** What must hold for the next slot to open, what does, and who can do something about the rest. */
export function GatesCard({ release, onHandOver }: { release: ReleaseDetail; onHandOver: () => void }) {
  const { next, slots, environments } = release;
  const slot = slots.find((each) => each.id === next?.slotId);
  const environment = environments.find((each) => each.id === slot?.environmentId);
  if (next === null || slot === undefined || environment === undefined) {
    return (
      <Card title="Gates">
        <EmptyState title="No slot is booked">
          Gates are judged for a slot. Book one to see what stands in its way.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card
      title={`Gates for ${formatInstant(slot.during.start, environment.zone)}`}
      aside={`${environment.name} · ${next.gates.filter((gate) => gate.passed).length} of ${next.gates.length} clear`}
    >
      <RowList label="Gates">
        {next.gates.map((gate) => (
          <Row
            key={gate.gate}
            lead={<ToneMark tone={gateTones[gate.state]} />}
            title={gate.title}
            detail={gate.reason}
            end={
              <StatusChip tone={gateTones[gate.state]}>{gate.state === "failed" ? "closed" : gate.state}</StatusChip>
            }
          >
            <GateFix gate={gate} release={release} slot={slot} zone={environment.zone} onHandOver={onHandOver} />
          </Row>
        ))}
      </RowList>
    </Card>
  );
}
