"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Choice } from "@/components/freezes/freeze-row";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { LiftRehearsal } from "@/components/plans/rehearsals";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { changeCalendar } from "@/lib/calendars/actions";
import { CalendarClosing } from "./calendar-closing";
import type { CalendarDetail } from "./calendar-row";
import { refreshInWords, refreshOptions } from "./calendar-words";
import { freezeOf, plainUse, UseFields } from "./use-fields";

type ChangeCalendarFormProps = {
  calendar: CalendarDetail;
  environments: readonly Choice[];
  teams: readonly Choice[];
  services: readonly Choice[];
};

const fields = ["name", "use", "refreshMinutes"];

/** Name, use and how often. What its freeze closes is changed at the freeze itself, which keeps its exceptions. */
export function ChangeCalendarForm({ calendar, ...choices }: ChangeCalendarFormProps) {
  const { id: calendarId, host, freezeId } = calendar;
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useFormAction(fields);
  const [name, setName] = useState(calendar.name);
  const [minutes, setMinutes] = useState(String(calendar.refreshMinutes));
  const [use, setUse] = useState({ ...plainUse(), use: calendar.use });
  const closesAlready = freezeId !== null && use.use === "freeze";
  const isLifted = freezeId !== null && use.use === "mark";
  const closes = closesAlready ? undefined : freezeOf(use);
  const options = refreshOptions.some(({ value }) => value === minutes)
    ? refreshOptions
    : [{ value: minutes, label: refreshInWords(Number(minutes)) }, ...refreshOptions];

  async function submit(event: FormEvent) {
    event.preventDefault();
    const isNewUse = use.use !== calendar.use || (use.use === "freeze" && freezeId === null);
    const done = await form.run(() =>
      changeCalendar({
        calendarId,
        name,
        ...(host === null ? {} : { refreshMinutes: Number(minutes) }),
        ...(isNewUse ? { use: use.use, freeze: freezeOf(use) } : {}),
      }),
    );
    if (!done) return;
    void queryClient.invalidateQueries();
    notify({ title: `${name} was changed` });
    router.push(`/settings/calendars/${calendarId}`);
  }
  return (
    <form
      onSubmit={submit}
      className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]"
    >
      <div className="grid min-w-0 gap-4">
        <FormRefusal refusal={form.refusal} />
        <Card title="The calendar">
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label="Name" required error={form.errorOf("name")}>
              <TextInput value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
            </Field>
            {host !== null && (
              <Field label={`Fetched from ${host}`} required error={form.errorOf("refreshMinutes")}>
                <Select options={options} value={minutes} onChange={(event) => setMinutes(event.currentTarget.value)} />
              </Field>
            )}
          </div>
        </Card>
        {closesAlready ? (
          <Card title="What its events are here">
            <div className="grid gap-3">
              <p>
                They close, by a freeze. What it closes, and for whom, is changed{" "}
                <TextLink href={`/settings/freezes/${freezeId}/edit`}>at the freeze</TextLink>.
              </p>
              <div>
                <Button onClick={() => setUse({ ...use, use: "mark" })}>Let them be marks only</Button>
              </div>
            </div>
          </Card>
        ) : (
          <UseFields value={use} onChange={setUse} errorOf={form.errorOf} {...choices} />
        )}
        {isLifted && (
          <Notice tone="waiting" title="Its freeze is lifted when you save">
            What it had postponed is planned again by the freeze's rule. The freeze stays on the record.
          </Notice>
        )}
      </div>
      <div className="grid min-w-0 gap-4 lg:sticky lg:top-4 lg:row-span-2">
        {closes && <CalendarClosing calendarId={calendarId} name={name} freeze={closes} />}
        {isLifted && (
          <Card>
            <LiftRehearsal freezeId={freezeId} />
          </Card>
        )}
      </div>
      <div className="flex flex-wrap gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
        <ButtonLink href={`/settings/calendars/${calendarId}`}>Cancel</ButtonLink>
        <Button type="submit" variant="primary" pending={form.pending} disabled={name.trim() === ""}>
          Save the calendar
        </Button>
      </div>
    </form>
  );
}
