"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { CheckList } from "@/components/ui/check-list";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { changeGroup, createGroup } from "@/lib/groups/actions";
import type { Group, Groups } from "@/lib/groups/input";

type GroupDialogProps = { group: Group | undefined; choices: Groups; onClose: () => void };

const ids = (things: readonly { id: string }[] | undefined) => (things ?? []).map(({ id }) => id);
const options = (things: readonly { id: string; name: string }[]) =>
  things.map(({ id, name }) => ({ value: id, label: name }));

/** A group of testers: who is in it, what it tests, how much at once. */
export function GroupDialog({ group, choices, onClose }: GroupDialogProps) {
  const form = useId();
  const queryClient = useQueryClient();
  const [name, setName] = useState(group?.name ?? "");
  const [limit, setLimit] = useState(String(group?.limit ?? 3));
  const [hours, setHours] = useState(String((group?.offerMinutes ?? 120) / 60));
  const [memberIds, setMemberIds] = useState(ids(group?.members));
  const [teamIds, setTeamIds] = useState(ids(group?.teams));
  const [serviceIds, setServiceIds] = useState(ids(group?.services));
  const [tried, setTried] = useState(false);
  const { run, pending, errorOf, refusal } = useFormAction(["name", "limit", "offerMinutes"]);
  const [most, offerMinutes] = [Number(limit), Math.round(Number(hours) * 60)];
  const limitError =
    tried && !(Number.isInteger(most) && most >= 1 && most <= 100) ? "A whole number from 1 to 100." : errorOf("limit");
  const hoursError =
    tried && !(offerMinutes >= 0 && offerMinutes <= 2_880) ? "From 0 to 48 hours." : errorOf("offerMinutes");
  async function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || limitError !== undefined || hoursError !== undefined) return;
    if (!Number.isInteger(most) || !Number.isFinite(offerMinutes)) return;
    const fields = { name, limit: most, offerMinutes, memberIds, teamIds, serviceIds };
    const done = await run(() =>
      group === undefined ? createGroup(fields) : changeGroup({ groupId: group.id, ...fields }),
    );
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({ title: group === undefined ? `${name} is set up` : `${name} is changed` });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={group === undefined ? "New group" : `Change ${group.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            {group === undefined ? "Set it up" : "Save"}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate className="grid gap-4">
        <Field label="Name" required error={tried && name.trim() === "" ? "Give it a name." : errorOf("name")}>
          <TextInput autoFocus value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label="Builds in test at once"
            required
            error={limitError}
            hint="A claim beyond it is refused, saying who holds what."
          >
            <TextInput inputMode="numeric" value={limit} onChange={(event) => setLimit(event.currentTarget.value)} />
          </Field>
          <Field
            label="First look kept for, in hours"
            error={hoursError}
            hint="For whoever judged a build that comes back. 0: nobody is asked first."
          >
            <TextInput inputMode="decimal" value={hours} onChange={(event) => setHours(event.currentTarget.value)} />
          </Field>
        </div>
        <CheckList
          legend="Members (none: everybody who may judge)"
          options={options(choices.testers)}
          chosen={memberIds}
          onChange={setMemberIds}
        />
        <CheckList
          legend="All services of these teams"
          options={options(choices.teams)}
          chosen={teamIds}
          onChange={setTeamIds}
        />
        <CheckList
          legend="Single services, whatever their team"
          options={options(choices.services)}
          chosen={serviceIds}
          onChange={setServiceIds}
        />
        {refusal && <RefusalNotice refusal={refusal} zone="UTC" />}
      </form>
    </Dialog>
  );
}
