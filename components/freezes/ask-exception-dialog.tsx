"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { longestBoxDays } from "@/lib/domain/freeze-exception";
import { requestException } from "@/lib/freezes/actions";
import { formatInstant, zoneAbbreviation } from "@/lib/time/format";
import { wallTimeMs } from "@/lib/time/wall-time";
import { instantOfWallTime, wallTimeAt } from "@/lib/time/zone";
import type { ExceptionQuestion } from "./ask-exception";

const fields = ["reason", "during.start", "during.end"];

type AskExceptionDialogProps = { question: ExceptionQuestion; onClose: () => void };

/** Break-glass: which release, until when, and above all why. Somebody else answers. */
export function AskExceptionDialog({ question, onClose }: AskExceptionDialogProps) {
  const { freezes, environment, releases, during } = question;
  const { zone } = environment;
  const queryClient = useQueryClient();
  const form = useFormAction(fields);
  const [freezeId, setFreezeId] = useState(freezes[0]?.id ?? "");
  const [releaseId, setReleaseId] = useState(releases[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState(wallTimeAt(during.start, zone).slice(0, 16));
  const [until, setUntil] = useState(wallTimeAt(during.end, zone).slice(0, 16));
  const [missing, setMissing] = useState(false);
  const [start, end] = [instantAt(from, zone), instantAt(until, zone)];
  async function ask() {
    if (reason.trim() === "") return setMissing(true);
    if (start === undefined || end === undefined) return;
    const box = { start: start.toISOString(), end: end.toISOString() };
    const input = { freezeId, environmentId: environment.id, releaseId, reason, during: box };
    const done = await form.run(() => requestException(input));
    if (!done) return;
    void queryClient.invalidateQueries();
    notify({ title: "The exception is asked for", text: "A release manager has to grant it.", tone: "waiting" });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title="Ask for an exception"
      description="It lets exactly this release through, in this environment and time box, once somebody else has granted it. It is looked back at afterwards."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" pending={form.pending} disabled={!start || !end} onClick={ask}>
            Ask for it
          </Button>
        </>
      }
    >
      <FormRefusal refusal={form.refusal} />
      {freezes.length > 1 && (
        <Field label="Freeze" required hint="Each freeze that holds it needs an exception of its own.">
          <Select
            value={freezeId}
            onChange={(event) => setFreezeId(event.currentTarget.value)}
            options={freezes.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      )}
      {releases.length > 1 ? (
        <Field label="Release" required hint="What leaves together waits together: each of them needs one.">
          <Select
            value={releaseId}
            onChange={(event) => setReleaseId(event.currentTarget.value)}
            options={releases.map(({ id, name }) => ({ value: id, label: `${name} to ${environment.name}` }))}
          />
        </Field>
      ) : (
        <p>
          <strong className="font-semibold">{releases[0]?.name}</strong> to {environment.name}, from{" "}
          {freezes.find(({ id }) => id === freezeId)?.name}
        </p>
      )}
      <Field
        label="Why it cannot wait"
        required
        error={missing ? "Say what happens if it waits." : form.errorOf("reason")}
      >
        <TextArea
          value={reason}
          maxLength={2_000}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
      </Field>
      <div className="grid gap-3 md:grid-cols-2">
        <Field label="From" required error={form.errorOf("during.start")}>
          <DateTimeInput
            zone={zoneAbbreviation(during.start, zone)}
            value={from}
            readout={start && formatInstant(start, zone, "full")}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </Field>
        <Field
          label="Until"
          required
          error={form.errorOf("during.end")}
          hint={`As short as possible, ${longestBoxDays} days at most.`}
        >
          <DateTimeInput
            zone={zoneAbbreviation(during.end, zone)}
            value={until}
            readout={end && formatInstant(end, zone, "full")}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </Field>
      </div>
    </Dialog>
  );
}

function instantAt(wall: string, zone: string): Date | undefined {
  return wallTimeMs(wall) === undefined ? undefined : instantOfWallTime(wall, zone).instant;
}
