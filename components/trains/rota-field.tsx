"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";

type RotaFieldProps = {
  people: readonly { id: string; name: string }[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  error?: string;
};

/** Who conducts, in turn: the first departure is the first one's, then the second's; the one after is the backup. */
export function RotaField({ people, value, onChange, error }: RotaFieldProps) {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "…";
  function swap(place: number, other: number) {
    const next = [...value];
    const [here, there] = [next[place], next[other]];
    if (here === undefined || there === undefined) return;
    next[place] = there;
    next[other] = here;
    onChange(next);
  }
  return (
    <div className="grid gap-2">
      <Field
        label="Conductors, in turn"
        error={error}
        hint="Each departure is led by the next in line, with the one after as backup."
      >
        <Combobox
          value=""
          placeholder="Add somebody"
          onChange={(id) => !value.includes(id) && onChange([...value, id])}
          options={people.filter(({ id }) => !value.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      {value.length > 0 && (
        <ol aria-label="Conductors" className="divide-y divide-line rounded-md border border-line">
          {value.map((id, place) => (
            <li key={id} className="flex items-center gap-1 py-1 pr-1 pl-3">
              <span className="min-w-0 grow truncate">
                {place + 1}. {nameOf(id)}
              </span>
              <Button
                iconOnly
                size="sm"
                variant="quiet"
                disabled={place === 0}
                aria-label={`${nameOf(id)} earlier`}
                onClick={() => swap(place, place - 1)}
              >
                <ArrowUp className="size-4" aria-hidden="true" />
              </Button>
              <Button
                iconOnly
                size="sm"
                variant="quiet"
                disabled={place === value.length - 1}
                aria-label={`${nameOf(id)} later`}
                onClick={() => swap(place, place + 1)}
              >
                <ArrowDown className="size-4" aria-hidden="true" />
              </Button>
              <Button
                iconOnly
                size="sm"
                variant="quiet"
                aria-label={`Take ${nameOf(id)} out`}
                onClick={() => onChange(value.filter((other) => other !== id))}
              >
                <X className="size-4" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
