"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
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

/** The first rows as they stand in the file, and which column holds what. */
export function ColumnsCard({ found, findings }: { found: ImportDetail; findings: Findings }) {
  const queryClient = useQueryClient();
  const form = useFormAction(["zone"]);
  const { reading } = found;
  const [chosen, setChosen] = useState<Record<string, string>>(() => ({ ...reading?.columns }));
  const [dayFirst, setDayFirst] = useState(reading?.dayFirst ?? true);
  const mayRead = found.status === "ready" || found.status === "failed";
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const zone = String(new FormData(event.currentTarget).get("zone"));
    const { item = "", to = "", at = "", from, field } = chosen;
    const columns = { item, to, at, from: from || undefined, field: field || undefined };
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
            <div className="grid gap-4 sm:grid-cols-3">
              {fields.map(([key, label]) => {
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

/** What a column was taken for. */
function usedAs(columns: Partial<Record<string, string>> | undefined, header: string): string | undefined {
  return fields.find(([key]) => columns?.[key] === header)?.[1];
}
