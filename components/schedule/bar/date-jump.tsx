"use client";

import { clsx } from "clsx";
import { CalendarSearch } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { titleOf } from "@/components/schedule/address/schedule-view";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { TextInput } from "@/components/ui/text-input";
import { useNow } from "@/components/ui/use-now";
import { localDate, startOfLocalDate } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";
import { readDay } from "@/lib/time/read-day";
import { MonthPicker } from "./month-picker";

type DateJumpProps = {
  view: ScheduleView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onGoTo: (day: Date) => void;
};

/** What is in view, and the way to any other day: written as one says it, or picked. */
export function DateJump({ view, open, onOpenChange, onGoTo }: DateJumpProps) {
  const { title, more } = titleOf(view);
  const { day, zone } = view;
  const now = useNow(60);
  const [typed, setTyped] = useState("");
  const date = readDay(typed, localDate(now, zone));
  const found = date === undefined ? undefined : startOfLocalDate(date, zone);
  const isWrong = typed.trim().length > 2 && found === undefined;
  function go(to: Date) {
    onGoTo(to);
    setTyped("");
    onOpenChange(false);
  }
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (found) go(found);
  }
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
            // The list of a phone says above its days which week they are of.
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
      <form onSubmit={submit} className="mb-3">
        <Field
          label="Go to"
          required
          error={isWrong ? "No day can be read from this." : undefined}
          hint={
            found ? `${formatDay(found, zone, "full")}, press Enter` : "12 Jan, next tue, week 48, in 3 weeks, q1 2027"
          }
        >
          <TextInput value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
        </Field>
      </form>
      <MonthPicker key={day.getTime()} day={day} zone={zone} onChoose={go} />
      <Button block className="mt-2" onClick={() => go(now)}>
        Today
      </Button>
    </Popover>
  );
}
