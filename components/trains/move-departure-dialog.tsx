"use client";

import { useState } from "react";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { formatInstant } from "@/lib/time/format";
import { wallTimeMs } from "@/lib/time/wall-time";
import { instantOfWallTime, wallTimeAt } from "@/lib/time/zone";
import { moveDeparture } from "@/lib/trains/actions";
import { NoteDialog } from "./note-dialog";
import type { DepartureRow } from "./train-data";

/** Moves one departure alone. Its milestones follow where they have not passed; it keeps its name and its tickets. */
export function MoveDepartureDialog({ departure, onClose }: { departure: DepartureRow; onClose: () => void }) {
  const { id: departureId, name, train, at } = departure;
  const [wall, setWall] = useState(wallTimeAt(at.departure, train.zone).slice(0, 16));
  const isTime = wallTimeMs(wall) !== undefined;
  const resolved = isTime ? instantOfWallTime(wall, train.zone) : undefined;
  const departsAt = resolved?.instant ?? at.departure;
  const readout =
    resolved &&
    `${formatInstant(departsAt, train.zone, "full")}${resolved.adjusted ? ", adjusted: the clock changes that night" : ""}`;
  return (
    <NoteDialog
      zone={train.zone}
      title={`Move ${name}`}
      description="This departure alone. Milestones that have not passed follow it, tickets stay aboard, the next departures keep their times. Those aboard are told."
      notice={
        <Field label="Leaves at" required>
          <DateTimeInput
            zone={train.zone}
            value={wall}
            readout={readout}
            onChange={(event) => setWall(event.currentTarget.value)}
          />
        </Field>
      }
      label="Reason"
      whyAsked="Say why: the teams aboard read it."
      confirmLabel="Move the departure"
      act={(reason) => moveDeparture({ departureId, departsAt: departsAt.toISOString(), reason })}
      done={{ title: `${name} was moved`, text: formatInstant(departsAt, train.zone, "full") }}
      onClose={onClose}
    />
  );
}
