"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { moveTicket } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureRow, TicketRow } from "./train-data";

type MoveTicketDialogProps = {
  ticket: Pick<TicketRow, "id" | "release">;
  /** Where it is now; null: it waits for one. */
  departure: Pick<DepartureRow, "id" | "train"> | null;
  /** The train whose next departure is proposed; left out: whichever leaves first. */
  trainId?: string;
  onClose: () => void;
};

/** Another departure for one release; it keeps its ticket and its history. */
export function MoveTicketDialog({ ticket: { id, release }, departure, trainId, onClose }: MoveTicketDialogProps) {
  const { data } = useQuery(api.trains.ofRelease.queryOptions({ input: { releaseId: release.id } }));
  const others = (data?.options ?? []).filter((option) => option.departure.id !== departure?.id);
  const [chosen, setChosen] = useState<string>();
  const boarding = others.filter(({ boards }) => boards);
  const proposed = boarding.find((option) => option.departure.train.id === trainId) ?? boarding[0];
  const departureId = chosen ?? proposed?.departure.id ?? "";
  const option = others.find((each) => each.departure.id === departureId);
  const name = `${release.service.name} ${release.version}`;
  return (
    <NoteDialog
      zone={departure?.train.zone ?? option?.departure.train.zone ?? "UTC"}
      title={departure ? `Move ${name}` : `Choose a departure for ${name}`}
      description={`${departure ? "To another departure. " : ""}It keeps its ticket and its history, and its people are told.`}
      notice={
        data === undefined ? (
          <Skeleton className="h-9" />
        ) : (
          <Field
            label="Departure"
            required
            error={others.length === 0 ? "There is no other departure that it could take." : undefined}
            hint={option && (option.bumps ? `${option.reason} ${option.bumps} makes room.` : option.reason)}
          >
            <Select
              value={departureId}
              onChange={(event) => setChosen(event.currentTarget.value)}
              options={others.map(({ departure: to, boards }) => ({
                value: to.id,
                label: `${to.train.name}, ${formatInstant(to.at.departure, to.train.zone)}${boards ? "" : " (does not board)"}`,
              }))}
            />
          </Field>
        )
      }
      label="Reason"
      whyAsked="Say why: its people read it."
      confirmLabel={departure ? "Move it" : "It goes with this one"}
      act={(reason) => moveTicket({ ticketId: id, departureId, reason })}
      done={{ title: departure ? `${name} was moved` : `${name} has a departure`, text: option?.departure.name }}
      onClose={onClose}
    />
  );
}
