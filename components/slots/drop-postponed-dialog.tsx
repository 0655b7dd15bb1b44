"use client";

import { dropPostponed } from "@/lib/slots/actions";
import type { PostponedRow } from "@/lib/slots/input/postponed";
import { ReasonDialog } from "./reason-dialog";

type DropPostponedDialogProps = { row: PostponedRow; name: string; onClose: () => void };

/** Asks before nobody plans it again by itself any more. */
export function DropPostponedDialog({ row, name, onClose }: DropPostponedDialogProps) {
  return (
    <ReasonDialog
      zone={row.environment.zone}
      title={`Drop ${name}?`}
      description="It is not planned again after the freeze. The release itself stays as it is and can be booked by hand."
      confirmLabel="Drop it"
      whyAsked="Say why: it stays on the record."
      act={(reason) => dropPostponed({ postponementId: row.id, reason })}
      done={{ title: `${name} is not planned again`, tone: "neutral" }}
      onClose={onClose}
    />
  );
}
