"use client";

import { CalendarSearch } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import type { Choice } from "@/components/freezes/freeze-row";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ZoneField } from "@/components/people/zone-field";
import { FaultList, faultyLines } from "@/components/plans/fault-list";
import { goToLine } from "@/components/plans/go-to-line";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { rpc } from "@/lib/rpc/client";
import { CalendarPreviewCard } from "./calendar-preview-card";
import type { CalendarPreview } from "./calendar-row";
import { CalendarSource, type Source } from "./calendar-source";
import { countEvents } from "./calendar-words";
import { readCalendarFile } from "./read-calendar-file";
import { freezeOf, plainUse, UseFields } from "./use-fields";

type CalendarFormProps = {
  environments: readonly Choice[];
  teams: readonly Choice[];
  services: readonly Choice[];
  zone: string;
};

type Shown = { preview: CalendarPreview; asked: string };

/** Adds a calendar: what is in it is seen before anything of it is kept. */
export function CalendarForm({ zone: homeZone, ...choices }: CalendarFormProps) {
  const router = useRouter();
  const previewing = useFormAction(["url"]);
  const saving = useFormAction(["name", "url"]);
  const control = useRef<HTMLTextAreaElement>(null);
  const [source, setSource] = useState<Source>({
    kind: "file",
    text: "",
    fileName: "",
    url: "",
    refreshMinutes: "1440",
  });
  const [name, setName] = useState("");
  const [zone, setZone] = useState(homeZone);
  const [use, setUse] = useState(plainUse);
  const [shown, setShown] = useState<Shown>();
  const from = source.kind === "file" ? { text: source.text } : { url: source.url.trim() };
  const freeze = freezeOf(use);
  const asked = JSON.stringify([from, zone, freeze]);
  const isEmpty = Object.values(from).every((value) => value.trim() === "");
  const faults = previewing.refusal ?? saving.refusal;
  const hasFaults = faults?.code === "calendar_unreadable";

  async function open(file: File) {
    setShown(undefined);
    const read = await previewing.run(async () => [null, await readCalendarFile(file)] as const);
    if (read) setSource({ ...source, text: read.value, fileName: file.name });
  }
  async function preview(event?: FormEvent) {
    event?.preventDefault();
    saving.forget();
    setShown(undefined);
    // Not server actions: those take less than a calendar may have.
    const { thaw: _, thawPerHour: __, ...closes } = freeze ?? { thaw: null, thawPerHour: null };
    const done = await previewing.run(
      async () =>
        [
          null,
          await rpc.calendars.preview({ ...from, zone, ...(freeze ? { freeze: closes as typeof freeze } : {}) }),
        ] as const,
    );
    if (!done) return;
    setShown({ preview: done.value, asked });
    if (name === "") setName(done.value.name ?? source.fileName.replace(/\.\w+$/, ""));
  }
  async function save() {
    const input = { name, zone, use: use.use, freeze, refreshMinutes: Number(source.refreshMinutes), ...from };
    const done = await saving.run(async () => [null, await rpc.calendars.create(input)] as const);
    if (!done) return;
    notify({ title: `${name} was added`, text: countEvents(done.value.events) });
    router.push(`/settings/calendars/${done.value.calendarId}`);
  }
  const errorOf = (field: string) => saving.errorOf(field) ?? previewing.errorOf(field);

  return (
    <form onSubmit={preview} className="grid items-start gap-4 lg:grid-cols-2">
      <div className="grid min-w-0 gap-4">
        <Card title="Where it comes from">
          <div className="grid gap-4">
            <CalendarSource
              source={source}
              onChange={setSource}
              onFile={open}
              faulty={faultyLines(faults)}
              control={control}
              errorOf={errorOf}
            />
            <ZoneField
              name="zone"
              defaultValue={zone}
              onChange={setZone}
              error={errorOf("zone")}
              hint="Whole days, and times without a zone of their own, are meant in it."
            />
          </div>
        </Card>
        <UseFields value={use} onChange={setUse} errorOf={errorOf} {...choices} />
        <div className="flex flex-wrap gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
          <ButtonLink href="/settings/calendars">Cancel</ButtonLink>
          <Button type="submit" variant={shown ? undefined : "primary"} pending={previewing.pending} disabled={isEmpty}>
            Show what is in it
          </Button>
        </div>
      </div>
      <div className="grid min-w-0 gap-4 lg:sticky lg:top-4" aria-live="polite">
        {faults &&
          (hasFaults ? (
            <FaultList refusal={faults} onGo={(line) => goToLine(control.current, source.text, line)} />
          ) : (
            <FormRefusal refusal={faults} />
          ))}
        {!shown && !faults && (
          <EmptyState icon={<CalendarSearch />} title="Nothing read yet">
            Open a file, paste its text or give an address. You see its events, and whom they would hit as a freeze,
            before anything is kept.
          </EmptyState>
        )}
        {shown && (
          <CalendarPreviewCard
            preview={shown.preview}
            freeze={freeze}
            name={name}
            zone={zone}
            isStale={shown.asked !== asked}
          />
        )}
        {shown && (
          <Card title="Add it">
            <div className="grid gap-4">
              <Field label="Name" required error={errorOf("name")} hint="Shown beside its events.">
                <TextInput value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
              </Field>
              {shown.asked !== asked && (
                <Notice tone="waiting" title="The form was changed since">
                  Show again what is in it.
                </Notice>
              )}
              <div>
                <Button
                  variant="primary"
                  onClick={() => void save()}
                  pending={saving.pending}
                  disabled={name.trim() === "" || shown.asked !== asked}
                >
                  Add the calendar
                </Button>
              </div>
            </div>
          </Card>
        )}
      </div>
    </form>
  );
}
