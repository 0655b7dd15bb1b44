"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { notify } from "@/components/ui/toaster";
import { removeTarget, rotateTargetSecret } from "@/lib/services/actions";
import { formatDuration, formatInstant } from "@/lib/time/format";
import { SecretDialog } from "./secret-dialog";
import type { EnvironmentRow, ServiceRow, TargetRow } from "./service-row";
import { TargetDialog } from "./target-dialog";

type TargetCardProps = { environment: EnvironmentRow; service: ServiceRow; target?: TargetRow; mayManage: boolean };
type Asking = "rotate" | "remove";

/** How the service is deployed in one environment: which address is called, and what counts as done. */
export function TargetCard({ environment, service, target, mayManage }: TargetCardProps) {
  const form = useFormAction();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState<Asking>();
  const [secret, setSecret] = useState<string>();
  const place = `${service.name} in ${environment.name}`;

  async function rotate(targetId: string) {
    const done = await form.run(() => rotateTargetSecret({ targetId }));
    if (done) setSecret(done.value.secret);
    return done !== undefined;
  }
  async function remove(targetId: string) {
    if (!(await form.run(() => removeTarget({ targetId })))) return false;
    notify({ title: `${place} has no target any more` });
    return true;
  }
  function ask(what: Asking) {
    form.forget();
    setAsking(what);
  }

  return (
    <Card
      title={environment.name}
      aside={
        target &&
        (target.enabled ? (
          <StatusChip tone="clear">on</StatusChip>
        ) : (
          <StatusChip tone="waiting" mark="square">
            off
          </StatusChip>
        ))
      }
    >
      {target ? (
        <div className="flex flex-wrap items-start justify-between gap-4">
          <DescriptionList facts={factsOf(target, environment.zone)} className="min-w-0 grow basis-80" />
          {mayManage && (
            <div className="flex flex-wrap gap-2 phone:w-full phone:[&>*]:grow">
              <Button size="sm" aria-label={`Change the target of ${place}`} onClick={() => setEditing(true)}>
                Change
              </Button>
              <Button size="sm" aria-label={`Rotate secret of ${place}`} onClick={() => ask("rotate")}>
                Rotate secret
              </Button>
              <Button
                size="sm"
                variant="danger"
                aria-label={`Remove the target of ${place}`}
                onClick={() => ask("remove")}
              >
                Remove
              </Button>
            </div>
          )}
        </div>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-ink-2">No target: nothing can be deployed here.</p>
          {mayManage && (
            <Button size="sm" aria-label={`Add a target for ${place}`} onClick={() => setEditing(true)}>
              Add a target
            </Button>
          )}
        </div>
      )}
      {editing && (
        <TargetDialog
          environment={environment}
          service={service}
          target={target}
          onClose={() => setEditing(false)}
          onSecret={setSecret}
        />
      )}
      {secret !== undefined && <SecretDialog secret={secret} place={place} onClose={() => setSecret(undefined)} />}
      <ConfirmDialog
        open={asking === "rotate"}
        onOpenChange={() => setAsking(undefined)}
        title="Rotate the signing secret?"
        description="You see the new one once. For 24 hours calls carry both signatures, so that the receiver verifies throughout."
        confirmLabel="Rotate the secret"
        cancelLabel="Keep the old one"
        tone="primary"
        onConfirm={() => target && rotate(target.id)}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={() => setAsking(undefined)}
        title={`Remove the target of ${place}?`}
        description="Its secret is gone for good. Switch it off instead if it may come back."
        confirmLabel="Remove the target"
        onConfirm={() => target && remove(target.id)}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </Card>
  );
}

function factsOf(target: TargetRow, zone: string) {
  const rotated = target.previousSecretUntil;
  return [
    { term: "Calls", value: <span className="break-all font-mono text-sm">{target.url}</span> },
    {
      term: "Done when",
      value: target.successBy === "report" ? "the receiver reports it" : "the call is accepted (2xx)",
    },
    { term: "A call may take", value: formatDuration(target.callTimeoutSeconds * 1_000) },
    ...(target.successBy === "report"
      ? [{ term: "Report within", value: formatDuration(target.reportTimeoutSeconds * 1_000) }]
      : []),
    { term: "Version", value: target.version },
    ...(rotated ? [{ term: "Old secret", value: `signs too until ${formatInstant(rotated, zone)}` }] : []),
  ];
}
