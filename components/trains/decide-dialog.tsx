"use client";

import { Notice } from "@/components/ui/notice";
import type { GoDecision } from "@/lib/domain/train-policy";
import { decideDeparture } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureDetail } from "./train-data";

type DecideDialogProps = { decision: GoDecision; detail: DepartureDetail; onClose: () => void };

/** Go or no-go, with what is known at this moment before one's eyes: it is written down with the decision. */
export function DecideDialog({ decision, detail, onClose }: DecideDialogProps) {
  const { id: departureId, name, train } = detail.departure;
  const { missing } = detail.go;
  const goes = decision === "go";
  const overDoubts = goes && missing.length > 0;
  return (
    <NoteDialog
      zone={train.zone}
      title={goes ? `Go for ${name}?` : `No-go for ${name}?`}
      description={
        goes
          ? "It leaves at its time, in the order of the line. Your name stands with the decision."
          : "It is held until somebody decides anew. Your name stands with the decision."
      }
      notice={
        overDoubts && (
          <Notice
            tone="waiting"
            title="As things stand"
            rules={missing.map((reason, place) => ({ name: `${place + 1}`, reason }))}
          />
        )
      }
      label={goes ? "Note" : "Reason"}
      whyAsked={
        goes ? (overDoubts ? "Say why it goes nevertheless." : undefined) : "Say why: the teams aboard read it."
      }
      confirmLabel={goes ? "Go" : "No-go"}
      tone={goes ? "primary" : "danger"}
      act={(note) => decideDeparture({ departureId, decision, note })}
      done={goes ? { title: `${name}: go` } : { title: `${name}: no-go`, tone: "waiting" }}
      onClose={onClose}
    />
  );
}
