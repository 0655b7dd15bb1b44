"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { ZoneField } from "@/components/people/zone-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckList } from "@/components/ui/check-list";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field, FieldError } from "@/components/ui/field";
import { OpenFileButton } from "@/components/ui/open-file-button";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { api, rpc } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { ImportPreview } from "./import-preview";
import type { ImportPreviewData } from "./train-data";

type Reading = { text: string; zone: string; leavesAt: string; environmentIds: string[] };

/** Brings a timetable along that exists as dates: shows what it would make and what makes no sense in it, then all or nothing. */
export function ImportScreen({ zone }: { zone: string }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const places = environments.data?.environments ?? [];
  const [reading, setReading] = useState<Reading>({ text: "", zone, leavesAt: "10:00", environmentIds: [] });
  const [previewed, setPreviewed] = useState<{ reading: Reading; preview: ImportPreviewData }>();
  const [leaveOutFaulty, setLeaveOut] = useState(false);
  const [pending, setPending] = useState<"preview" | "import">();
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const set = (change: Partial<Reading>) => setReading((before) => ({ ...before, ...change }));
  const chosen = reading.environmentIds.length > 0 ? reading.environmentIds : places.slice(-1).map(({ id }) => id);
  const isStale = previewed !== undefined && previewed.reading !== reading;
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);

  async function run(what: "preview" | "import", call: () => Promise<void>) {
    setPending(what);
    setRefusal(undefined);
    try {
      await call();
    } catch (error) {
      setRefusal(refusalOfError(error));
    }
    setPending(undefined);
  }
  async function preview(event: FormEvent) {
    event.preventDefault();
    await run("preview", async () => {
      const { environmentIds: _, ...input } = reading;
      setPreviewed({ reading, preview: await rpc.trains.previewImport(input) });
      setLeaveOut(false);
    });
  }
  async function take() {
    await run("import", async () => {
      const made = await rpc.trains.importTimetable({ ...reading, environmentIds: chosen, leaveOutFaulty });
      void queryClient.invalidateQueries({ queryKey: api.trains.key() });
      notify({
        title: `${made.trains} ${made.trains === 1 ? "train" : "trains"} imported`,
        text: `${made.departures} departures${made.leftOut > 0 ? `, ${made.leftOut} rows left out` : ""}`,
      });
      router.push("/trains");
    });
  }

  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: "Trains", href: "/trains" }]}
        title="Import a timetable"
        subtitle="Dates that exist already: as CSV, as JSON, or as Node.js, Chromium and endoflife.date publish theirs."
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <form onSubmit={preview} className="grid min-w-0 gap-4">
          <FormRefusal refusal={refusal?.field === "text" ? undefined : refusal} />
          <Card
            title="The dates"
            aside={
              <OpenFileButton
                size="sm"
                accept=".csv,.json,text/csv,application/json,text/plain"
                label="Timetable file to open"
                onFile={async (file) => set({ text: await file.text() })}
              >
                Open a file
              </OpenFileButton>
            }
          >
            <div className="grid gap-4">
              <Field
                label="File"
                required
                error={errorOf("text")}
                hint="The first line names the columns: train, departure, milestone, at. Only the departure needs a date."
              >
                <TextArea
                  rows={12}
                  spellCheck={false}
                  className="font-mono"
                  placeholder={"train,departure,milestone,at\nApp,Winter release,departure,2026-12-08T10:00"}
                  value={reading.text}
                  onChange={(event) => set({ text: event.currentTarget.value })}
                />
              </Field>
              <div className="grid gap-4 sm:grid-cols-2">
                <ZoneField
                  name="zone"
                  defaultValue={reading.zone}
                  onChange={(chosenZone) => set({ zone: chosenZone })}
                  error={errorOf("zone")}
                  hint="In which its days are days."
                />
                <Field label="Leaves at" required error={errorOf("leavesAt")} hint="Where a date has no time.">
                  <DateTimeInput
                    kind="time"
                    zone={reading.zone}
                    value={reading.leavesAt}
                    onChange={(event) => set({ leavesAt: event.currentTarget.value })}
                  />
                </Field>
              </div>
              <div>
                <CheckList
                  inline
                  legend="Environments its trains pass"
                  chosen={chosen}
                  onChange={(environmentIds) => set({ environmentIds })}
                  options={places.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <FieldError>{errorOf("environmentIds")}</FieldError>
              </div>
              <Button
                type="submit"
                variant={previewed && !isStale ? "default" : "primary"}
                pending={pending === "preview"}
                disabled={reading.text.trim() === ""}
                className="justify-self-start"
              >
                Show what it would make
              </Button>
            </div>
          </Card>
        </form>
        <ImportPreview
          preview={previewed?.preview}
          zone={reading.zone}
          isStale={isStale}
          leaveOutFaulty={leaveOutFaulty}
          onLeaveOut={setLeaveOut}
          pending={pending === "import"}
          onImport={take}
        />
      </div>
    </PageBody>
  );
}
