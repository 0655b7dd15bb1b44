"use client";

import { leaveTrain } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureRow, TicketRow } from "./train-data";

type LeaveTrainDialogProps = {
  ticket: Pick<TicketRow, "id" | "release">;
  /** Where it is now; null: it waits for one. */
  departure: Pick<DepartureRow, "name"> | null;
  zone: string;
  onClose: () => void;
};

/** Takes a release off its train: it goes nowhere until somebody boards it again. */
export function LeaveTrainDialog({ ticket: { id, release }, departure, zone, onClose }: LeaveTrainDialogProps) {
  const name = `${release.service.name} ${release.version}`;
  const leaves = departure ? `It leaves ${departure.name} and stands on no other departure.` : "It waits no longer.";
  return (
    <NoteDialog
      zone={zone}
      title={`Take ${name} off?`}
      description={`${leaves} It can board again until the cut-off.`}
      label="Reason"
      confirmLabel="Take it off"
      tone="danger"
      act={(reason) => leaveTrain({ ticketId: id, reason })}
      done={{ title: `${name} was taken off`, tone: "neutral" }}
      onClose={onClose}
    />
  );
}
