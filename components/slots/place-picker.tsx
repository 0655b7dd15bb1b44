"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { addDaysInZone, weekOf } from "@/lib/time/calendar";
import { formatDays, formatInstant, formatRange } from "@/lib/time/format";
import { AnyTimeFields } from "./any-time-fields";
import { type ChosenPlace, firstPartOf, gridOf, placeKey, roomFor, startingAt } from "./place";

type PlacePickerProps = {
  environment: { id: string; defaultOpen: boolean };
  zone: string;
  place: ChosenPlace;
  /** How long a slot in another opening shall be. */
  minutes: number;
  onChange: (place: ChosenPlace) => void;
};

/** Where and when: a week, an opening in it, a lane, start and end on the opening's grid. */
export function PlacePicker({ environment, zone, place, minutes, onChange }: PlacePickerProps) {
  const now = useNow(60);
  // Browsing to another week lasts until a place is chosen; then the picker shows the week of that place again.
  const [browsed, setBrowsed] = useState<{ to: Date; from: string }>();
  const shown = browsed?.from === placeKey(place) ? browsed.to : place.during.start;
  const browse = (days: number) => setBrowsed({ to: addDaysInZone(shown, days, zone), from: placeKey(place) });
  const week = weekOf(shown, zone);
  const input = { environmentId: environment.id, from: week.start.toISOString(), to: week.end.toISOString() };
  const { data } = useQuery(api.slots.week.queryOptions({ input }));
  const openings = (data?.occurrences ?? []).filter(({ status, during }) => status === "scheduled" && during.end > now);
  const opening = openings.find(({ id }) => id === place.occurrenceId);
  if (place.occurrenceId === null && environment.defaultOpen) {
    return <AnyTimeFields zone={zone} during={place.during} onChange={(during) => onChange({ ...place, during })} />;
  }
  function choose(id: string) {
    const chosen = openings.find((one) => one.id === id);
    if (!chosen) return;
    const rooms = (data?.free ?? []).filter(({ occurrenceId }) => occurrenceId === id);
    const room = roomFor(rooms, minutes);
    const during = firstPartOf(room?.during ?? chosen.during, minutes);
    onChange({ occurrenceId: id, lane: room?.lane ?? 1, during });
  }
  const grid = opening ? gridOf(opening) : [];
  const oneDay = opening !== undefined && opening.during.end.getTime() - opening.during.start.getTime() <= 86_400_000;
  const label = (at: Date) => formatInstant(at, zone, oneDay ? "time" : "short");
  const options = (times: readonly Date[]) => times.map((at) => ({ value: at.toISOString(), label: label(at) }));
  const isFuture = (at: Date) => at >= now || at.getTime() === place.during.start.getTime();
  return (
    <div className="grid gap-3">
      <Field label="Opening" required>
        <span className="flex gap-1.5">
          <Select
            options={openings.map(({ id, windowName, during }) => ({
              value: id,
              label: `${formatRange(during, zone)} · ${windowName}`,
            }))}
            placeholder={openings.length === 0 ? `Nothing opens ${formatDays(week, zone)}` : "Choose an opening"}
            value={opening?.id ?? ""}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <Button
            iconOnly
            aria-label="Openings of the week before"
            disabled={week.start <= now}
            onClick={() => browse(-7)}
          >
            <ChevronLeft className="size-4" aria-hidden="true" />
          </Button>
          <Button iconOnly aria-label="Openings of the week after" onClick={() => browse(7)}>
            <ChevronRight className="size-4" aria-hidden="true" />
          </Button>
        </span>
      </Field>
      {opening && (
        <div className="grid grid-cols-3 gap-3 phone:grid-cols-2">
          <Field label="Start" required>
            <Select
              options={options(grid.slice(0, -1).filter(isFuture))}
              value={place.during.start.toISOString()}
              onChange={(event) => onChange(startingAt(place, new Date(event.currentTarget.value), opening))}
            />
          </Field>
          <Field label="End" required>
            <Select
              options={options(grid.filter((at) => at > place.during.start))}
              value={place.during.end.toISOString()}
              onChange={(event) =>
                onChange({ ...place, during: { ...place.during, end: new Date(event.currentTarget.value) } })
              }
            />
          </Field>
          <Field label="Lane" required className="phone:col-span-2">
            <Select
              disabled={opening.lanes === 1}
              options={Array.from({ length: opening.lanes }, (_, index) => ({
                value: String(index + 1),
                label: `Lane ${index + 1}`,
              }))}
              value={String(place.lane)}
              onChange={(event) => onChange({ ...place, lane: Number(event.currentTarget.value) })}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
