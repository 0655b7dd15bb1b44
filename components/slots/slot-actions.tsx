"use client";

import { useState } from "react";
import { OpeningActions } from "@/components/deployments/opening-actions";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { Range } from "@/lib/time/range";
import { CancelSlotDialog } from "./cancel-slot-dialog";
import { MoveSlotDialog } from "./move-slot-dialog";
import type { SlotDetail } from "./slot-data";

type SlotActionsProps = { slot: SlotDetail; zone: string; onMoved?: (during: Range) => void };

/** What the reader may do with a booked slot. */
export function SlotActions({ slot, zone, onMoved }: SlotActionsProps) {
  const [open, setOpen] = useState<"move" | "cancel">();
  const waitsForSignatures = slot.gates.some(({ gate, state }) => gate === "approvals" && state === "waiting");
  if (slot.status !== "booked") return null;
  return (
    <>
      {slot.may.approve && waitsForSignatures && (
        <ButtonLink variant="primary" href={`/approvals?slot=${slot.id}`}>
          Approve
        </ButtonLink>
      )}
      {slot.may.open && <OpeningActions slot={slot} zone={zone} />}
      {slot.may.change && (
        <>
          <Button onClick={() => setOpen("move")}>Move</Button>
          <Button variant="danger" onClick={() => setOpen("cancel")}>
            Give up
          </Button>
        </>
      )}
      {open === "move" && (
        <MoveSlotDialog slot={slot} zone={zone} onMoved={onMoved} onClose={() => setOpen(undefined)} />
      )}
      {open === "cancel" && <CancelSlotDialog slot={slot} zone={zone} onClose={() => setOpen(undefined)} />}
    </>
  );
}
