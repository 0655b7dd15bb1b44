"use client";

import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { zoneAbbreviation } from "@/lib/time/format";
import type { ScheduleChoices } from "./schedule-data";
import type { ScheduleView } from "./schedule-view";

export type ViewMenuProps = {
  view: ScheduleView;
  choices: ScheduleChoices;
  team: string | null;
  zoneChoice: string | null;
  daysChoice: string | null;
  onChange: (change: { env?: string; team?: string | null; zone?: string | null; days?: string | null }) => void;
};

export function teamOptions({ teams }: ScheduleChoices) {
  return [{ value: "", label: "All teams" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))];
}

/** What is chosen once rather than often: how many days, whose clock; on a phone the team too. */
export function ViewMenu({ view, choices, team, zoneChoice, daysChoice, onChange }: ViewMenuProps) {
  const { environment, week } = view;
  const own = choices.zone !== null && choices.zone !== environment.zone ? choices.zone : null;
  return (
    <Menu
      trigger={
        <Button iconOnly aria-label="View">
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <div className="md:hidden">
        <MenuLabel>Team</MenuLabel>
        <MenuChoices
          label="Team"
          value={team ?? ""}
          onChange={(id) => onChange({ team: id || null })}
          options={teamOptions(choices)}
        />
      </div>
      <div className="phone:hidden">
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
      </div>
      {own !== null && (
        <>
          <MenuSeparator />
          <MenuLabel>Times</MenuLabel>
          <MenuChoices
            label="Times"
            value={zoneChoice === "mine" ? "mine" : "theirs"}
            onChange={(choice) => onChange({ zone: choice === "mine" ? "mine" : null })}
            options={[
              { value: "theirs", label: `Of ${environment.name} (${zoneAbbreviation(week.start, environment.zone)})` },
              { value: "mine", label: `Mine (${zoneAbbreviation(week.start, own)})` },
            ]}
          />
        </>
      )}
    </Menu>
  );
}
