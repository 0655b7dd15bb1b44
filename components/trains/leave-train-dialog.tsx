"use client";

import { leaveTrain } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureRow, TicketRow } from "./train-data";

type LeaveTrainDialogProps = {
  ticket: Pick<TicketRow, "id" | "release">;
  departure: Pick<DepartureRow, "name" | "train">;
  onClose: () => void;
};

/** Takes a release off its train: it goes nowhere until somebody boards it again. */
export function LeaveTrainDialog({ ticket: { id, release }, departure, onClose }: LeaveTrainDialogProps) {
  const name = `${release.service.name} ${release.version}`;
  return (
    <NoteDialog
      zone={departure.train.zone}
      title={`Take ${name} off?`}
      description={`It leaves ${departure.name} and stands on no other departure. It can board again until the cut-off.`}
      label="Reason"
      confirmLabel="Take it off"
      tone="danger"
      act={(reason) => leaveTrain({ ticketId: id, reason })}
      done={{ title: `${name} was taken off`, tone: "neutral" }}
      onClose={onClose}
    />
  );
}
