"use client";

import type { Choice } from "@/components/freezes/freeze-row";
import { gradeWords } from "@/components/freezes/freeze-words";
import { type Scope, ScopeFields } from "@/components/freezes/scope-fields";
import { type Thaw, ThawFields } from "@/components/freezes/thaw-fields";
import { Card } from "@/components/ui/card";
import { RadioGroup } from "@/components/ui/radio-group";
import { type CalendarUse, calendarUses } from "@/lib/domain/calendar-use";
import { type FreezeGrade, freezeGrades } from "@/lib/domain/freeze-grade";
import { useWords } from "./calendar-words";

/** What the events do, and, as a freeze, what they close. */
export type Use = { use: CalendarUse; grade: FreezeGrade; scope: Scope; thaw: Thaw };

const noLists = () => ({ environmentIds: [], teamIds: [], serviceIds: [] });
export const plainUse = (): Use => ({
  use: "mark",
  grade: "closed",
  scope: { ...noLists(), except: noLists() },
  thaw: { thaw: "next_slot", thawPerHour: 4 },
});

export const freezeOf = ({ use, grade, scope, thaw }: Use) =>
  use === "freeze" ? { grade, ...scope, ...thaw } : undefined;

export type FreezeOfUse = NonNullable<ReturnType<typeof freezeOf>>;

const grades = [...freezeGrades].reverse();

type UseFieldsProps = {
  value: Use;
  onChange: (value: Use) => void;
  environments: readonly Choice[];
  teams: readonly Choice[];
  services: readonly Choice[];
  errorOf: (field: string) => string | undefined;
};

export function UseFields({ value, onChange, environments, teams, services, errorOf }: UseFieldsProps) {
  return (
    <>
      <Card title="What its events are here">
        <RadioGroup
          boxed
          label={<span className="sr-only">What its events are here</span>}
          value={value.use}
          onChange={(use) => onChange({ ...value, use: use as CalendarUse })}
          options={calendarUses.map((use) => ({ value: use, label: useWords[use].name, hint: useWords[use].hint }))}
          error={errorOf("use")}
        />
      </Card>
      {value.use === "freeze" && (
        <>
          <Card title="What it closes">
            <div className="grid gap-5">
              <RadioGroup
                boxed
                label="Grade"
                value={value.grade}
                onChange={(grade) => onChange({ ...value, grade: grade as FreezeGrade })}
                options={grades.map((grade) => ({
                  value: grade,
                  label: gradeWords[grade].name,
                  hint: gradeWords[grade].hint,
                }))}
                error={errorOf("freeze.grade")}
              />
              <ScopeFields
                scope={value.scope}
                onChange={(scope) => onChange({ ...value, scope })}
                environments={environments}
                teams={teams}
                services={services}
                errorOf={(field) => errorOf(`freeze.${field}`)}
              />
            </div>
          </Card>
          <Card title="When an event is over">
            <ThawFields
              value={value.thaw}
              onChange={(thaw) => onChange({ ...value, thaw })}
              errorOf={(field) => errorOf(`freeze.${field}`)}
            />
          </Card>
        </>
      )}
    </>
  );
}
