"use client";

import { type SubmitEvent, useState } from "react";
import type { ScheduleView } from "@/components/schedule/address/schedule-view";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { useNow } from "@/components/ui/use-now";
import { localDate, startOfLocalDate } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";
import { readDay } from "@/lib/time/read-day";
import { MonthPicker } from "./month-picker";

type DayChooserProps = { view: Pick<ScheduleView, "day" | "zone">; onChoose: (day: Date) => void };

/** Any day: written as one says it, or picked. */
export function DayChooser({ view, onChoose }: DayChooserProps) {
  const { day, zone } = view;
  const now = useNow(60);
  const [typed, setTyped] = useState("");
  const date = readDay(typed, localDate(now, zone));
  const found = date === undefined ? undefined : startOfLocalDate(date, zone);
  const isWrong = typed.trim().length > 2 && found === undefined;
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (found) onChoose(found);
  }
  return (
    <div>
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
      <MonthPicker key={day.getTime()} day={day} zone={zone} onChoose={onChoose} />
      <Button block className="mt-2" onClick={() => onChoose(now)}>
        Today
      </Button>
    </div>
  );
}
