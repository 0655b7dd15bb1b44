"use client";

import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { Dialog } from "@/components/ui/dialog";
import { DayChooser } from "./day-chooser";

type JumpDialogProps = { view: ScheduleView; onGoTo: (day: Date) => void; onClose: () => void };

/** The way to any day on a phone, whose bar has no room to say what is in view. */
export function JumpDialog({ view, onGoTo, onClose }: JumpDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Jump to a date">
      <DayChooser
        view={view}
        onChoose={(day) => {
          onGoTo(day);
          onClose();
        }}
      />
    </Dialog>
  );
}
