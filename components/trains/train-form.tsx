"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CheckList } from "@/components/ui/check-list";
import { Field, FieldError } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { RuleFields } from "@/components/windows/rule-fields";
import { localDate } from "@/lib/time/calendar";
import { changeTrain, createTrain } from "@/lib/trains/actions";
import { BoardingFields } from "./boarding-fields";
import { LeftOutDates } from "./left-out-dates";
import { MilestoneFields } from "./milestone-fields";
import { RunningFields } from "./running-fields";
import type { TrainEntry } from "./train-data";
import { columnsOf, draftOfTrain, newTrainDraft, type TrainDraft } from "./train-draft";
import { TrainPreview } from "./train-preview";
import { useTrainPreview } from "./use-train-preview";
import { WorkingDayFields } from "./working-day-fields";

type TrainFormProps = {
  environments: readonly { id: string; name: string; zone: string }[];
  /** The train to change; left out: a new one. */
  train?: TrainEntry;
  now: Date;
};

const fields = [
  ...["name", "description", "environmentIds", "rrule", "localStart", "durationMinutes", "zone", "weekdays"],
  ...["holidayCalendarId", "capacity", "missedTrainId", "holdMinutes", "conductorIds"],
  ...["boarding", "cutoff", "qa_exit", "go_no_go"].flatMap((name) => [
    `milestones.${name}.workingDays`,
    `milestones.${name}.at`,
  ]),
];

/** A train with what it will do beside it, worked out while it is written. */
export function TrainForm({ environments, train, now }: TrainFormProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useFormAction(fields);
  const [draft, setDraft] = useState<TrainDraft>(() => {
    const last = environments.at(-1);
    const zone = last?.zone ?? "UTC";
    return train ? draftOfTrain(train) : newTrainDraft(localDate(now, zone), zone, last ? [last.id] : []);
  });
  const set = (change: Partial<TrainDraft>) => setDraft((before) => ({ ...before, ...change }));
  const { timetable, data, isStale, refusal } = useTrainPreview(draft);
  const errorOf = (field: string) =>
    form.errorOf(field) ?? (refusal?.field?.replace(/\.\d+$/, "") === field ? refusal.message : undefined);

  function leave(trainId: string, title: string, text: string | undefined) {
    void queryClient.invalidateQueries();
    notify({ title, text });
    router.push(`/trains/${trainId}`);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const columns = columnsOf(draft);
    if (columns === undefined) return;
    if (train === undefined) {
      const made = await form.run(() => createTrain(columns));
      if (made)
        leave(made.value.trainId, `${draft.name} is set up`, `${made.value.departures} departures are planned.`);
      return;
    }
    const changed = await form.run(() => changeTrain({ trainId: train.id, ...columns }));
    if (changed) leave(train.id, `${draft.name} was changed`, changeInWords(changed.value));
  }

  return (
    <form onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid min-w-0 gap-4">
        <FormRefusal refusal={form.refusal} />
        <Card title="What and where">
          <div className="grid gap-4">
            <Field label="Name" required error={errorOf("name")} hint="Shown on the schedule: App train, Platform.">
              <TextInput
                value={draft.name}
                maxLength={120}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
            </Field>
            <Field label="What it is for" error={errorOf("description")}>
              <TextArea
                rows={2}
                maxLength={2_000}
                value={draft.description}
                onChange={(event) => set({ description: event.currentTarget.value })}
              />
            </Field>
            <div>
              <CheckList
                inline
                legend="Environments it passes, in the order of the path"
                chosen={draft.environmentIds}
                onChange={(environmentIds) => set({ environmentIds })}
                options={environments.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <FieldError>{errorOf("environmentIds")}</FieldError>
            </div>
          </div>
        </Card>
        <Card title="Departs">
          <div className="grid gap-4">
            <RuleFields draft={draft.rule} onChange={(rule) => set({ rule })} errorOf={errorOf} />
            <LeftOutDates dates={draft.exdates} onChange={(exdates) => set({ exdates })} />
          </div>
        </Card>
        <Card title="Milestones">
          <MilestoneFields draft={draft} set={set} errorOf={errorOf} />
        </Card>
        <Card title="Working days" aria-label="Working days">
          <WorkingDayFields draft={draft} set={set} errorOf={errorOf} />
        </Card>
        <Card title="Boarding">
          <BoardingFields draft={draft} set={set} errorOf={errorOf} trainId={train?.id} />
        </Card>
        <Card title="Go, hold, conductors">
          <RunningFields draft={draft} set={set} errorOf={errorOf} />
        </Card>
      </div>
      <div className="grid min-w-0 gap-4 lg:sticky lg:top-4 lg:row-span-2 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto">
        <TrainPreview
          timetable={timetable}
          data={data}
          refusal={refusal}
          isStale={isStale}
          onLeaveOut={(start) => set({ exdates: [...new Set([...draft.exdates, start])].sort() })}
        />
      </div>
      <div className="flex flex-wrap gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
        <ButtonLink href={train ? `/trains/${train.id}` : "/trains"}>Cancel</ButtonLink>
        <Button
          type="submit"
          variant="primary"
          pending={form.pending}
          disabled={timetable === undefined || draft.name.trim() === "" || refusal !== undefined}
        >
          {train ? "Save the train" : "Set up the train"}
        </Button>
      </div>
    </form>
  );
}

type Named = readonly { name: string }[];

/** Which departures with somebody aboard moved, and which stayed though the timetable has them no more. */
function changeInWords({ kept, moved }: { kept: Named; moved: Named }): string | undefined {
  const sentences = [
    moved.length > 0 ? `${namesInWords(moved)} ${moved.length === 1 ? "moves" : "move"}: those aboard are told.` : "",
    kept.length > 0 ? `${namesInWords(kept)} ${kept.length === 1 ? "stays where it is" : "stay where they are"}.` : "",
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ") || undefined;
}

function namesInWords(named: Named): string {
  const first = named.slice(0, 3).map(({ name }) => name);
  return `${first.join("; ")}${named.length > 3 ? ` and ${named.length - 3} more` : ""}`;
}
