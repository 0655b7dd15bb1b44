"use client";

import { RadioGroup } from "@/components/ui/radio-group";
import { TextLink } from "@/components/ui/text-link";
import { type Cadence, cadences, type WindowCadence } from "@/lib/domain/service-cadence";
import { continuousProofs, windowCadenceWords } from "./cadence-presets";

type CadenceChoiceProps = {
  value: Cadence;
  onChange: (value: Cadence) => void;
  /** Only those that are a window: an existing one cannot become none. */
  windowsOnly?: boolean;
};

/** How people want to ship, as a choice that they understand; the fields below follow it. */
export function CadenceChoice({ value, onChange, windowsOnly }: CadenceChoiceProps) {
  const choices = windowsOnly ? cadences.filter((cadence) => cadence !== "continuous") : cadences;
  return (
    <div className="grid gap-3">
      <RadioGroup
        boxed
        label="How you want to ship"
        value={value}
        onChange={(chosen) => onChange(chosen as Cadence)}
        options={choices.map((cadence) => ({
          value: cadence,
          label: windowCadenceWords[cadence].name,
          hint: windowCadenceWords[cadence].hint,
        }))}
        className="sm:grid-cols-2 [&>legend]:sm:col-span-2"
      />
      {value === "continuous" && <Continuous />}
    </div>
  );
}

/** Continuous availability needs no window, and is not given here. */
function Continuous() {
  return (
    <div className="grid gap-2 rounded-lg bg-sunken px-3.5 py-3 text-sm">
      <p>
        A continuous service needs no window. It may deploy at any time outside freezes while it proves four things,
        each checked again every time:
      </p>
      <ul className="ml-4 list-disc">
        {continuousProofs.map((proof) => (
          <li key={proof}>{proof}</li>
        ))}
      </ul>
      <p>
        When a proof runs out, it falls back to windows or trains by itself.{" "}
        <TextLink href="/settings/services">Choose the service</TextLink> and record its proofs there.
      </p>
    </div>
  );
}

export const isWindowCadence = (cadence: Cadence): cadence is WindowCadence => cadence !== "continuous";
