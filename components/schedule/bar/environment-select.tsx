"use client";

import { clsx } from "clsx";
import { isWide, type ScheduleView } from "@/components/schedule/address/schedule-view";
import type { ScheduleChoices } from "@/components/schedule/schedule-data";
import { Select } from "@/components/ui/select";

type EnvironmentSelectProps = { view: ScheduleView; choices: ScheduleChoices; onChange: (word: string) => void };

/** The environment in view. Agenda, month and quarter can show all of them, or, by the filter, several. */
export function EnvironmentSelect({ view, choices, onChange }: EnvironmentSelectProps) {
  // While nobody chose a view a phone shows the list, which can show several, and everything else the week, which cannot.
  const differs = isWide(view, "phone") !== isWide(view, "wide");
  return (["phone", "wide"] as const).map((viewport) => {
    if (viewport === "phone" && !differs) return null;
    const all = choices.environments.length;
    const wide = isWide(view, viewport);
    const several = wide && view.environments.length > 1 && view.environments.length < all;
    const isAll = wide && view.environments.length === all && all > 1;
    return (
      <Select
        key={viewport}
        aria-label="Environment"
        className={clsx(
          "w-auto! md:max-w-40 phone:order-1 phone:basis-32 phone:grow",
          differs && (viewport === "phone" ? "md:hidden!" : "phone:hidden!"),
        )}
        options={[
          ...(wide && all > 1 ? [{ value: "all", label: "All environments" }] : []),
          ...(several ? [{ value: "several", label: `${view.environments.length} environments` }] : []),
          ...choices.environments.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={isAll ? "all" : several ? "several" : view.environment.id}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  });
}
