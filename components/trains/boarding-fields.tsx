"use client";

import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type BumpingRule, bumpingRules, type MissedPolicy, missedPolicies } from "@/lib/domain/train-policy";
import { api } from "@/lib/rpc/client";
import type { TrainDraft } from "./train-draft";
import { bumpingWords, missedWords } from "./train-words";

type BoardingFieldsProps = {
  draft: TrainDraft;
  set: (change: Partial<TrainDraft>) => void;
  errorOf: (field: string) => string | undefined;
  /** The train that is changed: it cannot send releases to itself. */
  trainId?: string;
};

/** How many board, who makes room, and where those go who miss it. */
export function BoardingFields({ draft, set, errorOf, trainId }: BoardingFieldsProps) {
  const { data } = useQuery(api.trains.list.queryOptions({ input: {} }));
  const others = (data?.trains ?? []).filter(({ id }) => id !== trainId);
  return (
    <div className="grid gap-4">
      <Field
        label="Capacity"
        error={errorOf("capacity")}
        hint="How many releases a departure takes; empty: any number. Hotfixes come on top."
      >
        <TextInput
          type="number"
          min={1}
          max={1_000}
          value={draft.capacity}
          onChange={(event) => set({ capacity: event.currentTarget.value })}
        />
      </Field>
      {draft.capacity.trim() !== "" && (
        <RadioGroup
          label="When it is full"
          value={draft.bumping}
          onChange={(value) => set({ bumping: value as BumpingRule })}
          options={bumpingRules.map((value) => ({
            value,
            label: bumpingWords[value].name,
            hint: bumpingWords[value].hint,
          }))}
        />
      )}
      <RadioGroup
        label="Where a release goes that misses its departure"
        value={draft.missed}
        onChange={(value) => set({ missed: value as MissedPolicy })}
        options={missedPolicies
          .filter((value) => value !== "named_train" || others.length > 0)
          .map((value) => ({ value, label: missedWords[value] }))}
      />
      {draft.missed === "named_train" && (
        <Field label="Which train" required error={errorOf("missedTrainId")}>
          <Select
            value={draft.missedTrainId}
            onChange={(event) => set({ missedTrainId: event.currentTarget.value })}
            options={[
              { value: "", label: "Choose a train" },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      )}
      <Checkbox
        label="The next departure boards while this one is on its way"
        hint="Without it, boarding opens only once the one before has arrived."
        checked={draft.overlapping}
        onChange={(event) => set({ overlapping: event.currentTarget.checked })}
      />
    </div>
  );
}
