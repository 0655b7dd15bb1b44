"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { Choice } from "./freeze-row";

type ScopePickerProps = {
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  error?: string;
};

/** Some of many: what is chosen stands below, each with a way out. */
export function ScopePicker({ label, placeholder, choices, chosen, onChange, error }: ScopePickerProps) {
  const left = choices.filter((choice) => !chosen.includes(choice.id));
  return (
    <div className="grid content-start gap-2">
      <Field label={label} error={error}>
        <Combobox
          value=""
          placeholder={chosen.length === 0 ? placeholder : "Add another"}
          options={left.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => onChange([...chosen, id])}
        />
      </Field>
      {chosen.length > 0 && (
        <ul aria-label={`Chosen ${label.toLowerCase()}`} className="flex flex-wrap gap-1.5">
          {choices
            .filter((choice) => chosen.includes(choice.id))
            .map(({ id, name }) => (
              <li key={id}>
                <Button
                  size="sm"
                  onClick={() => onChange(chosen.filter((other) => other !== id))}
                  aria-label={`Take ${name} out`}
                >
                  {name}
                  <X className="size-3.5" aria-hidden="true" />
                </Button>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
