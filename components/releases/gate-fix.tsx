"use client";

import { AskException } from "@/components/freezes/ask-exception";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import type { ReleaseDetail, ReleaseSlot } from "@/lib/releases/input/detail-output";
import { slotInSchedule } from "./schedule-links";

type Gate = NonNullable<ReleaseDetail["next"]>["gates"][number];

type GateFixProps = { gate: Gate; release: ReleaseDetail; slot: ReleaseSlot; zone: string; onHandOver: () => void };

/** The next step that opens a closed gate, for whoever looks. */
export function GateFix({ gate, release, slot, zone, onHandOver }: GateFixProps) {
  if (gate.passed || gate.fix === undefined) return null;
  const { label, action } = gate.fix;
  if (action === "hand_over") {
    if (!release.may.write) return null;
    return (
      <Button size="sm" className="mt-1.5" onClick={onHandOver}>
        {label}
      </Button>
    );
  }
  if (action === "ask_exception") {
    if (!release.may.book) return null;
    return <AskException question={exceptionQuestion(gate, release, slot)} />;
  }
  const href = {
    judge: "/queue",
    settle_waiver: `/queue/${gate.rules[0]?.id ?? ""}`,
    approve: "/approvals",
    set_target: "/settings/services",
    move: slotInSchedule(slot, zone),
    choose_release: slotInSchedule(slot, zone),
    resolve_blocker: slotInSchedule(slot, zone),
    answer_exception: "/settings/freezes#exceptions",
    remove_order: slotInSchedule(slot, zone),
    see_departure: `/trains/departures/${gate.rules[0]?.id ?? ""}`,
    prove: `/settings/services/${release.service.id}`,
  }[action];
  return (
    <TextLink href={href} className="mt-0.5 inline-block text-sm">
      {label}
    </TextLink>
  );
}

function exceptionQuestion({ rules }: Gate, release: ReleaseDetail, { environmentId, during }: ReleaseSlot) {
  const environment = release.environments.find(({ id }) => id === environmentId);
  return {
    freezes: rules.flatMap(({ kind, id, name }) => (kind === "freeze" && id ? [{ id, name }] : [])),
    environment: { id: environmentId, name: environment?.name ?? "", zone: environment?.zone ?? release.zone },
    releases: [{ id: release.id, name: `${release.service.name} ${release.version}` }],
    during,
  };
}
