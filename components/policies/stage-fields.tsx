"use client";

import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { signingRoles } from "@/lib/approvals/input";
import { roleNames } from "@/lib/domain/approver";
import type { Role } from "@/lib/domain/permission";

/** How many of each role, as typed; nothing or zero: none. */
export type StageCounts = Partial<Record<Role, string>>;

/** The stages of a policy in the order of the roles. */
export function stagesOf(counts: StageCounts) {
  return signingRoles.flatMap((role) => {
    const text = counts[role]?.trim() ?? "";
    return text === "" || text === "0" ? [] : [{ role, required: Number(text) }];
  });
}

type StageFieldsProps = {
  counts: StageCounts;
  onChange: (counts: StageCounts) => void;
  /** How many people hold the role, where that is known. */
  peopleIn: (role: Role) => number | undefined;
  error?: string;
};

/** How many signatures of each role. A person signs once, whatever roles they hold. */
export function StageFields({ counts, onChange, peopleIn, error }: StageFieldsProps) {
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1 font-medium text-sm">How many signatures of each role</legend>
      <div className="grid gap-3 md:grid-cols-2">
        {signingRoles.map((role) => {
          const text = counts[role] ?? "0";
          const people = peopleIn(role);
          const tooFew = people !== undefined && Number(text) > people;
          return (
            <Field
              key={role}
              label={`${roleNames[role].many.charAt(0).toUpperCase()}${roleNames[role].many.slice(1)}`}
              required
              hint={
                people === undefined ? undefined : `${people} ${people === 1 ? "person has" : "people have"} this role.`
              }
              error={tooFew ? "More than there are: the slot could never open." : undefined}
            >
              <TextInput
                inputMode="numeric"
                value={text}
                maxLength={2}
                onChange={(event) => onChange({ ...counts, [role]: event.currentTarget.value })}
              />
            </Field>
          );
        })}
      </div>
      {error && <p className="font-medium text-risk text-xs">{error}</p>}
    </fieldset>
  );
}
