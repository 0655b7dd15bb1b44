"use client";

import { ChevronLeft, ChevronRight, Ellipsis, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { PageBar } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { isoWeek } from "@/lib/time/calendar";
import { formatDays, zoneAbbreviation } from "@/lib/time/format";
import type { ScheduleChoices } from "./schedule-data";
import type { ScheduleView } from "./schedule-view";

type ScheduleBarProps = {
  view: ScheduleView;
  choices: ScheduleChoices;
  team: string | null;
  zoneChoice: string | null;
  daysChoice: string | null;
  onChange: (change: { env?: string; team?: string | null; zone?: string | null; days?: string | null }) => void;
  onWeek: (weeks: number) => void;
  onToday: () => void;
  onBook?: () => void;
};

/** Where in the plan one is, and the ways to somewhere else in it. */
export function ScheduleBar(props: ScheduleBarProps) {
  const { view, choices, team, zoneChoice, daysChoice, onChange, onWeek, onToday, onBook } = props;
  const { environment, zone, week } = view;
  const own = choices.zone !== null && choices.zone !== environment.zone ? choices.zone : null;
  return (
    <PageBar title="Schedule">
      <div className="flex items-center gap-1.5 print:hidden">
        <Button iconOnly aria-label="Week before" onClick={() => onWeek(-1)}>
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <Button onClick={onToday}>Today</Button>
        <Button iconOnly aria-label="Week after" onClick={() => onWeek(1)}>
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <h2 className="ml-1 font-semibold phone:order-last phone:ml-0" aria-live="polite">
        {formatDays(week, zone)}
        <span className="ml-2 font-normal text-ink-2 text-sm">week {isoWeek(week.start, zone).week}</span>
      </h2>
      <div className="ml-auto flex items-center gap-2 print:hidden phone:ml-0 phone:w-full phone:flex-wrap">
        <Select
          aria-label="Environment"
          className="w-auto! min-w-32 phone:flex-1"
          options={choices.environments.map(({ id, name }) => ({ value: id, label: name }))}
          value={environment.id}
          onChange={(event) => onChange({ env: event.currentTarget.value })}
        />
        <Select
          aria-label="Team"
          className="w-auto! min-w-28 phone:flex-1"
          options={[
            { value: "", label: "All teams" },
            ...choices.teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={team ?? ""}
          onChange={(event) => onChange({ team: event.currentTarget.value || null })}
        />
        <Menu
          trigger={
            <Button iconOnly aria-label="View">
              <Ellipsis className="size-4" aria-hidden="true" />
            </Button>
          }
        >
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
          {own !== null && (
            <>
              <MenuSeparator />
              <MenuLabel>Times</MenuLabel>
              <MenuChoices
                label="Times"
                value={zoneChoice === "mine" ? "mine" : "theirs"}
                onChange={(choice) => onChange({ zone: choice === "mine" ? "mine" : null })}
                options={[
                  {
                    value: "theirs",
                    label: `Of ${environment.name} (${zoneAbbreviation(week.start, environment.zone)})`,
                  },
                  { value: "mine", label: `Mine (${zoneAbbreviation(week.start, own)})` },
                ]}
              />
            </>
          )}
        </Menu>
        {onBook && (
          <Button
            variant="primary"
            icon={<Plus className="size-4" aria-hidden="true" />}
            onClick={onBook}
            className="phone:flex-1"
          >
            Book a slot
          </Button>
        )}
      </div>
    </PageBar>
  );
}
