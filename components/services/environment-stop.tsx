import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import type { EnvironmentRow } from "./service-row";

type EnvironmentStopProps = { environment: EnvironmentRow; place: number; actions: ReactNode };

/** One stop of the promotion path and what it asks of a deployment. */
export function EnvironmentStop({ environment, place, actions }: EnvironmentStopProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2.5 py-3 first:pt-0 last:pb-0">
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken font-semibold text-sm">
        {place}
      </span>
      <div className="min-w-0 grow basis-52">
        <p className="font-semibold">{environment.name}</p>
        <p className="flex flex-wrap gap-1.5 pt-1">
          <Chip>{environment.defaultOpen ? "open outside windows" : "open in windows only"}</Chip>
          {environment.requiresAcceptance && <Chip tone="accent">needs QA's acceptance</Chip>}
          <Chip>{environment.zone}</Chip>
        </p>
      </div>
      {actions && <div className="flex flex-wrap gap-1.5 phone:w-full">{actions}</div>}
    </li>
  );
}
