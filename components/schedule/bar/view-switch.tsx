"use client";

import { type ViewName, viewNames } from "@/components/schedule/address/schedule-address";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";

const labels: Readonly<Record<ViewName, string>> = {
  day: "Day",
  week: "Week",
  month: "Month",
  quarter: "Quarter",
  agenda: "Agenda",
};
const options = viewNames.map((value) => ({ value, label: labels[value] }));

type ViewSwitchProps = {
  name: ViewName;
  /** On a phone the agenda comes first, as long as nobody chose. */
  isChosen: boolean;
  onChange: (name: ViewName) => void;
};

/** From how far the plan is looked at. On a phone a list, for want of room. */
export function ViewSwitch({ name, isChosen, onChange }: ViewSwitchProps) {
  return (
    <>
      <Segmented
        label="View"
        options={options}
        value={name}
        onChange={onChange}
        className="phone:hidden print:hidden"
      />
      <Select
        aria-label="View"
        className="w-auto! md:hidden! phone:order-4 phone:basis-20 phone:grow print:hidden"
        options={options}
        value={isChosen ? name : "agenda"}
        onChange={(event) => onChange(event.currentTarget.value as ViewName)}
      />
    </>
  );
}
