"use client";

import { ZoneField } from "@/components/people/zone-field";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { RuleFields } from "@/components/windows/rule-fields";
import { type FreezeDraft, withFreezeRule } from "./freeze-draft";

const modes = [
  { value: "once", label: "Once" },
  { value: "recurring", label: "Again and again" },
] as const;

type FreezeTimeFieldsProps = {
  draft: FreezeDraft;
  onChange: (draft: FreezeDraft) => void;
  errorOf: (field: string) => string | undefined;
};

/** From when until when, or by a rule. */
export function FreezeTimeFields({ draft, onChange, errorOf }: FreezeTimeFieldsProps) {
  const { zone } = draft.rule;
  const backwards = draft.from !== "" && draft.until !== "" && draft.until <= draft.from;
  return (
    <div className="grid gap-4">
      <Segmented
        label="How often"
        options={modes}
        value={draft.mode}
        onChange={(mode) => onChange({ ...draft, mode })}
        className="justify-self-start"
      />
      {draft.mode === "recurring" ? (
        <RuleFields
          recurringOnly
          draft={draft.rule}
          onChange={(rule) => onChange(withFreezeRule(draft, rule))}
          errorOf={errorOf}
        />
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="From" required error={errorOf("localStart")}>
              <DateTimeInput
                zone={zone}
                value={draft.from}
                onChange={(event) => onChange({ ...draft, from: event.currentTarget.value })}
              />
            </Field>
            <Field
              label="Until"
              required
              error={backwards ? "It must end after it starts." : errorOf("durationMinutes")}
            >
              <DateTimeInput
                zone={zone}
                value={draft.until}
                min={draft.from}
                onChange={(event) => onChange({ ...draft, until: event.currentTarget.value })}
              />
            </Field>
          </div>
          <ZoneField
            name="zone"
            defaultValue={zone}
            onChange={(chosen) => onChange({ ...draft, rule: { ...draft.rule, zone: chosen } })}
            error={errorOf("zone")}
          />
        </>
      )}
    </div>
  );
}
