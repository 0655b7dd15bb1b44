"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { FreezeRehearsal } from "@/components/plans/rehearsals";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { DateFields } from "@/components/windows/date-fields";
import { RulePreview } from "@/components/windows/rule-preview";
import { type FreezeGrade, freezeGrades } from "@/lib/domain/freeze-grade";
import { changeFreeze, createFreeze } from "@/lib/freezes/actions";
import { addDaysInZone, localDate } from "@/lib/time/calendar";
import { extraTimeOf, freezeDraftOf, freezeRuleOf, hasPickedDays, newFreezeDraft } from "./freeze-draft";
import type { Choice, FreezeRow } from "./freeze-row";
import { FreezeTimeFields } from "./freeze-time-fields";
import { gradeWords } from "./freeze-words";
import { type Scope, ScopeFields } from "./scope-fields";
import { type Thaw, ThawFields } from "./thaw-fields";
import { useFreezePreview } from "./use-freeze-preview";
import { WhoIsHit } from "./who-is-hit";

type FreezeFormProps = {
  environments: readonly Choice[];
  teams: readonly Choice[];
  services: readonly Choice[];
  /** The freeze to change; left out: a new one. */
  freeze?: FreezeRow;
  zone: string;
  now: Date;
};

const fields = [
  ...["name", "reason", "grade", "rrule", "localStart", "durationMinutes", "zone", "teamIds", "serviceIds"],
  ...["exdates", "rdates", "except.environmentIds", "except.teamIds", "except.serviceIds", "thaw", "thawPerHour"],
];
const grades = [...freezeGrades].reverse();

/** A freeze, with what it closes and whom it hits beside it while it is written. */
export function FreezeForm({ environments, teams, services, freeze, zone, now }: FreezeFormProps) {
  const router = useRouter();
  const form = useFormAction(fields);
  const [name, setName] = useState(freeze?.name ?? "");
  const [reason, setReason] = useState(freeze?.reason ?? "");
  const [grade, setGrade] = useState<FreezeGrade>(freeze?.grade ?? "closed");
  const [scope, setScope] = useState(() => scopeOf(freeze));
  const [thaw, setThaw] = useState<Thaw>({ thaw: freeze?.thaw ?? "next_slot", thawPerHour: freeze?.thawPerHour ?? 4 });
  const [draft, setDraft] = useState(() =>
    freeze ? freezeDraftOf(freeze) : newFreezeDraft(localDate(addDaysInZone(now, 1, zone), zone), zone),
  );
  // It ends when somebody lifts it, or follows a calendar: then its times are not for this form.
  const isUntimed = freeze !== undefined && (freeze.stopsTheLine || freeze.calendarId !== null);
  const rule = isUntimed ? undefined : freezeRuleOf(draft);
  // Without times it is looked at as it closes now: another grade or scope hits others.
  const times = isUntimed ? {} : rule;
  const today = localDate(now, draft.rule.zone);
  const [month, setMonth] = useState(() => (draft.rule.firstDay > today ? draft.rule.firstDay : today).slice(0, 7));
  const asked = times && { freezeId: freeze?.id, ...times, ...scope, grade };
  const { data, isStale, refusal: refused } = useFreezePreview(asked && { ...asked, month });
  const errorOf = (field: string) =>
    form.errorOf(field) ?? (refused?.field?.replace(/\.\d+$/, "") === field ? refused.message : undefined);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const columns = { name, reason, grade, ...scope, ...thaw };
    const done = freeze
      ? await form.run(() => changeFreeze({ freezeId: freeze.id, ...columns, ...rule }))
      : rule && (await form.run(() => createFreeze({ ...columns, ...rule })));
    if (!done) return;
    const { hits } = done.value;
    notify({
      title: freeze ? `${name} was changed` : `${name} is set`,
      text: hits === 0 ? "It hits no booked slot." : `${hits} booked ${hits === 1 ? "slot" : "slots"} will be missed.`,
      tone: hits === 0 ? "clear" : "waiting",
    });
    router.push(freeze ? `/settings/freezes/${freeze.id}` : "/settings/freezes");
  }

  return (
    <form
      onSubmit={submit}
      className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]"
    >
      <div className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <Card title="What and why">
          <div className="grid gap-4">
            <Field label="Name" required error={errorOf("name")} hint="Shown wherever it closes something.">
              <TextInput value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
            </Field>
            <Field label="Reason" error={errorOf("reason")}>
              <TextArea value={reason} maxLength={2_000} onChange={(event) => setReason(event.currentTarget.value)} />
            </Field>
            <RadioGroup
              boxed
              label="What it closes"
              value={grade}
              onChange={(value) => setGrade(value as FreezeGrade)}
              options={grades.map((value) => ({
                value,
                label: gradeWords[value].name,
                hint: gradeWords[value].hint,
              }))}
              error={errorOf("grade")}
            />
          </div>
        </Card>
        <Card title="When">
          {isUntimed ? (
            <p className="text-ink-2">
              {freeze.stopsTheLine ? "It stands until somebody lifts it." : "Its times come from a calendar."}
            </p>
          ) : (
            <FreezeTimeFields draft={draft} onChange={setDraft} errorOf={errorOf} />
          )}
        </Card>
        {!isUntimed && hasPickedDays(draft) && (
          <Card title="Days left out, and extra days">
            <DateFields
              verb="closes"
              dates={draft}
              set={(dates) => setDraft({ ...draft, ...dates })}
              extraTime={extraTimeOf(draft)}
              month={month}
              onMonth={setMonth}
              starts={refused || isStale ? undefined : data?.month}
              today={today}
              errorOf={errorOf}
            />
          </Card>
        )}
        <Card title="Whom it closes for">
          <ScopeFields
            scope={scope}
            onChange={setScope}
            environments={environments}
            teams={teams}
            services={services}
            errorOf={errorOf}
          />
        </Card>
        <Card title="When it ends">
          <ThawFields value={thaw} onChange={setThaw} errorOf={errorOf} />
        </Card>
      </div>
      <div className="grid gap-4 lg:sticky lg:top-4 lg:row-span-2">
        <WhoIsHit preview={refused ? { hits: [], passing: [] } : data} isStale={isStale && !refused} />
        {!isUntimed && (
          <RulePreview
            title="Closed"
            verb="closes"
            rule={rule}
            data={data}
            refusal={refused?.message}
            isStale={isStale}
          />
        )}
        <FreezeRehearsal input={times && { freezeId: freeze?.id, after: { ...times, ...scope, grade, name } }} />
      </div>
      <div className="flex flex-wrap gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
        <ButtonLink href={freeze ? `/settings/freezes/${freeze.id}` : "/settings/freezes"}>Cancel</ButtonLink>
        <Button
          type="submit"
          variant="primary"
          pending={form.pending}
          disabled={(!rule && !isUntimed) || name.trim() === ""}
        >
          {freeze ? "Save the freeze" : "Set the freeze"}
        </Button>
      </div>
    </form>
  );
}

function scopeOf(freeze: FreezeRow | undefined): Scope {
  const lists = (things: FreezeRow["scope"]) => {
    const ids = (kind: (typeof things)[number]["kind"]) =>
      things.filter((thing) => thing.kind === kind).map((thing) => thing.id);
    return { environmentIds: ids("environment"), teamIds: ids("team"), serviceIds: ids("service") };
  };
  return { ...lists(freeze?.scope ?? []), except: lists(freeze?.except ?? []) };
}
