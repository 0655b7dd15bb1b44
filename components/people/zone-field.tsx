"use client";

import { useState, useSyncExternalStore } from "react";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { isZone } from "@/lib/time/zone";
import { zoneOption, zoneOptions } from "./zone-options";

let known: readonly ComboboxOption[] | undefined;
const onServer = [zoneOption("UTC")];

/** The zones this browser knows. The server's list may differ, so it comes after the page. */
function zones(): readonly ComboboxOption[] {
  known ??= zoneOptions(Intl.supportedValuesOf("timeZone"));
  return known;
}

const never = () => () => {};

function browserZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : "UTC";
}

type ZoneFieldProps = {
  name: string;
  /** Left out: the browser's own. */
  defaultValue?: string;
  onChange?: (zone: string) => void;
  error?: string;
  hint?: string;
};

/** In which zone somebody reads times; preselected from their browser. Found by its IANA name and by what Windows calls it. */
export function ZoneField({ name, defaultValue, onChange, error, hint }: ZoneFieldProps) {
  const list = useSyncExternalStore(never, zones, () => onServer);
  const own = useSyncExternalStore(never, browserZone, () => "UTC");
  const [chosen, setChosen] = useState<string>();
  const value = chosen ?? defaultValue ?? own;
  const isListed = list.some((option) => option.value === value);
  return (
    <Field label="Time zone" required error={error} hint={hint}>
      <Combobox
        name={name}
        value={value}
        onChange={(zone) => {
          setChosen(zone);
          onChange?.(zone);
        }}
        required
        options={isListed ? list : [zoneOption(value), ...list]}
      />
    </Field>
  );
}
