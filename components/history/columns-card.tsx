"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckList } from "@/components/ui/check-list";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { readImportAgain } from "@/lib/history/actions";
import { api } from "@/lib/rpc/client";
import type { Findings, ImportDetail } from "./history-data";

const fields = [
  ["item", "Item"],
  ["from", "From state"],
  ["to", "To state"],
  ["at", "Time of the change"],
  ["field", "Changed field (Jira)"],
] as const;

const layouts = [
  { value: "changes", label: "One row per change of state" },
  { value: "states", label: "One row per item, a column for each state" },
] as const;
type Layout = (typeof layouts)[number]["value"];

/** The first rows as they stand in the file, and which column holds what. */
export function ColumnsCard({ found, findings }: { found: ImportDetail; findings: Findings }) {
  const queryClient = useQueryClient();
  const form = useFormAction(["zone"]);
  const { reading } = found;
  const [layout, setLayout] = useState<Layout>(statesIn(reading?.columns).length > 0 ? "states" : "changes");
  const [chosen, setChosen] = useState<Record<string, string>>(() => namesIn(reading?.columns));
  const [states, setStates] = useState<readonly string[]>(() => statesIn(reading?.columns));
  const [dayFirst, setDayFirst] = useState(reading?.dayFirst ?? true);
  const mayRead = found.status === "ready" || found.status === "failed";
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const zone = String(new FormData(event.currentTarget).get("zone"));
    const { item = "", to = "", at = "", from, field } = chosen;
    // In the order of the file, which is the board's: that decides between states of one instant.
    const ofStates = { item, states: findings.headers.filter((name) => name !== item && states.includes(name)) };
    const ofChanges = { item, to, at, from: from || undefined, field: field || undefined };
    const columns = layout === "states" ? ofStates : ofChanges;
    const done = await form.run(() => readImportAgain({ importId: found.id, columns, zone, dayFirst }));
    if (done) await queryClient.invalidateQueries({ queryKey: api.history.key() });
  }
  const options = findings.headers.map((name) => ({ value: name, label: name || "(no name)" }));
  return (
    <Card title="Columns and first rows">
      <div className="grid gap-4">
        <section
          aria-label="First rows"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys.
          tabIndex={0}
          className="overflow-x-auto rounded-lg border border-line"
        >
          <table className="w-full border-collapse text-left text-sm">
            <caption className="sr-only">The first rows of the file</caption>
            <thead>
              <tr className="border-line border-b">
                {findings.headers.map((header, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name; their places never change.
                  <th key={index} scope="col" className="whitespace-nowrap px-3 py-2 font-semibold">
                    {header}
                    {usedAs(reading?.columns, header) && (
                      <span className="block font-normal text-ink-2 text-xs">{usedAs(reading?.columns, header)}</span>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {findings.sample.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing but their place.
                <tr key={place} className="border-line border-b last:border-b-0">
                  {row.map((value, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                    <td key={index} className="whitespace-nowrap px-3 py-1.5">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {mayRead && (
          <form onSubmit={submit} className="grid gap-4">
            <FormRefusal refusal={form.refusal} />
            <RadioGroup
              label="How the file tells it"
              name="layout"
              value={layout}
              onChange={(value) => setLayout(value === "states" ? "states" : "changes")}
              options={layouts}
            />
            <div className="grid gap-4 sm:grid-cols-3">
              {fields
                .filter(([key]) => key === "item" || layout === "changes")
                .map(([key, label]) => {
                  const isNeeded = key !== "from" && key !== "field";
                  return (
                    <Field key={key} label={label} required={isNeeded}>
                      <Select
                        value={chosen[key] ?? ""}
                        placeholder={isNeeded ? "Choose a column" : undefined}
                        onChange={(event) => setChosen((before) => ({ ...before, [key]: event.target.value }))}
                        options={isNeeded ? options : [{ value: "", label: "None" }, ...options]}
                      />
                    </Field>
                  );
                })}
              <Field
                label="Zone of times without one"
                required
                error={form.errorOf("zone")}
                hint="Such as Europe/Berlin."
              >
                <TextInput name="zone" defaultValue={reading?.zone ?? "UTC"} required maxLength={64} />
              </Field>
            </div>
            {layout === "states" && (
              <CheckList
                legend="Columns that are states"
                options={options.filter(({ value }) => value !== "" && value !== chosen.item)}
                chosen={states}
                onChange={setStates}
              />
            )}
            <Checkbox
              label="Days stand before months"
              hint="In times like 03/04/2026: 3 April."
              checked={dayFirst}
              onChange={(event) => setDayFirst(event.currentTarget.checked)}
            />
            <div>
              <Button type="submit" pending={form.pending}>
                Read the file again
              </Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}

type Columns = NonNullable<ImportDetail["reading"]>["columns"];

const statesIn = (columns: Columns | undefined) => (columns && "states" in columns ? columns.states : []);

function namesIn(columns: Columns | undefined): Record<string, string> {
  if (columns === undefined) return {};
  return "states" in columns ? { item: columns.item } : { ...columns };
}

/** What a column was taken for. */
function usedAs(columns: Columns | undefined, header: string): string | undefined {
  if (statesIn(columns).includes(header)) return "State";
  const names = namesIn(columns);
  return fields.find(([key]) => names[key] === header)?.[1];
}
