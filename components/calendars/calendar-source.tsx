"use client";

import type { RefObject } from "react";
import { FileField } from "@/components/plans/file-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { OpenFileButton } from "@/components/ui/open-file-button";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { refreshOptions } from "./calendar-words";

export type Source = { kind: "file" | "address"; text: string; fileName: string; url: string; refreshMinutes: string };

/** A text that people can look at; beyond it line numbers alone would fill the page. */
const mostShown = 100_000;

type CalendarSourceProps = {
  source: Source;
  onChange: (source: Source) => void;
  onFile: (file: File) => Promise<void>;
  faulty: ReadonlySet<number>;
  control: RefObject<HTMLTextAreaElement | null>;
  errorOf: (field: string) => string | undefined;
};

/** Where a calendar comes from: a file or its text, read once; or an address, fetched again and again. */
export function CalendarSource({ source, onChange, onFile, faulty, control, errorOf }: CalendarSourceProps) {
  const { kind, text, fileName, url, refreshMinutes } = source;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label="Where it comes from"
          options={[
            { value: "file", label: "File or text" },
            { value: "address", label: "Address" },
          ]}
          value={kind}
          onChange={(chosen) => onChange({ ...source, kind: chosen })}
        />
        {kind === "file" && (
          <OpenFileButton
            size="sm"
            accept=".ics,.ical,text/calendar,text/plain"
            label="Calendar file to open"
            onFile={(file) => void onFile(file)}
          >
            Open a file
          </OpenFileButton>
        )}
      </div>
      {kind === "file" && text.length > mostShown && (
        <p className="flex flex-wrap items-center gap-3 rounded-lg border border-line px-3 py-2">
          <span className="min-w-0 grow break-words">
            {fileName || "Calendar"}, {Math.ceil(text.length / 1024)} KB
          </span>
          <Button size="sm" onClick={() => onChange({ ...source, text: "", fileName: "" })}>
            Take it out
          </Button>
        </p>
      )}
      {kind === "file" && text.length <= mostShown && (
        <FileField
          label="Calendar text"
          placeholder={
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Christmas Day\nDTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR"
          }
          text={text}
          onChange={(written) => onChange({ ...source, text: written })}
          faulty={faulty}
          control={control}
        />
      )}
      {kind === "address" && (
        <div className="grid items-start gap-4 sm:grid-cols-[1fr_auto]">
          <Field
            label="Address"
            required
            error={errorOf("url")}
            hint="https:// or webcal://. It is kept sealed, since such an address is often a key; only its host is shown."
          >
            <TextInput
              value={url}
              maxLength={2_000}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://"
              onChange={(event) => onChange({ ...source, url: event.currentTarget.value })}
            />
          </Field>
          <Field label="Fetched" required className="sm:min-w-40">
            <Select
              options={refreshOptions}
              value={refreshMinutes}
              onChange={(event) => onChange({ ...source, refreshMinutes: event.currentTarget.value })}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
