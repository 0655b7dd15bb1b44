"use client";

import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { formatDuration } from "@/lib/time/format";
import { repeatWords, type SeriesDraft, type SeriesRepeat, seriesRepeats } from "./series-draft";

const minuteMs = 60_000;
const lengths = [15, 30, 45, 60, 90, 120, 180, 240];
const mostTimes = 60;

type SeriesFieldsProps = {
  draft: SeriesDraft;
  environments: readonly { id: string; name: string; zone: string }[];
  teams: readonly { id: string; name: string }[];
  onChange: (draft: SeriesDraft) => void;
  errorOf: (field: string) => string | undefined;
};

/** For whom, where, and how often. */
export function SeriesFields({ draft, environments, teams, onChange, errorOf }: SeriesFieldsProps) {
  const set = (change: Partial<SeriesDraft>) => onChange({ ...draft, ...change });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Name" required error={errorOf("name")} className="sm:col-span-2">
        <TextInput
          maxLength={120}
          placeholder="Weekly release of the shop"
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </Field>
      <Field label="Team" required error={errorOf("teamId")}>
        <Select
          value={draft.teamId}
          onChange={(event) => set({ teamId: event.currentTarget.value })}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label="Environment" required error={errorOf("environmentId")}>
        <Select
          value={draft.environmentId}
          onChange={(event) => {
            const chosen = environments.find(({ id }) => id === event.currentTarget.value);
            if (chosen) set({ environmentId: chosen.id, zone: chosen.zone });
          }}
          options={environments.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label="First date" required error={errorOf("localStart")}>
        <DateTimeInput
          kind="date"
          zone={draft.zone}
          value={draft.firstDay}
          onChange={(event) => set({ firstDay: event.currentTarget.value })}
        />
      </Field>
      <Field label="Starts at" required>
        <DateTimeInput
          kind="time"
          zone={draft.zone}
          value={draft.time}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
      </Field>
      <Field label="Repeats" required error={errorOf("rrule")}>
        <Select
          value={draft.repeat}
          onChange={(event) => set({ repeat: event.currentTarget.value as SeriesRepeat })}
          options={seriesRepeats.map((value) => ({ value, label: repeatWords[value] }))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Length" required error={errorOf("durationMinutes")}>
          <Select
            value={String(draft.minutes)}
            onChange={(event) => set({ minutes: Number(event.currentTarget.value) })}
            options={lengths.map((length) => ({ value: String(length), label: formatDuration(length * minuteMs) }))}
          />
        </Field>
        <Field label="How often" required>
          <TextInput
            type="number"
            min={1}
            max={mostTimes}
            value={draft.times}
            onChange={(event) =>
              set({ times: Math.min(mostTimes, Math.max(1, Math.floor(Number(event.currentTarget.value) || 1))) })
            }
          />
        </Field>
      </div>
    </div>
  );
}
