"use client";

import { useState } from "react";
import type { SlotDetail } from "@/components/slots/slot-data";
import { Button } from "@/components/ui/button";
import { GoNowDialog } from "./go-now-dialog";
import { HoldBackDialog } from "./hold-back-dialog";
import { LetGoDialog } from "./let-go-dialog";

/** What a release manager may do about a booked slot's opening: let it go now, hold it back, let go what was held. */
export function OpeningActions({ slot, zone }: { slot: SlotDetail; zone: string }) {
  const [open, setOpen] = useState<"go" | "hold" | "let_go">();
  const isHeld = slot.blockers.some(({ resolvedAt }) => resolvedAt === null);
  const close = () => setOpen(undefined);
  if (slot.status !== "booked") return null;
  return (
    <>
      {isHeld ? (
        <Button onClick={() => setOpen("let_go")}>Let go</Button>
      ) : (
        <>
          <Button onClick={() => setOpen("go")}>Go now</Button>
          <Button onClick={() => setOpen("hold")}>Hold back</Button>
        </>
      )}
      {open === "go" && <GoNowDialog slot={slot} zone={zone} onClose={close} />}
      {open === "hold" && <HoldBackDialog slot={slot} zone={zone} onClose={close} />}
      {open === "let_go" && <LetGoDialog slot={slot} zone={zone} onClose={close} />}
    </>
  );
}
