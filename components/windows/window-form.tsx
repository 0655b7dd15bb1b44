"use client";

import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { WindowRehearsal } from "@/components/plans/rehearsals";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import type { Cadence } from "@/lib/domain/service-cadence";
import { localDate } from "@/lib/time/calendar";
import { BookingFields } from "./booking-fields";
import { CadenceChoice, isWindowCadence } from "./cadence-choice";
import { DateFields } from "./date-fields";
import { allTimes } from "./draft-times";
import { leaveOut } from "./picked-dates";
import { RuleFields } from "./rule-fields";
import { SlotsPreview } from "./slots-preview";
import { SlotsQuestion } from "./slots-question";
import { useSaveWindow } from "./use-save-window";
import { useChangePreview, useWindowPreview } from "./use-window-preview";
import {
  columnsOf,
  draftOfWindow,
  newWindowDraft,
  timeRuleOf,
  type WindowDraft,
  withCadence,
  withRule,
} from "./window-draft";
import { WindowPreview } from "./window-preview";
import type { Continuation, WindowRow } from "./window-row";

type WindowFormProps = {
  environments: readonly { id: string; name: string; zone: string }[];
  /** The window to change; left out: a new one. */
  window?: WindowRow;
  /** The opening from which on it is changed, and the rule it would go on with; left out: all of it. */
  from?: { occurrenceId: string; rule: Continuation };
  /** The environment of a new window. */
  environmentId?: string;
  now: Date;
};

/** A window with what it will do beside it, worked out while it is written: its openings, and what becomes of booked slots. */
export function WindowForm({ environments, window, from, environmentId: wanted, now }: WindowFormProps) {
  const viewer = useViewer();
  const [environmentId, setEnvironmentId] = useState(window?.environmentId ?? wanted ?? environments.at(-1)?.id ?? "");
  const [draft, setDraft] = useState<WindowDraft>(() => {
    const zone = environments.find((environment) => environment.id === environmentId)?.zone ?? "UTC";
    return window ? draftOfWindow(window, from?.rule) : newWindowDraft(localDate(now, zone), zone);
  });
  const [cadence, setCadence] = useState<Cadence>(draft.cadence);
  const today = localDate(now, draft.rule.zone);
  const [month, setMonth] = useState(() => (draft.rule.firstDay > today ? draft.rule.firstDay : today).slice(0, 7));
  const set = (change: Partial<WindowDraft>) => setDraft((before) => ({ ...before, ...change }));

  const rule = timeRuleOf(draft);
  const columns = columnsOf(draft);
  const preview = useWindowPreview(rule, environmentId, month);
  const of = window && { windowId: window.id, occurrenceId: from?.occurrenceId };
  const touched = useChangePreview(of, preview.refusal ? undefined : columns);
  const save = useSaveWindow({ window, of, environmentId });
  const errorOf = (field: string) =>
    save.errorOf(field) ?? (preview.refusal?.field?.split(".")[0] === field ? preview.refusal.message : undefined);

  function choose(chosen: Cadence) {
    setCadence(chosen);
    if (!isWindowCadence(chosen)) return;
    // Only a new window starts over from what the cadence suggests: what is in use keeps its hours.
    setDraft((before) => (window ? { ...before, cadence: chosen } : withCadence(before, chosen)));
  }
  function changeRule(changed: WindowDraft["rule"]) {
    setDraft((before) => withRule(before, changed));
    // The calendar shows where the window begins, as long as nobody leafs through it.
    if (changed.firstDay !== draft.rule.firstDay && changed.firstDay > today) setMonth(changed.firstDay.slice(0, 7));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (columns) save.submit(columns);
  }

  const label = window ? (from ? "Save from here on" : "Save the window") : "Set up the window";
  return (
    <form onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid min-w-0 gap-4">
        <FormRefusal refusal={save.refusal} />
        <Card title="What for">
          <CadenceChoice value={cadence} onChange={choose} windowsOnly={window !== undefined} />
        </Card>
        {cadence !== "continuous" && (
          <>
            <Card title="Where">
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label="Environment" required error={errorOf("environmentId")}>
                  <Select
                    value={environmentId}
                    disabled={window !== undefined}
                    onChange={(event) => setEnvironmentId(event.currentTarget.value)}
                    options={environments.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </Field>
                <Field
                  label="Name"
                  required
                  error={errorOf("name")}
                  hint="Shown on the schedule: Core, Evenings, Weekly."
                >
                  <TextInput
                    value={draft.name}
                    maxLength={120}
                    onChange={(event) => set({ name: event.currentTarget.value })}
                  />
                </Field>
              </div>
            </Card>
            <Card title="When">
              <RuleFields draft={draft.rule} onChange={changeRule} errorOf={errorOf} />
            </Card>
            <Card title="Days left out, and extra days">
              <DateFields
                verb="opens"
                dates={draft}
                set={set}
                extraTime={allTimes(draft.rule)[0] ?? "06:00"}
                month={month}
                onMonth={setMonth}
                starts={preview.refusal || preview.isStale ? undefined : preview.data?.month}
                today={today}
                errorOf={errorOf}
              />
            </Card>
            <Card title="Booking">
              <BookingFields draft={draft} set={set} errorOf={errorOf} />
            </Card>
          </>
        )}
      </div>
      {cadence !== "continuous" && (
        <div className="grid min-w-0 gap-4 lg:sticky lg:top-4 lg:row-span-2 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto">
          {window && (
            <Card title="Booked slots" aria-label="Booked slots" aria-live="polite" aria-busy={touched.isStale}>
              {touched.data && !touched.isStale ? (
                <SlotsPreview preview={touched.data} zone={touched.data.zone} />
              ) : preview.refusal ? (
                <p className="text-ink-2">As long as the rule cannot be saved, nothing becomes of them.</p>
              ) : (
                <Skeleton lines={2} />
              )}
            </Card>
          )}
          <WindowPreview
            rule={rule}
            data={preview.data}
            refusal={preview.refusal}
            isStale={preview.isStale}
            viewerZone={viewer.zone}
            onLeaveOut={(start) => set(leaveOut(draft, start))}
          />
          <WindowRehearsal
            input={columns && !preview.refusal ? { windowId: window?.id, environmentId, after: columns } : undefined}
          />
        </div>
      )}
      {cadence !== "continuous" && (
        <div className="flex flex-wrap gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
          <ButtonLink href={window ? `/settings/windows/${window.id}` : "/settings/windows"}>Cancel</ButtonLink>
          <Button
            type="submit"
            variant="primary"
            pending={save.pending}
            disabled={!columns || draft.name.trim() === "" || preview.refusal !== undefined}
          >
            {label}
          </Button>
        </div>
      )}
      {save.question && columns && (
        <SlotsQuestion
          preview={save.question}
          confirmLabel={label}
          pending={save.pending}
          onAnswer={(answer) => save.answer(columns, answer)}
          onClose={save.takeBack}
        />
      )}
    </form>
  );
}
