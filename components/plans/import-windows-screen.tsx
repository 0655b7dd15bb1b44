"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Import } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { OpenFileButton } from "@/components/ui/open-file-button";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { importWindows, previewWindows } from "@/lib/plans/actions";
import { api } from "@/lib/rpc/client";
import { FaultList, faultyLines } from "./fault-list";
import { FileField } from "./file-field";
import { goToLine } from "./go-to-line";
import { countImported, firstChoices, type ImportChoice, type Imported, type ImportPreview } from "./import-choices";
import { ImportItem } from "./import-item";

const placeholder = `syncWindows:
  - kind: allow
    schedule: "0 9 * * 1-5"
    duration: 8h
    timeZone: Europe/Berlin`;

type Shown = { text: string; windows: ImportPreview[]; choices: ImportChoice[]; imported?: Imported };

/** Takes windows of another program over; what they really mean is seen before anything is saved. */
export function ImportWindowsScreen() {
  const queryClient = useQueryClient();
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} })).data?.environments ?? [];
  const previewing = useFormAction();
  const saving = useFormAction();
  const control = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [shown, setShown] = useState<Shown>();
  const isStale = shown !== undefined && shown.text !== text;
  const chosen = shown?.choices.filter(({ isChosen }) => isChosen) ?? [];

  async function preview(event?: FormEvent) {
    event?.preventDefault();
    saving.forget();
    setShown(undefined);
    const done = await previewing.run(() => previewWindows({ text }));
    if (done) setShown({ text, windows: done.value.windows, choices: firstChoices(done.value.windows, environments) });
  }
  async function save() {
    if (shown === undefined) return;
    const choices = chosen.map(({ isChosen: _, ...choice }) => choice);
    const done = await saving.run(() => importWindows({ text: shown.text, choices }));
    if (!done) return;
    setShown({ ...shown, imported: done.value });
    notify({ title: "Taken over", text: countImported(done.value) });
    void queryClient.invalidateQueries();
  }
  const change = (index: number, changed: Partial<ImportChoice>) =>
    shown &&
    setShown({
      ...shown,
      choices: shown.choices.map((choice) => (choice.index === index ? { ...choice, ...changed } : choice)),
    });

  return (
    <PageBody>
      <PageHeader
        title="Import windows"
        crumbs={[{ label: "Windows", href: "/settings/windows" }]}
        subtitle="Sync windows of Argo CD, freeze periods of GitLab, recurring maintenance windows, single stretches."
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <form onSubmit={preview} className="grid min-w-0">
          <Card
            title="As they are written there"
            aside={
              <span className="-my-1">
                <OpenFileButton
                  size="sm"
                  accept=".yaml,.yml,.json,application/yaml,application/json,text/plain"
                  label="File with windows to open"
                  onFile={async (file) => setText(await file.text())}
                >
                  Open a file
                </OpenFileButton>
              </span>
            }
          >
            <div className="grid gap-3">
              <FileField
                label="Windows to import"
                placeholder={placeholder}
                text={text}
                onChange={setText}
                faulty={faultyLines(previewing.refusal)}
                control={control}
              />
              <div className="flex flex-wrap items-center gap-3 phone:[&>*]:grow">
                <Button type="submit" variant="primary" pending={previewing.pending} disabled={text.trim() === ""}>
                  Show what they mean
                </Button>
                <p className="text-ink-2 text-sm">YAML or JSON. Nothing is saved yet.</p>
              </div>
            </div>
          </Card>
        </form>
        <div className="grid min-w-0 gap-4" aria-live="polite">
          {previewing.refusal && (
            <FaultList refusal={previewing.refusal} onGo={(line) => goToLine(control.current, text, line)} />
          )}
          {!shown && !previewing.refusal && (
            <EmptyState icon={<Import />} title="Nothing read yet">
              Paste what the other program has. Each window is shown in plain words with its next ten openings, and with
              what is odd about it; then you choose what to take over.
            </EmptyState>
          )}
          {shown && !shown.imported && (
            // Above what is still being rehearsed and grows: a button that moves is missed. Why it was refused stays beside it.
            <div className="sticky top-3 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-raised px-4 py-2.5 shadow-float">
              {saving.refusal && (
                <div className="w-full">
                  <FormRefusal refusal={saving.refusal} />
                </div>
              )}
              <p className="grow text-sm">
                {isStale ? (
                  <strong className="font-semibold text-waiting">
                    The text was changed since: show again what it means.
                  </strong>
                ) : (
                  `${chosen.length} of ${shown.windows.length} chosen`
                )}
              </p>
              <Button
                variant="primary"
                pending={saving.pending}
                disabled={chosen.length === 0 || isStale}
                onClick={() => void save()}
                className="phone:w-full"
              >
                {chosen.length === 1 ? "Take 1 over" : `Take ${chosen.length} over`}
              </Button>
            </div>
          )}
          {shown?.imported && (
            <Notice tone="clear" role="status" title={`${countImported(shown.imported)} taken over`}>
              See <TextLink href="/settings/windows">the windows</TextLink>,{" "}
              <TextLink href="/settings/freezes">the freezes</TextLink> and{" "}
              <TextLink href="/schedule">the schedule</TextLink>.
            </Notice>
          )}
          {shown?.windows.map((window) => (
            <ImportItem
              key={window.index}
              window={window}
              choice={shown.choices.find(({ index }) => index === window.index)}
              environments={environments}
              isDone={shown.imported !== undefined}
              isOneOfFew={shown.windows.length <= 3}
              onChange={(changed) => change(window.index, changed)}
              onGo={(line) => goToLine(control.current, text, line)}
            />
          ))}
        </div>
      </div>
    </PageBody>
  );
}
