"use client";

import { useState, useSyncExternalStore } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { isZone } from "@/lib/time/zone";

let known: readonly string[] | undefined;
const onServer: readonly string[] = ["UTC"];

/** The zones this browser knows. The server's list may differ, so it comes after the page. */
function zones(): readonly string[] {
  known ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC" && isZone(zone))];
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

/** In which zone somebody reads times; preselected from their browser. */
export function ZoneField({ name, defaultValue, onChange, error, hint }: ZoneFieldProps) {
  const list = useSyncExternalStore(never, zones, () => onServer);
  const own = useSyncExternalStore(never, browserZone, () => "UTC");
  const [chosen, setChosen] = useState<string>();
  const value = chosen ?? defaultValue ?? own;
  const options = list.includes(value) ? list : [value, ...list];
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
        options={options.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
    </Field>
  );
}
