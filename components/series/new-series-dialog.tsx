"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RowList } from "@/components/ui/row-list";
import { Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toaster";
import { useDebounced } from "@/components/ui/use-debounced";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { bookSeries } from "@/lib/slots/actions";
import { addDaysInZone, localDate } from "@/lib/time/calendar";
import { type DateChoice, placeOf, type SeriesDate, usualChoice } from "./date-choice";
import { DateRow } from "./date-row";
import { rruleOfSeries, type SeriesDraft } from "./series-draft";
import { SeriesFields } from "./series-fields";

type NewSeriesDialogProps = {
  environments: readonly { id: string; name: string; zone: string }[];
  /** Those that the reader may book for. */
  teams: readonly { id: string; name: string }[];
  onClose: () => void;
};

/** Books again and again: a rule, what would become of each date, and what is chosen for those that clash. */
export function NewSeriesDialog({ environments, teams, onClose }: NewSeriesDialogProps) {
  const queryClient = useQueryClient();
  const now = useNow(3600);
  const environment = environments.at(-1);
  const zone = environment?.zone ?? "UTC";
  const [draft, setDraft] = useState<SeriesDraft>(() => ({
    name: "",
    environmentId: environment?.id ?? "",
    teamId: teams[0]?.id ?? "",
    zone,
    firstDay: localDate(addDaysInZone(now, 7, zone), zone),
    time: "09:00",
    minutes: 30,
    repeat: "weekly",
    times: 8,
  }));
  // By the date's own name, so that a choice outlives a look at the plan that has meanwhile changed.
  const [choices, setChoices] = useState<Readonly<Record<string, DateChoice>>>({});
  const form = useFormAction(["name", "teamId", "environmentId", "localStart", "rrule", "durationMinutes"]);
  const rule = useDebounced(JSON.stringify(ruleOf(draft)), 300);
  const input = JSON.parse(rule) as ReturnType<typeof ruleOf>;
  const preview = useQuery({
    ...api.slots.previewSeries.queryOptions({ input }),
    enabled: input.rrule !== "",
    placeholderData: keepPreviousData,
  });
  const dates = preview.data?.dates ?? [];
  const choiceFor = (date: SeriesDate) => choices[date.originalLocalStart] ?? usualChoice(date);
  const chosen = dates.flatMap((date) => placeOf(date, choiceFor(date)) ?? []);
  const clashing = dates.filter(({ refusal }) => refusal !== null).length;

  async function book() {
    const places = chosen.map(({ occurrenceId, lane, during }) => ({
      ...(occurrenceId === null ? {} : { occurrenceId }),
      lane,
      during: { start: during.start.toISOString(), end: during.end.toISOString() },
    }));
    const done = await form.run(() => bookSeries({ ...ruleOf(draft), name: draft.name, dates: places }));
    if (!done) return;
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({
      title: `${chosen.length} ${chosen.length === 1 ? "slot" : "slots"} booked`,
      text: "Choose what each ships when you know it.",
    });
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Book again and again"
      description="All the chosen dates are booked together, or none. What they ship is chosen later."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={form.pending}
            disabled={chosen.length === 0 || preview.isPlaceholderData}
            onClick={book}
          >
            {chosen.length === 1 ? "Book one slot" : `Book ${chosen.length} slots`}
          </Button>
        </>
      }
    >
      <FormRefusal refusal={form.refusal} />
      <SeriesFields
        draft={draft}
        environments={environments}
        teams={teams}
        onChange={(next) => {
          setDraft(next);
          form.forget();
        }}
        errorOf={form.errorOf}
      />
      <section aria-live="polite" className="grid gap-2">
        <h3 className="font-semibold text-base">
          Dates
          {dates.length > 0 && (
            <span className="ml-2 font-normal text-ink-2 text-sm">
              {dates.length - clashing} free{clashing > 0 && `, ${clashing} not as planned`}
            </span>
          )}
        </h3>
        {preview.error && <RefusalNotice refusal={refusalOfError(preview.error)} zone={draft.zone} />}
        {preview.isPending && input.rrule !== "" && <Skeleton lines={4} className="h-12!" />}
        {!preview.error && (
          <RowList label="Dates">
            {dates.map((date) => (
              <DateRow
                key={date.originalLocalStart}
                date={date}
                zone={draft.zone}
                choice={choiceFor(date)}
                onChoose={(choice) => setChoices({ ...choices, [date.originalLocalStart]: choice })}
              />
            ))}
          </RowList>
        )}
      </section>
    </Dialog>
  );
}

function ruleOf(draft: SeriesDraft) {
  const { environmentId, teamId, zone, firstDay, time, minutes } = draft;
  return {
    environmentId,
    teamId,
    zone,
    localStart: `${firstDay}T${time}`,
    durationMinutes: minutes,
    rrule: (time !== "" && rruleOfSeries(draft)) || "",
  };
}
