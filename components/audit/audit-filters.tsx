"use client";

import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { wordsOfAction } from "./action-words";

export type AuditFilterValues = { actor: string; action: string; since: string };

type AuditFiltersProps = {
  filters: AuditFilterValues;
  onChange: (change: Partial<AuditFilterValues>) => void;
  /** The actions that the log holds. */
  actions: readonly string[];
  zone: string;
};

/** By whom, what, since when. Each narrows the others. */
export function AuditFilters({ filters, onChange, actions, zone }: AuditFiltersProps) {
  const kinds = [...new Set(actions.map((action) => action.split(".")[0] ?? ""))];
  return (
    <search className="grid gap-3 sm:grid-cols-3">
      <Field label="Who" hideLabel>
        <TextInput
          type="search"
          placeholder="Anybody"
          value={filters.actor}
          maxLength={120}
          onChange={(event) => onChange({ actor: event.currentTarget.value })}
        />
      </Field>
      <Field label="What" hideLabel>
        <Select
          value={filters.action}
          onChange={(event) => onChange({ action: event.currentTarget.value })}
          options={[
            { value: "", label: "Everything" },
            ...kinds.map((kind) => ({ value: `${kind}.`, label: `All about: ${kind.replaceAll("_", " ")}` })),
            ...actions.map((action) => ({ value: action, label: wordsOfAction(action).replace(/:$/, "") })),
          ]}
        />
      </Field>
      <Field label="Since" hideLabel>
        <DateTimeInput
          kind="date"
          zone={zone}
          value={filters.since}
          onChange={(event) => onChange({ since: event.currentTarget.value })}
        />
      </Field>
    </search>
  );
}
