"use client";

import { clsx } from "clsx";
import { CalendarSearch } from "lucide-react";
import { type ScheduleView, titleOf } from "@/components/schedule/address/schedule-view";
import { Popover } from "@/components/ui/popover";
import { DayChooser } from "./day-chooser";

type DateJumpProps = {
  view: ScheduleView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onGoTo: (day: Date) => void;
};

/** What is in view, and the way to any other day. */
export function DateJump({ view, open, onOpenChange, onGoTo }: DateJumpProps) {
  const { title, more } = titleOf(view);
  return (
    <Popover
      label="Jump to a date"
      open={open}
      onOpenChange={onOpenChange}
      className="w-76"
      trigger={
        <button
          type="button"
          className={clsx(
            "group flex min-h-8 items-center gap-2 rounded-md px-1.5 font-semibold hover:bg-sunken print:hidden",
            // The list of a phone says above its days which week they are of; the way elsewhere is among its view options.
            view.isChosen && view.name !== "agenda" ? "phone:order-9 phone:min-h-11 phone:basis-full" : "phone:hidden",
          )}
          aria-label={`${title}${more ? `, ${more}` : ""}, jump to a date`}
        >
          {title}
          {more && <span className="font-normal text-ink-2 text-sm max-[94rem]:hidden">{more}</span>}
          <CalendarSearch className="size-4 text-ink-2 group-hover:text-ink" aria-hidden="true" />
        </button>
      }
    >
      <DayChooser
        view={view}
        onChoose={(day) => {
          onGoTo(day);
          onOpenChange(false);
        }}
      />
    </Popover>
  );
}
