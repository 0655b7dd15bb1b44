"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { OpeningActions } from "@/components/deployments/opening-actions";
import { OfferSwapDialog } from "@/components/swaps/offer-swap-dialog";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Range } from "@/lib/time/range";
import { CancelSlotDialog } from "./cancel-slot-dialog";
import { ChooseReleaseDialog } from "./choose-release-dialog";
import { MoveSlotDialog } from "./move-slot-dialog";
import type { SlotDetail } from "./slot-data";

type SlotActionsProps = { slot: SlotDetail; zone: string; onMoved?: (during: Range) => void };

/** What the reader may do with a booked slot. */
export function SlotActions({ slot, zone, onMoved }: SlotActionsProps) {
  const [open, setOpen] = useState<"move" | "cancel" | "swap" | "release">();
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
          {slot.releases.length === 0 && (
            <Button variant="primary" onClick={() => setOpen("release")}>
              Choose a release
            </Button>
          )}
          <Button onClick={() => setOpen("move")}>Move</Button>
          <Button variant="danger" onClick={() => setOpen("cancel")}>
            Give up
          </Button>
          <Menu
            trigger={
              <Button iconOnly aria-label="More" variant="quiet">
                <Ellipsis className="size-4" aria-hidden="true" />
              </Button>
            }
          >
            <MenuItem onSelect={() => setOpen("swap")}>Offer a swap…</MenuItem>
            {slot.releases.length > 0 && <MenuItem onSelect={() => setOpen("release")}>Ship another release…</MenuItem>}
          </Menu>
        </>
      )}
      {open === "move" && (
        <MoveSlotDialog slot={slot} zone={zone} onMoved={onMoved} onClose={() => setOpen(undefined)} />
      )}
      {open === "swap" && <OfferSwapDialog slot={slot} zone={zone} onClose={() => setOpen(undefined)} />}
      {open === "release" && <ChooseReleaseDialog slot={slot} zone={zone} onClose={() => setOpen(undefined)} />}
      {open === "cancel" && <CancelSlotDialog slot={slot} zone={zone} onClose={() => setOpen(undefined)} />}
    </>
  );
}
