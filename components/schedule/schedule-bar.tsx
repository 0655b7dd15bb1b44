"use client";

import { ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { PageBar } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { isoWeek } from "@/lib/time/calendar";
import { formatDays } from "@/lib/time/format";
import { teamOptions, ViewMenu, type ViewMenuProps } from "./view-menu";

export type ScheduleBarProps = ViewMenuProps & {
  onWeek: (weeks: number) => void;
  onToday: () => void;
  onBook?: () => void;
};

/** Where in the plan one is, and the ways to somewhere else in it. On a phone in two rows, the teams behind the menu. */
export function ScheduleBar({ onWeek, onToday, onBook, ...menu }: ScheduleBarProps) {
  const { view, choices, team, onChange } = menu;
  const { environment, zone, week } = view;
  return (
    <PageBar title="Schedule">
      <div className="flex items-center gap-1.5 print:hidden phone:order-2">
        <Button iconOnly aria-label="Week before" onClick={() => onWeek(-1)}>
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <Button onClick={onToday}>Today</Button>
        <Button iconOnly aria-label="Week after" onClick={() => onWeek(1)}>
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <h2 className="ml-1 font-semibold phone:hidden" aria-live="polite">
        {formatDays(week, zone)}
        <span className="ml-2 font-normal text-ink-2 text-sm">week {isoWeek(week.start, zone).week}</span>
      </h2>
      <div className="flex min-w-0 flex-1 basis-80 justify-end gap-2 phone:contents print:hidden">
        <Select
          aria-label="Environment"
          className="w-auto! md:max-w-44 phone:order-1 phone:basis-48 phone:grow"
          options={choices.environments.map(({ id, name }) => ({ value: id, label: name }))}
          value={environment.id}
          onChange={(event) => onChange({ env: event.currentTarget.value })}
        />
        <Select
          aria-label="Team"
          className="w-auto! md:max-w-44 phone:hidden!"
          options={teamOptions(choices)}
          value={team ?? ""}
          onChange={(event) => onChange({ team: event.currentTarget.value || null })}
        />
        <div className="flex shrink-0 gap-2 phone:order-4 phone:ml-auto">
          <ViewMenu {...menu} />
          {onBook && (
            <Button
              variant="primary"
              onClick={onBook}
              aria-label="Book a slot"
              className="phone:aspect-square phone:px-0!"
            >
              <Plus className="size-4" aria-hidden="true" />
              <span className="phone:hidden">Book a slot</span>
            </Button>
          )}
        </div>
      </div>
    </PageBar>
  );
}
