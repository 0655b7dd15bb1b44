"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { createRelease } from "@/lib/releases/actions";
import { api } from "@/lib/rpc/client";
import { emptyDraft, factsOf, ReleaseFields, releaseFieldNames } from "./release-fields";

/** A new release of one of one's own services; it leads to its page, where the first build is handed over. */
export function CreateReleaseDialog({ onClose, zone }: { onClose: () => void; zone: string }) {
  const form = useId();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data: choices } = useQuery(api.releases.choices.queryOptions());
  const [serviceId, setServiceId] = useState("");
  const [version, setVersion] = useState("");
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const { run, pending, errorOf, refusal } = useFormAction(["serviceId", "version", ...releaseFieldNames]);
  const own = (choices?.services ?? []).filter((service) => service.mayWrite);
  const chosen = own.find((service) => service.id === serviceId);
  async function create(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (serviceId === "" || version.trim() === "") return;
    const done = await run(() => createRelease({ serviceId, version: version.trim(), ...factsOf(draft) }));
    if (done === undefined) return;
    void queryClient.invalidateQueries();
    router.push(`/releases/${done.value.releaseId}`);
  }
  return (
    <Dialog
      open
      sticky={version !== "" || draft.summary !== ""}
      onOpenChange={(open) => !open && onClose()}
      title="New release"
      description="One version of a service on its way out. It is a draft until its first build is handed over."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Create the release
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={create} noValidate className="grid gap-4">
        <Field
          label="Service"
          required
          error={tried && serviceId === "" ? "Choose the service." : errorOf("serviceId")}
          hint={choices && own.length === 0 ? "None of your teams has a service yet." : undefined}
        >
          <Combobox
            value={serviceId}
            onChange={setServiceId}
            placeholder="Type a part of its name"
            options={own.map(({ id, name, teamId }) => ({
              value: id,
              label: name,
              hint: choices?.teams.find((team) => team.id === teamId)?.name,
            }))}
          />
        </Field>
        <Field
          label="Version"
          required
          error={tried && version.trim() === "" ? "Give it a version." : errorOf("version")}
          hint={chosen?.newestVersion ? `The newest so far is ${chosen.newestVersion}.` : "Such as 12.0.0 or 2026.48."}
        >
          <TextInput mono value={version} maxLength={64} onChange={(event) => setVersion(event.currentTarget.value)} />
        </Field>
        <ReleaseFields draft={draft} onChange={setDraft} errorOf={errorOf} />
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      </form>
    </Dialog>
  );
}
