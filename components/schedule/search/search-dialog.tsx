"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { slotTitle } from "@/components/slots/slot-words";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { hueColour } from "@/components/ui/hue-colour";
import { TextInput } from "@/components/ui/text-input";
import { useDebounced } from "@/components/ui/use-debounced";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { formatRange } from "@/lib/time/format";

export type FoundSlot = Awaited<ReturnType<typeof api.slots.search.call>>["slots"][number];

type SearchDialogProps = { onGoTo: (slot: FoundSlot) => void; onClose: () => void };

/** Finds slots by what they ship, their team, window, recurring booking or note, and goes there. */
export function SearchDialog({ onGoTo, onClose }: SearchDialogProps) {
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // The dialog gives the focus to its first control, which is the cross; here one wants to type.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const query = useDebounced(typed.trim(), 150);
  const { data, isFetching } = useQuery({
    ...api.slots.search.queryOptions({ input: { query } }),
    enabled: query.length > 0,
    placeholderData: keepPreviousData,
  });
  const found = query.length === 0 ? [] : (data?.slots ?? []);
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const slot = found[active];
    if (step !== undefined && found.length > 0) setActive((active + step + found.length) % found.length);
    else if (event.key === "Enter" && slot) onGoTo(slot);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Find in the schedule">
      <Field label="Release, service, team, window, recurring booking or note" required>
        <TextInput
          ref={field}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </Field>
      <div id={listId} role="listbox" aria-label="Found" className="-mx-2 grid min-h-40 content-start">
        {found.map((slot, index) => (
          <FoundLine
            key={`${slot.slotId} ${slot.serviceName}`}
            id={`${listId}-${index}`}
            slot={slot}
            isActive={index === active}
            onPoint={() => setActive(index)}
            onChoose={() => onGoTo(slot)}
          />
        ))}
      </div>
      <p role="status" className="pb-2 text-ink-2 text-sm">
        {query.length === 0 && "What is to come stands first."}
        {query.length > 0 && !isFetching && found.length === 0 && `Nothing holds all of “${query}”.`}
        {found.length > 0 && `${found.length} found. Enter goes there.`}
      </p>
    </Dialog>
  );
}

type FoundLineProps = {
  id: string;
  slot: FoundSlot;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function FoundLine({ id, slot, isActive, onPoint, onChoose }: FoundLineProps) {
  const { serviceName, version, seriesName, team, environment, windowName, during, note } = slot;
  const isOver = during.end < useNow(60);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={onPoint}
      // Before the field loses the focus.
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
      style={{ borderLeftColor: hueColour(team.hue) }}
      className={clsx(
        "min-h-11 cursor-pointer rounded-md border-l-4 px-3 py-1.5",
        isActive && "bg-sunken outline-2 outline-accent -outline-offset-2",
      )}
    >
      <p className="font-semibold">
        {slotTitle({ releases: serviceName !== null && version !== null ? [{ serviceName, version }] : [] })}
        {isOver && <span className="ml-2 font-normal text-ink-2 text-xs">past</span>}
      </p>
      <p className="text-ink-2 text-sm">
        {[formatRange(during, environment.zone), environment.name, windowName ?? "any time", team.name, seriesName]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      {note && <p className="line-clamp-1 text-ink-2 text-xs">{note}</p>}
    </div>
  );
}
