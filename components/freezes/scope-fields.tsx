"use client";

import { Checkbox } from "@/components/ui/checkbox";
import type { Choice } from "./freeze-row";
import { ScopePicker } from "./scope-picker";

type Lists = { environmentIds: string[]; teamIds: string[]; serviceIds: string[] };
export type Scope = Lists & { except: Lists };

type ScopeFieldsProps = {
  scope: Scope;
  onChange: (scope: Scope) => void;
  environments: readonly Choice[];
  teams: readonly Choice[];
  services: readonly Choice[];
  errorOf: (field: string) => string | undefined;
};

/** Where a freeze reaches: nothing chosen is everywhere. What is taken out is out, whatever is chosen. */
export function ScopeFields({ scope, onChange, environments, teams, services, errorOf }: ScopeFieldsProps) {
  const { except } = scope;
  const toggle = (id: string, on: boolean) =>
    onChange({
      ...scope,
      environmentIds: environments
        .map((environment) => environment.id)
        .filter((other) => (other === id ? on : scope.environmentIds.includes(other))),
    });
  const takeOut = (change: Partial<Lists>) => onChange({ ...scope, except: { ...except, ...change } });
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
      <fieldset className="grid gap-3 border-line border-t pt-4">
        <legend className="sr-only">What it leaves out</legend>
        <p aria-hidden="true" className="font-medium text-sm">
          But not <span className="font-normal text-ink-2">(these pass, whatever is chosen above)</span>
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          <ScopePicker
            label="Teams that pass"
            placeholder="None"
            choices={teams}
            chosen={except.teamIds}
            onChange={(teamIds) => takeOut({ teamIds })}
            error={errorOf("except.teamIds")}
          />
          <ScopePicker
            label="Services that pass"
            placeholder="None"
            choices={services}
            chosen={except.serviceIds}
            onChange={(serviceIds) => takeOut({ serviceIds })}
            error={errorOf("except.serviceIds")}
          />
          {scope.environmentIds.length === 0 && (
            <ScopePicker
              label="Environments that pass"
              placeholder="None"
              choices={environments}
              chosen={except.environmentIds}
              onChange={(environmentIds) => takeOut({ environmentIds })}
              error={errorOf("except.environmentIds")}
            />
          )}
        </div>
      </fieldset>
    </div>
  );
}
