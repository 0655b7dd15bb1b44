"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { useDebounced } from "@/components/ui/use-debounced";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { localDate } from "@/lib/time/calendar";
import { changeWindow, createWindow } from "@/lib/windows/actions";
import { granularityOptions, leadOptions } from "./booking-options";
import { draftOf, newRuleDraft, ruleOf } from "./rule-draft";
import { RuleFields } from "./rule-fields";
import { RulePreview } from "./rule-preview";
import type { WindowRow } from "./window-row";

type WindowFormProps = {
  environments: readonly { id: string; name: string; zone: string }[];
  /** The window to change; left out: a new one. */
  window?: WindowRow;
  /** The environment of a new window. */
  environmentId?: string;
  now: Date;
};

const fields = ["name", "environmentId", "rrule", "localStart", "durationMinutes", "zone", "lanes"];

/** A window with what it will do beside it, worked out while it is written. */
export function WindowForm({ environments, window, environmentId: wanted, now }: WindowFormProps) {
  const router = useRouter();
  const form = useFormAction(fields);
  const [environmentId, setEnvironmentId] = useState(window?.environmentId ?? wanted ?? environments.at(-1)?.id ?? "");
  const [name, setName] = useState(window?.name ?? "");
  const [lanes, setLanes] = useState(window?.lanes ?? 1);
  const [granularityMinutes, setGranularity] = useState(window?.granularityMinutes ?? 15);
  const [leadMinutes, setLead] = useState(window?.leadMinutes ?? 0);
  const zone = environments.find((environment) => environment.id === environmentId)?.zone ?? "UTC";
  const [draft, setDraft] = useState(() => (window ? draftOf(window) : newRuleDraft(localDate(now, zone), zone)));

  const rule = ruleOf(draft);
  const written = rule && JSON.stringify({ ...rule, exdates: window?.exdates, rdates: window?.rdates });
  const asked = useDebounced(written);
  const preview = useQuery({
    ...api.windows.preview.queryOptions({ input: asked ? JSON.parse(asked) : skipped }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });
  const refused = preview.error ? refusalOfError(preview.error) : undefined;
  const errorOf = (field: string) =>
    form.errorOf(field) ?? (refused?.field?.split(".")[0] === field ? refused.message : undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!rule) return;
    const columns = { name, lanes, granularityMinutes, leadMinutes, ...rule };
    if (window) {
      const done = await form.run(() => changeWindow({ windowId: window.id, ...columns }));
      if (!done) return;
      const kept = done.value.kept.length;
      notify({
        title: `${name} was changed`,
        text:
          kept === 0
            ? undefined
            : `${kept === 1 ? "One opening stays" : `${kept} openings stay`} as before: slots are booked in ${kept === 1 ? "it" : "them"}.`,
        tone: kept === 0 ? "clear" : "waiting",
      });
      router.push(`/settings/windows/${window.id}`);
    } else {
      const done = await form.run(() => createWindow({ environmentId, ...columns }));
      if (!done) return;
      notify({ title: `${name} is set up`, text: `${done.value.openings} openings are planned.` });
      router.push(`/settings/windows/${done.value.windowId}`);
    }
  }

  return (
    <form onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Card title="Where">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Environment" required error={errorOf("environmentId")}>
              <Select
                value={environmentId}
                disabled={window !== undefined}
                onChange={(event) => setEnvironmentId(event.currentTarget.value)}
                options={environments.map(({ id, name: label }) => ({ value: id, label }))}
              />
            </Field>
            <Field label="Name" required error={errorOf("name")} hint="Shown on the schedule: Core, Evenings, Weekly.">
              <TextInput value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
            </Field>
          </div>
        </Card>
        <Card title="When">
          <RuleFields draft={draft} onChange={setDraft} errorOf={errorOf} />
        </Card>
        <Card title="Booking">
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label="Lanes" required error={errorOf("lanes")} hint="How many may deploy side by side.">
              <TextInput
                type="number"
                min={1}
                max={50}
                value={lanes}
                onChange={(event) => setLanes(Math.floor(Number(event.currentTarget.value) || 1))}
              />
            </Field>
            <Field label="Grid" required hint="Slots start and end on it.">
              <Select
                value={String(granularityMinutes)}
                onChange={(event) => setGranularity(Number(event.currentTarget.value))}
                options={granularityOptions(granularityMinutes)}
              />
            </Field>
            <Field label="Latest booking" required hint="Before the slot starts.">
              <Select
                value={String(leadMinutes)}
                onChange={(event) => setLead(Number(event.currentTarget.value))}
                options={leadOptions(leadMinutes)}
              />
            </Field>
          </div>
        </Card>
      </div>
      <div className="lg:sticky lg:top-4 lg:row-span-2">
        <RulePreview
          title="Next openings"
          verb="opens"
          rule={rule}
          data={preview.data}
          refusal={refused?.message}
          isStale={preview.isPlaceholderData || asked !== written}
        />
      </div>
      <div className="flex flex-wrap gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
        <ButtonLink href={window ? `/settings/windows/${window.id}` : "/settings/windows"}>Cancel</ButtonLink>
        <Button type="submit" variant="primary" pending={form.pending} disabled={!rule || name.trim() === ""}>
          {window ? "Save the window" : "Set up the window"}
        </Button>
      </div>
    </form>
  );
}

/** Never sent: the query is off while there is no rule. */
const skipped = { zone: "UTC", localStart: "2000-01-01T00:00", durationMinutes: 1 };
