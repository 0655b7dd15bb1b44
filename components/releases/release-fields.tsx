"use client";

import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { type DatabaseChange, databaseChanges, type ReleaseKind, releaseKinds } from "@/lib/domain/release-state";

export type ReleaseDraft = {
  kind: ReleaseKind;
  summary: string;
  databaseChange: DatabaseChange;
  /** As typed: an empty field is no number yet. */
  downtimeMinutes: string;
  rollbackPlan: string;
};

export const emptyDraft: ReleaseDraft = {
  kind: "feature",
  summary: "",
  databaseChange: "none",
  downtimeMinutes: "0",
  rollbackPlan: "",
};

/** What the server is sent of a draft. */
export function factsOf({ downtimeMinutes, ...draft }: ReleaseDraft) {
  return { ...draft, downtimeMinutes: downtimeMinutes.trim() === "" ? 0 : Number(downtimeMinutes) };
}

export const releaseFieldNames = ["kind", "summary", "databaseChange", "downtimeMinutes", "rollbackPlan"] as const;

const kindHints: Readonly<Record<ReleaseKind, string>> = {
  feature: "Something new.",
  fix: "Mends something, in no hurry.",
  hotfix: "Cannot wait: goes first in the queue, and through freezes that let hotfixes pass.",
};
const databaseHints: Readonly<Record<DatabaseChange, string>> = {
  none: "The data stays as it is.",
  compatible: "The version before still works with it.",
  breaking: "The version before no longer works: plan downtime, and there is no simple way back.",
};

type ReleaseFieldsProps = {
  draft: ReleaseDraft;
  onChange: (draft: ReleaseDraft) => void;
  errorOf: (field: string) => string | undefined;
};

/** What a release says of itself, for making one and for changing it. */
export function ReleaseFields({ draft, onChange, errorOf }: ReleaseFieldsProps) {
  const set = (change: Partial<ReleaseDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Field label="Summary" hint="One sentence that a stakeholder understands." error={errorOf("summary")}>
        <TextInput
          value={draft.summary}
          maxLength={500}
          onChange={(event) => set({ summary: event.currentTarget.value })}
        />
      </Field>
      <RadioGroup
        label="Kind"
        value={draft.kind}
        error={errorOf("kind")}
        onChange={(kind) => set({ kind: kind as ReleaseKind })}
        options={releaseKinds.map((value) => ({ value, label: value, hint: kindHints[value] }))}
      />
      <RadioGroup
        label="Database change"
        value={draft.databaseChange}
        error={errorOf("databaseChange")}
        onChange={(databaseChange) => set({ databaseChange: databaseChange as DatabaseChange })}
        options={databaseChanges.map((value) => ({ value, label: value, hint: databaseHints[value] }))}
      />
      <Field label="Planned downtime in minutes" required error={errorOf("downtimeMinutes")} className="max-w-60">
        <TextInput
          inputMode="numeric"
          value={draft.downtimeMinutes}
          onChange={(event) => set({ downtimeMinutes: event.currentTarget.value })}
        />
      </Field>
      <Field label="Way back" hint="What to do when it goes wrong." error={errorOf("rollbackPlan")}>
        <TextArea
          value={draft.rollbackPlan}
          maxLength={5_000}
          onChange={(event) => set({ rollbackPlan: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
