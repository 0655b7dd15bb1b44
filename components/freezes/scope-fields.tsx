"use client";

import { Checkbox } from "@/components/ui/checkbox";
import type { Choice } from "./freeze-row";
import { ScopePicker } from "./scope-picker";

export type Scope = { environmentIds: string[]; teamIds: string[]; serviceIds: string[] };

type ScopeFieldsProps = {
  scope: Scope;
  onChange: (scope: Scope) => void;
  environments: readonly Choice[];
  teams: readonly Choice[];
  services: readonly Choice[];
  errorOf: (field: string) => string | undefined;
};

/** Where a freeze reaches: nothing chosen is everywhere. */
export function ScopeFields({ scope, onChange, environments, teams, services, errorOf }: ScopeFieldsProps) {
  const toggle = (id: string, on: boolean) =>
    onChange({
      ...scope,
      environmentIds: environments
        .map((environment) => environment.id)
        .filter((other) => (other === id ? on : scope.environmentIds.includes(other))),
    });
  return (
    <div className="grid gap-4">
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">
          Environments{" "}
          <span className="font-normal text-ink-2">{scope.environmentIds.length === 0 && "(none chosen: all)"}</span>
        </legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {environments.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={scope.environmentIds.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <ScopePicker
          label="Teams"
          placeholder="All teams"
          choices={teams}
          chosen={scope.teamIds}
          onChange={(teamIds) => onChange({ ...scope, teamIds })}
          error={errorOf("teamIds")}
        />
        <ScopePicker
          label="Services"
          placeholder="All services"
          choices={services}
          chosen={scope.serviceIds}
          onChange={(serviceIds) => onChange({ ...scope, serviceIds })}
          error={errorOf("serviceIds")}
        />
      </div>
    </div>
  );
}
