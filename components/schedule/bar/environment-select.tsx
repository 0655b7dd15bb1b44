"use client";

import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import type { ScheduleChoices } from "@/components/schedule/schedule-data";
import { Select } from "@/components/ui/select";

type EnvironmentSelectProps = { view: ScheduleView; choices: ScheduleChoices; onChange: (word: string) => void };

/** The environment in view. Agenda, month and quarter can show all of them, or, by the filter, several. */
export function EnvironmentSelect({ view, choices, onChange }: EnvironmentSelectProps) {
  const isWide = view.name === "month" || view.name === "quarter" || view.name === "agenda";
  const all = choices.environments.length;
  const several = isWide && view.environments.length > 1 && view.environments.length < all;
  const isAll = isWide && view.environments.length === all && all > 1;
  return (
    <Select
      aria-label="Environment"
      className="w-auto! md:max-w-40 phone:order-1 phone:basis-32 phone:grow"
      options={[
        ...(isWide && all > 1 ? [{ value: "all", label: "All environments" }] : []),
        ...(several ? [{ value: "several", label: `${view.environments.length} environments` }] : []),
        ...choices.environments.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={isAll ? "all" : several ? "several" : view.environment.id}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
