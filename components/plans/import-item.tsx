"use client";

import { gradeWords } from "@/components/freezes/freeze-words";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { StatusChip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { OpeningTime } from "@/components/windows/opening-time";
import { type FreezeGrade, freezeGrades } from "@/lib/domain/freeze-grade";
import type { ImportChoice, ImportPreview } from "./import-choices";
import { ImportRehearsal } from "./import-rehearsal";

type ImportItemProps = {
  window: ImportPreview;
  choice: ImportChoice | undefined;
  environments: readonly { id: string; name: string }[];
  isDone: boolean;
  /** One of few: its rehearsal is shown at once. */
  isOneOfFew: boolean;
  onChange: (changed: Partial<ImportChoice>) => void;
  onGo: (line: number) => void;
};

/** One window of another program: as written, as meant, what is odd about it, and what to take over. */
export function ImportItem(props: ImportItemProps) {
  const { window, choice, environments, isDone, isOneOfFew, onChange, onGo } = props;
  const { name, does, written, words, zone, stretches, warnings, problem, line } = window;
  return (
    <Card
      title={<span className="break-words">{choice?.name || name}</span>}
      aside={
        <button
          type="button"
          onClick={() => onGo(line)}
          className="hit-area underline decoration-line underline-offset-2 hover:text-ink"
        >
          line {line}
        </button>
      }
    >
      <div className="grid gap-3">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <StatusChip tone={does === "opens" ? "clear" : "waiting"} mark={does === "opens" ? undefined : "square"}>
            {does === "opens" ? "opens" : "closes"}
          </StatusChip>
          <code className="min-w-0 break-words font-mono text-ink-2 text-sm">{written}</code>
        </p>
        {problem && (
          <Notice tone="risk" title="It cannot be taken over">
            {problem.reason}
          </Notice>
        )}
        {words.map((each) => (
          <p key={each} className="font-medium first-letter:uppercase">
            {each}
          </p>
        ))}
        {warnings.length > 0 && (
          <Notice tone="waiting" title="Look twice">
            <ul className="grid gap-1 break-words">
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {stretches.length > 0 && (
          <details open={stretches.length <= 3}>
            <summary className="min-h-6 text-ink-2 text-sm phone:min-h-11 phone:content-center">
              {does === "opens" ? "Open" : "Closed"} next
              {stretches.length > 1 && `: the first ${stretches.length} times`}
            </summary>
            <ol className="mt-1 grid gap-1">
              {stretches.map((during) => (
                <li key={during.start.toISOString()}>
                  <OpeningTime during={during} zone={zone} />
                </li>
              ))}
            </ol>
          </details>
        )}
        {choice && !isDone && (
          <div className="grid gap-3 border-line border-t pt-3">
            <Checkbox
              label="Take it over"
              checked={choice.isChosen}
              onChange={(event) => onChange({ isChosen: event.currentTarget.checked })}
            />
            {choice.isChosen && (
              <>
                <ChoiceFields does={does} choice={choice} environments={environments} onChange={onChange} />
                <ImportRehearsal window={window} choice={choice} environments={environments} isOpen={isOneOfFew} />
              </>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

type ChoiceFieldsProps = Pick<ImportItemProps, "environments" | "onChange"> & {
  choice: ImportChoice;
  does: ImportPreview["does"];
};

function ChoiceFields({ choice, does, environments, onChange }: ChoiceFieldsProps) {
  const { environmentIds } = choice;
  const toggle = (id: string, isOn: boolean) =>
    onChange({ environmentIds: isOn ? [...environmentIds, id] : environmentIds.filter((other) => other !== id) });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Name" required>
        <TextInput
          value={choice.name}
          maxLength={110}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      {does === "closes" && (
        <Field label="It closes" required>
          <Select
            options={freezeGrades.map((grade) => ({ value: grade, label: gradeWords[grade].name }))}
            value={choice.grade}
            onChange={(event) => onChange({ grade: event.currentTarget.value as FreezeGrade })}
          />
        </Field>
      )}
      <fieldset className="sm:col-span-2">
        <legend className="mb-1.5 font-medium text-sm">
          Environments{" "}
          {does === "closes" && environmentIds.length === 0 && (
            <span className="font-normal text-ink-2">(none chosen: all)</span>
          )}
        </legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {environments.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={environmentIds.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
