"use client";

import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextInput } from "@/components/ui/text-input";
import type { ThawRule } from "@/lib/domain/thaw-rule";

export type Thaw = { thaw: ThawRule; thawPerHour: number };

type ThawFieldsProps = {
  value: Thaw;
  onChange: (value: Thaw) => void;
  errorOf: (field: string) => string | undefined;
};

const options = [
  {
    value: "next_slot",
    label: "Plan them again by itself",
    hint: "Into the next free places, hotfixes first, then in the order in which they would have left.",
  },
  {
    value: "ask",
    label: "Wait for a decision",
    hint: "They stand in a list with a place proposed for each; somebody plans or drops them.",
  },
];

/** What becomes of the releases that the freeze keeps from leaving, once it ends or is lifted. */
export function ThawFields({ value, onChange, errorOf }: ThawFieldsProps) {
  const { thaw, thawPerHour } = value;
  return (
    <div className="grid gap-4">
      <RadioGroup
        boxed
        label="Releases that could not leave"
        value={thaw}
        onChange={(chosen) => onChange({ ...value, thaw: chosen as ThawRule })}
        options={options}
        error={errorOf("thaw")}
      />
      <Field
        label="Starts in one hour at most"
        required
        className="max-w-60"
        error={errorOf("thawPerHour")}
        hint={`One every ${distanceInWords(thawPerHour)} in each environment, never all at once.`}
      >
        <TextInput
          type="number"
          min={1}
          max={1_000}
          value={thawPerHour}
          onChange={(event) =>
            onChange({ ...value, thawPerHour: Math.max(1, Math.floor(Number(event.currentTarget.value) || 1)) })
          }
        />
      </Field>
    </div>
  );
}

function distanceInWords(perHour: number): string {
  const seconds = Math.ceil(3_600 / perHour);
  if (seconds < 60) return seconds === 1 ? "second" : `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "minute" : minutes === 60 ? "hour" : `${minutes} minutes`;
}
