"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import type { Gate } from "@/lib/domain/gate";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { removeOrder } from "@/lib/slots/actions";
import { ChooseReleaseDialog } from "./choose-release-dialog";
import type { SlotDetail } from "./slot-data";

type ShownGate = Pick<Gate, "gate" | "fix"> & { rules: readonly { kind: string; id?: string; name: string }[] };

/** The way out of a closed gate that the panel itself offers. */
export function GateActs({ gate, slot, zone }: { gate: ShownGate; slot: SlotDetail; zone: string }) {
  const queryClient = useQueryClient();
  const [choosing, setChoosing] = useState(false);
  if (!slot.may.change || gate.fix === undefined) return null;

  async function removeOrders() {
    for (const { id } of gate.rules) {
      if (id === undefined) continue;
      const [error] = await attempt(removeOrder({ slotId: slot.id, beforeSlotId: id }));
      if (error) {
        notify({ title: "The order stays", text: refusalOfError(error).message, tone: "risk" });
        break;
      }
    }
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
  }

  switch (gate.fix.action) {
    case "choose_release":
      return (
        <>
          <Button size="sm" className="mt-1" onClick={() => setChoosing(true)}>
            {gate.fix.label}
          </Button>
          {choosing && <ChooseReleaseDialog slot={slot} zone={zone} onClose={() => setChoosing(false)} />}
        </>
      );
    case "remove_order":
      return (
        <Button size="sm" className="mt-1" onClick={removeOrders}>
          {gate.fix.label}
        </Button>
      );
    default:
      return null;
  }
}
