"use client";

import { releaseDeparture } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureDetail } from "./train-data";

/** Lets a held departure go on: back to where it was, its gates and its go are asked again. */
export function ReleaseHoldDialog({ detail, onClose }: { detail: DepartureDetail; onClose: () => void }) {
  const { id: departureId, name, train } = detail.departure;
  return (
    <NoteDialog
      zone={train.zone}
      title={`Release ${name}?`}
      description="The hold ends. It leaves as soon as it has its go and nothing else holds it."
      label="Note"
      confirmLabel="Release the hold"
      act={(note) => releaseDeparture({ departureId, note })}
      done={{ title: `${name} is held no longer` }}
      onClose={onClose}
    />
  );
}
