"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Map as MapIcon, Plus } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { notify } from "@/components/ui/toaster";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { api } from "@/lib/rpc/client";
import { orderEnvironments, removeEnvironment } from "@/lib/services/actions";
import { EnvironmentDialog } from "./environment-dialog";
import { EnvironmentStop } from "./environment-stop";
import type { EnvironmentRow } from "./service-row";

type EnvironmentsPanelProps = { environments: readonly EnvironmentRow[]; mayManage: boolean };

/** The stops of the promotion path, in order; the last one is where a release has arrived. */
export function EnvironmentsPanel({ environments, mayManage }: EnvironmentsPanelProps) {
  const form = useFormAction();
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<EnvironmentRow | "new">();
  const [leaving, setLeaving] = useState<EnvironmentRow>();
  const [said, setSaid] = useState("");

  async function move(index: number, step: 1 | -1) {
    const ids = environments.map((environment) => environment.id);
    const [id] = ids.splice(index, 1);
    if (id === undefined) return;
    ids.splice(index + step, 0, id);
    // The next move counts from the new order, so it waits until that is here.
    const done = await form.run(async () => {
      const answer = await orderEnvironments({ environmentIds: ids });
      await queryClient.invalidateQueries({ queryKey: api.services.listEnvironments.key() });
      return answer;
    });
    if (done) setSaid(`${environments[index]?.name} is now stop ${index + step + 1} of ${ids.length}`);
  }
  async function remove({ id, name }: EnvironmentRow) {
    if (!(await form.run(() => removeEnvironment({ environmentId: id })))) return false;
    notify({ title: `${name} was removed` });
    return true;
  }
  const add = mayManage && (
    <Button
      variant="primary"
      icon={<Plus className="size-4" aria-hidden="true" />}
      onClick={() => setEdited("new")}
      className="justify-self-end"
    >
      New environment
    </Button>
  );
  return (
    <div className="grid gap-3">
      {environments.length > 0 && add}
      {!leaving && <FormRefusal refusal={form.refusal} />}
      <VisuallyHidden live>{said}</VisuallyHidden>
      {environments.length === 0 ? (
        <EmptyState icon={<MapIcon />} title="No environments yet" action={add}>
          The stops that a release passes on its way, from the developers' to production.
        </EmptyState>
      ) : (
        <Card title="Promotion path" aside="in the order that releases pass">
          <ol className="divide-y divide-line">
            {environments.map((environment, index) => (
              <EnvironmentStop
                key={environment.id}
                environment={environment}
                place={index + 1}
                actions={
                  mayManage && (
                    <>
                      <Button
                        size="sm"
                        iconOnly
                        disabled={index === 0 || form.pending}
                        aria-label={`Move ${environment.name} up`}
                        onClick={() => void move(index, -1)}
                      >
                        <ArrowUp className="size-4" aria-hidden="true" />
                      </Button>
                      <Button
                        size="sm"
                        iconOnly
                        disabled={index === environments.length - 1 || form.pending}
                        aria-label={`Move ${environment.name} down`}
                        onClick={() => void move(index, 1)}
                      >
                        <ArrowDown className="size-4" aria-hidden="true" />
                      </Button>
                      <Button
                        size="sm"
                        aria-label={`Change ${environment.name}`}
                        onClick={() => setEdited(environment)}
                      >
                        Change
                      </Button>
                      <Button
                        size="sm"
                        variant="danger"
                        aria-label={`Remove ${environment.name}`}
                        onClick={() => {
                          form.forget();
                          setLeaving(environment);
                        }}
                      >
                        Remove
                      </Button>
                    </>
                  )
                }
              />
            ))}
          </ol>
        </Card>
      )}
      {edited && (
        <EnvironmentDialog environment={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={(open) => !open && setLeaving(undefined)}
        title={`Remove ${leaving?.name ?? "the environment"}?`}
        description="Only an environment in which nothing was ever planned can go. You can add it again."
        confirmLabel="Remove the environment"
        onConfirm={() => leaving && remove(leaving)}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </div>
  );
}
