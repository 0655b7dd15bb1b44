"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { bookInSchedule } from "@/components/releases/schedule-links";
import { useViewer } from "@/components/shell/viewer-context";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toaster";
import type { Licence } from "@/lib/licences/input";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { deployNow } from "@/lib/slots/actions";
import { FallbackNotice } from "./fallback-notice";

type DeployNowDialogProps = {
  serviceId: string;
  /** The release that is to leave; left out: one of those that wait. */
  release?: { releaseId: string; version: string };
  /** Where to, unless somebody chooses otherwise; left out: the last stop. */
  environmentId?: string;
  onClose: () => void;
};

/** Asks what goes where, and sends it off at once: through every gate, with the licence in the window's place. */
export function DeployNowDialog(props: DeployNowDialogProps) {
  const { data, error } = useQuery(api.licences.get.queryOptions({ input: { serviceId: props.serviceId } }));
  if (data !== undefined) return <DeployNow licence={data} {...props} />;
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()} title="Deploy now">
      {error ? <p role="alert">{refusalOfError(error).message}</p> : <Skeleton lines={3} className="h-9" />}
    </Dialog>
  );
}

function DeployNow({ licence, release, environmentId: wished, onClose }: DeployNowDialogProps & { licence: Licence }) {
  const { zone } = useViewer();
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useFormAction();
  const { service, licensed, stops } = licence;
  const choices = release === undefined ? licence.ready : [release];
  const [releaseId, setReleaseId] = useState(choices[0]?.releaseId ?? "");
  const [environmentId, setEnvironmentId] = useState(wished ?? stops.at(-1)?.environmentId ?? "");
  const stop = stops.find((each) => each.environmentId === environmentId);
  const may = licensed || stop?.defaultOpen === true;
  const version = choices.find((each) => each.releaseId === releaseId)?.version;
  async function go() {
    const done = await form.run(() => deployNow({ releaseId, environmentId }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    const { state, deploymentId, slotId } = done.value;
    const name = `${service.name} ${version}`;
    onClose();
    if (state === "opened") {
      notify({ title: `${name} is on its way`, text: "Every gate passed; the call has gone out.", tone: "clear" });
      if (deploymentId) router.push(`/deployments/${deploymentId}`);
      return;
    }
    notify({ title: `${name} leaves with the last signature`, text: "Only signatures are missing.", tone: "waiting" });
    router.push(`/slots/${slotId}`);
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Deploy ${service.name} now`}
      description="A slot of its own from this moment on. QA, approvals, freezes, holds and the target are checked as ever."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          {may ? (
            <Button variant="primary" pending={form.pending} disabled={releaseId === ""} onClick={go}>
              Deploy {version ?? "it"} now
            </Button>
          ) : (
            <ButtonLink variant="primary" href={releaseId === "" ? "/schedule" : bookInSchedule(releaseId)}>
              Book a slot instead
            </ButtonLink>
          )}
        </>
      }
    >
      {!may && <FallbackNotice licence={licence} />}
      {choices.length === 0 ? (
        <p>No release of {service.name} is accepted and waits to leave.</p>
      ) : (
        <Field label="Release" required>
          <Select
            value={releaseId}
            onChange={(event) => setReleaseId(event.currentTarget.value)}
            disabled={release !== undefined}
            options={choices.map((each) => ({ value: each.releaseId, label: `${service.name} ${each.version}` }))}
          />
        </Field>
      )}
      <Field label="Where to" required>
        <Select
          value={environmentId}
          onChange={(event) => setEnvironmentId(event.currentTarget.value)}
          options={stops.map((each) => ({ value: each.environmentId, label: each.name }))}
        />
      </Field>
      {form.refusal && <RefusalNotice refusal={form.refusal} zone={zone} />}
    </Dialog>
  );
}
