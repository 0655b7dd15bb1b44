"use client";

import { useQuery } from "@tanstack/react-query";
import { roleName } from "@/components/shell/viewer";
import { CheckList } from "@/components/ui/check-list";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/lib/domain/permission";
import {
  type FailurePolicy,
  failurePolicies,
  type GoRule,
  goRules,
  type HoldOutcome,
  holdOutcomes,
} from "@/lib/domain/train-policy";
import { api } from "@/lib/rpc/client";
import { formatDuration } from "@/lib/time/format";
import { RotaField } from "./rota-field";
import type { TrainDraft } from "./train-draft";
import { failureWords, goRuleWords, holdThenWords } from "./train-words";

type RunningFieldsProps = {
  draft: TrainDraft;
  set: (change: Partial<TrainDraft>) => void;
  errorOf: (field: string) => string | undefined;
};

const holds = [0, 30, 60, 120, 240, 480, 1_440, 2_880];
const notices = [0, 60, 240, 1_440, 2_880, 10_080];

const lengths = (choices: readonly number[], chosen: number, none: string) =>
  [...new Set([...choices, chosen])]
    .sort((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: minutes === 0 ? none : formatDuration(minutes * 60_000) }));

/** Who says go, how long it may be held, what happens when one fails, who conducts. */
export function RunningFields({ draft, set, errorOf }: RunningFieldsProps) {
  return (
    <div className="grid gap-5">
      <RadioGroup
        label="How it gets its go"
        value={draft.goRule}
        onChange={(value) => set({ goRule: value as GoRule })}
        options={goRules.map((value) => ({ value, label: goRuleWords[value].name, hint: goRuleWords[value].hint }))}
      />
      <CheckList
        inline
        legend="Who may decide besides the conductor"
        chosen={draft.goRoles}
        onChange={(chosen) => set({ goRoles: roles.filter((role) => chosen.includes(role)) })}
        options={roles.map((role: Role) => ({ value: role, label: roleName(role) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Held at most" required error={errorOf("holdMinutes")}>
          <Select
            value={String(draft.holdMinutes)}
            onChange={(event) => set({ holdMinutes: Number(event.currentTarget.value) })}
            options={lengths(holds, draft.holdMinutes, "As long as somebody holds it")}
          />
        </Field>
        {draft.holdMinutes > 0 && (
          <Field label="And then" required>
            <Select
              value={draft.holdThen}
              onChange={(event) => set({ holdThen: event.currentTarget.value as HoldOutcome })}
              options={holdOutcomes.map((value) => ({ value, label: holdThenWords[value] }))}
            />
          </Field>
        )}
        <Field label="Notice" required hint="How long before it leaves its people are told.">
          <Select
            value={String(draft.noticeMinutes)}
            onChange={(event) => set({ noticeMinutes: Number(event.currentTarget.value) })}
            options={lengths(notices, draft.noticeMinutes, "None")}
          />
        </Field>
      </div>
      <RadioGroup
        label="When a deployment of it fails"
        value={draft.onFailure}
        onChange={(value) => set({ onFailure: value as FailurePolicy })}
        options={failurePolicies.map((value) => ({
          value,
          label: failureWords[value].name,
          hint: failureWords[value].hint,
        }))}
      />
      <Rota draft={draft} set={set} errorOf={errorOf} />
    </div>
  );
}

function Rota({ draft, set, errorOf }: RunningFieldsProps) {
  const { data } = useQuery(api.trains.choices.queryOptions({ input: {} }));
  return (
    <RotaField
      people={data?.people ?? []}
      value={draft.conductorIds}
      onChange={(conductorIds) => set({ conductorIds })}
      error={errorOf("conductorIds")}
    />
  );
}
