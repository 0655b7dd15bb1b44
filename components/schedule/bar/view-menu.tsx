"use client";

import { CalendarCheck, CalendarSearch, Ellipsis, Printer, Search } from "lucide-react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { ViewItems, type ViewItemsProps } from "@/components/schedule/saved/view-items";
import type { ScheduleChoices } from "@/components/schedule/schedule-data";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { zoneAbbreviation } from "@/lib/time/format";

export type ViewMenuProps = {
  view: ScheduleView;
  choices: ScheduleChoices;
  zoneChoice: string | null;
  daysChoice: string | null;
  byChoice: string | null;
  onChange: (change: { zone?: string | null; days?: string | null; by?: string | null }) => void;
  onOtherZone: () => void;
  onSearch: () => void;
  onToday: () => void;
  /** Asks for any other day. */
  onJump: () => void;
} & ViewItemsProps;

/**
 * What is chosen once rather than often: how many days, which rows, whose clock; and the way onto paper. On a phone also what its
 * bar has no room for.
 */
export function ViewMenu(props: ViewMenuProps) {
  const { view, choices, zoneChoice, daysChoice, byChoice, onChange, onOtherZone, onSearch, onToday, onJump } = props;
  const { environment, week, name } = view;
  const own = choices.zone !== null && choices.zone !== environment.zone ? choices.zone : null;
  const isOther = zoneChoice !== null && zoneChoice !== "mine" && view.zone === zoneChoice;
  return (
    <Menu
      trigger={
        <Button iconOnly aria-label="View options" className="phone:order-2">
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <div className="md:hidden">
        <MenuItem icon={<CalendarCheck />} onSelect={onToday}>
          Today
        </MenuItem>
        <MenuItem icon={<CalendarSearch />} onSelect={onJump}>
          Jump to a date …
        </MenuItem>
        <MenuItem icon={<Search />} onSelect={onSearch}>
          Find in the schedule …
        </MenuItem>
        <MenuSeparator />
        <ViewItems onSavedView={props.onSavedView} onKeep={props.onKeep} />
        <MenuSeparator />
      </div>
      {name === "week" && (
        <>
          <MenuLabel>Days</MenuLabel>
          <MenuChoices
            label="Days"
            value={daysChoice === "7" ? "7" : "5"}
            onChange={(days) => onChange({ days: days === "7" ? "7" : null })}
            options={[
              { value: "5", label: "Weekend when something happens" },
              { value: "7", label: "Always seven days" },
            ]}
          />
          <MenuSeparator />
        </>
      )}
      {name === "quarter" && (
        <>
          <MenuLabel>Rows</MenuLabel>
          <MenuChoices
            label="Rows"
            value={byChoice === "environment" ? "environment" : "team"}
            onChange={(by) => onChange({ by: by === "environment" ? by : null })}
            options={[
              { value: "team", label: "By team" },
              { value: "environment", label: "By environment" },
            ]}
          />
          <MenuSeparator />
        </>
      )}
      <MenuLabel>Times</MenuLabel>
      <MenuChoices
        label="Times"
        value={isOther ? "other" : zoneChoice === "mine" && own !== null ? "mine" : "theirs"}
        onChange={(choice) => {
          if (choice === "other") onOtherZone();
          else onChange({ zone: choice === "mine" ? "mine" : null });
        }}
        options={[
          { value: "theirs", label: `Of ${environment.name} (${zoneAbbreviation(week.start, environment.zone)})` },
          ...(own === null ? [] : [{ value: "mine" as const, label: `Mine (${zoneAbbreviation(week.start, own)})` }]),
          { value: "other", label: isOther ? `${view.zone.replaceAll("_", " ")} …` : "Another zone …" },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={<Printer />} onSelect={() => setTimeout(() => window.print())}>
        Print
      </MenuItem>
    </Menu>
  );
}
