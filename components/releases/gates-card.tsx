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
import { BookNext } from "./book-next";
import { GateFix } from "./gate-fix";

export const gateTones: Readonly<Record<Gate["state"], Tone>> = { clear: "clear", waiting: "waiting", failed: "risk" };

/** Releases for which no slot opens any more. */
const over: Partial<Record<ReleaseDetail["status"], { title: string; words: string }>> = {
  released: { title: "It has left", words: "Every gate was clear when its slot opened." },
  rolled_back: { title: "It was rolled back", words: "What follows it is a release of its own." },
  withdrawn: { title: "It was withdrawn", words: "No slot opens for it any more." },
};

function NothingToJudge({ release }: { release: ReleaseDetail }) {
  const told = over[release.status];
  if (told !== undefined) return <EmptyState title={told.title}>{told.words}</EmptyState>;
  return (
    <EmptyState title="No slot is booked" action={<BookNext release={release} />}>
      Gates are judged for a slot. Book one to see what stands in its way.
    </EmptyState>
  );
}

/** What must hold for the next slot to open, what does, and who can do something about the rest. */
export function GatesCard({ release, onHandOver }: { release: ReleaseDetail; onHandOver: () => void }) {
  const { next, slots, environments } = release;
  const slot = slots.find((each) => each.id === next?.slotId);
  const environment = environments.find((each) => each.id === slot?.environmentId);
  if (next === null || slot === undefined || environment === undefined) {
    return (
      <Card title="Gates">
        <NothingToJudge release={release} />
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
