"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { type SourceKind, sourceKinds } from "@/lib/domain/inbound/source-words";
import { changeSource, createSource } from "@/lib/inbound/actions";
import { api } from "@/lib/rpc/client";
import type { SourceRow } from "./inbound-data";
import { kindNames } from "./inbound-words";
import { type MappingDraft, MappingFields } from "./mapping-fields";

type Made = { kind: SourceKind; address: string; secret: string };
type SourceDialogProps = {
  /** The source to change; left out: a new one. */
  source?: SourceRow;
  onClose: () => void;
  /** Hands out address and secret of a new source, which are shown once. */
  onSaved: (made?: Made) => void;
};

let drafts = 0;
const emptyDraft = (kind: SourceKind): MappingDraft => ({
  key: `new ${drafts++}`,
  place: "",
  serviceId: "",
  buildFrom: kind === "cdevents" ? "artifact" : "run",
  tagPattern: kind === "cdevents" ? "*" : "v*",
  branchPattern: kind === "cdevents" ? "" : "release/*",
});

export function SourceDialog({ source, onClose, onSaved }: SourceDialogProps) {
  const form = useFormAction(["name", "kind"]);
  const formId = useId();
  const services = useQuery(api.services.list.queryOptions({ input: {} }));
  const [kind, setKind] = useState<SourceKind>(source?.kind ?? "github");
  const [mappings, setMappings] = useState<MappingDraft[]>(
    () =>
      source?.mappings.map(({ id, serviceName, ...mapping }) => ({ ...mapping, key: id })) ?? [emptyDraft("github")],
  );
  const change = (key: string, part: Partial<MappingDraft>) =>
    setMappings((before) => before.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name"));
    // A row that nobody touched is none.
    const said = mappings
      .filter(({ place, serviceId }) => place.trim() !== "" || serviceId !== "")
      .map(({ key, ...mapping }) => mapping);
    if (source) {
      if (!(await form.run(() => changeSource({ sourceId: source.id, name, mappings: said })))) return;
      notify({ title: `${name} was changed`, text: "Events that were ignored can be replayed from the log." });
      return onSaved();
    }
    const done = await form.run(() => createSource({ name, kind, mappings: said }));
    if (done) onSaved({ kind, address: done.value.address, secret: done.value.secret });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      sticky
      width="lg"
      title={source ? `Change ${source.name}` : "New source of events"}
      description="What it announces counts as yours: you can neither judge nor approve it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={form.pending}>
            {source ? "Save" : "Make the source"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal refusal={form.refusal} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" required error={form.errorOf("name")} hint="Whose events: “GitHub payments”.">
            <TextInput name="name" required maxLength={120} autoComplete="off" defaultValue={source?.name} />
          </Field>
          <Field label="Sends" required hint={source ? "Fixed: its secret is used in this manner." : undefined}>
            <Select
              value={kind}
              disabled={source !== undefined}
              onChange={(event) => {
                const next = sourceKinds.find((each) => each === event.currentTarget.value) ?? "github";
                setKind(next);
                setMappings([emptyDraft(next)]);
              }}
              options={sourceKinds.map((value) => ({ value, label: kindNames[value] }))}
            />
          </Field>
        </div>
        {mappings.map((draft, index) => (
          <MappingFields
            key={draft.key}
            number={index + 1}
            kind={kind}
            draft={draft}
            services={services.data?.services ?? []}
            onChange={(part) => change(draft.key, part)}
            onRemove={() => setMappings((before) => before.filter(({ key }) => key !== draft.key))}
            errorOf={(field) => form.errorOf(`mappings.${index}.${field}`)}
          />
        ))}
        <div>
          <Button
            icon={<Plus className="size-4" aria-hidden="true" />}
            onClick={() => setMappings((before) => [...before, emptyDraft(kind)])}
          >
            One more mapping
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
