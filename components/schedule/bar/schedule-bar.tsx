"use client";

import { ChevronLeft, ChevronRight, Plus, Search } from "lucide-react";
import { useState } from "react";
import type { ViewName } from "@/components/schedule/address/schedule-address";
import { titleOf } from "@/components/schedule/address/schedule-view";
import { type Keeping, KeepingDialogs } from "@/components/schedule/saved/keeping-dialogs";
import { ViewsMenu } from "@/components/schedule/saved/views-menu";
import { Button } from "@/components/ui/button";
import { PageBar } from "@/components/ui/page-header";
import { zoneAbbreviation } from "@/lib/time/format";
import { DateJump } from "./date-jump";
import { EnvironmentSelect } from "./environment-select";
import { FilterButton, type FilterButtonProps } from "./filter-button";
import { ViewMenu, type ViewMenuProps } from "./view-menu";
import { ViewSwitch } from "./view-switch";

export type ScheduleBarProps = Omit<ViewMenuProps, "onKeep"> &
  FilterButtonProps & {
    /** The query of the address, for saved views. */
    query: string;
    onView: (name: ViewName) => void;
    onEnvironment: (word: string) => void;
    onStep: (steps: number) => void;
    onGoTo: (day: Date) => void;
    jump: { open: boolean; onOpenChange: (open: boolean) => void };
    onBook?: () => void;
  };

/** Where in the plan one is, and the ways to somewhere else in it. On a phone in two rows. */
export function ScheduleBar(props: ScheduleBarProps) {
  const { view, choices, query, onView, onEnvironment, onSavedView, onStep, onToday, onGoTo, jump, onSearch, onBook } =
    props;
  const [keeping, setKeeping] = useState<Keeping>();
  return (
    <PageBar title="Schedule">
      <ViewSwitch name={view.name} isChosen={view.isChosen} onChange={onView} />
      <div className="flex items-center gap-1.5 print:hidden phone:order-4">
        <Button iconOnly aria-label={`${unit(view.name)} before`} onClick={() => onStep(-1)}>
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <Button onClick={onToday} className="phone:hidden!">
          Today
        </Button>
        <Button iconOnly aria-label={`${unit(view.name)} after`} onClick={() => onStep(1)}>
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <DateJump view={view} {...jump} onGoTo={onGoTo} />
      <PaperTitle view={view} />
      <div className="flex grow justify-end gap-1.5 phone:contents print:hidden">
        <Button iconOnly aria-label="Find in the schedule" onClick={onSearch} className="phone:hidden!">
          <Search className="size-4" aria-hidden="true" />
        </Button>
        <EnvironmentSelect view={view} choices={choices} onChange={onEnvironment} />
        <FilterButton {...props} />
        <ViewsMenu onSavedView={onSavedView} onKeep={setKeeping} />
        <ViewMenu {...props} onKeep={setKeeping} />
        {onBook && (
          <Button
            variant="primary"
            onClick={onBook}
            aria-label="Book a slot"
            className="phone:order-6 phone:aspect-square phone:px-0!"
          >
            <Plus className="size-4" aria-hidden="true" />
            <span className="phone:hidden">Book</span>
          </Button>
        )}
      </div>
      <KeepingDialogs open={keeping} query={query} onClose={() => setKeeping(undefined)} />
    </PageBar>
  );
}

/** What a sheet of paper must say by itself: where, when, and by which clock. */
function PaperTitle({ view }: Pick<ViewMenuProps, "view">) {
  const { environments, environment, name, zone, range } = view;
  const shown = name === "day" || name === "week" ? [environment] : environments;
  const where = shown.map((each) => each.name).join(", ");
  return (
    <p className="hidden font-semibold text-lg print:block">
      {where} · {titleOf(view).title} · times in {zoneAbbreviation(range.start, zone)}
    </p>
  );
}

const units: Readonly<Record<ViewName, string>> = {
  day: "Day",
  week: "Week",
  month: "Month",
  quarter: "Quarter",
  agenda: "Week",
};
export const unit = (name: ViewName) => units[name];
