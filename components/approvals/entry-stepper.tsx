"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";

type EntryStepperProps = { place: number; count: number; onStep: (step: number) => void };

/** "1 of 3" and the way to the others, where there is no room for a list. */
export function EntryStepper({ place, count, onStep }: EntryStepperProps) {
  return (
    <nav aria-label="Slots" className="flex items-center justify-between md:hidden">
      <Button iconOnly aria-label="Slot before" disabled={place === 0} onClick={() => onStep(-1)}>
        <ChevronLeft className="size-4" aria-hidden="true" />
      </Button>
      <p aria-live="polite" className="font-semibold">
        {place + 1} of {count}
      </p>
      <Button iconOnly aria-label="Next slot" disabled={place === count - 1} onClick={() => onStep(1)}>
        <ChevronRight className="size-4" aria-hidden="true" />
      </Button>
    </nav>
  );
}
