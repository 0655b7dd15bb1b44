"use client";

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
  const href = {
    judge: "/queue",
    approve: "/approvals",
    set_target: "/settings/services",
    move: slotInSchedule(slot, zone),
    choose_release: slotInSchedule(slot, zone),
    resolve_blocker: slotInSchedule(slot, zone),
  }[action];
  return (
    <TextLink href={href} className="mt-0.5 inline-block text-sm">
      {label}
    </TextLink>
  );
}
