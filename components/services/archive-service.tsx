"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { archiveService, restoreService } from "@/lib/services/actions";
import type { ServiceRow } from "./service-row";

/** Puts a service away, or takes it back. */
export function ArchiveService({ service }: { service: ServiceRow }) {
  const form = useFormAction();
  const [asking, setAsking] = useState(false);
  const { id: serviceId, name } = service;
  async function restore() {
    if (await form.run(() => restoreService({ serviceId }))) notify({ title: `${name} is back in use` });
  }
  async function archive() {
    if (!(await form.run(() => archiveService({ serviceId })))) return false;
    notify({ title: `${name} was archived`, undo: takeBack(() => restoreService({ serviceId })) });
    return true;
  }
  if (service.archivedAt)
    return (
      <Button onClick={restore} pending={form.pending}>
        Restore
      </Button>
    );
  return (
    <>
      <Button
        variant="danger"
        onClick={() => {
          form.forget();
          setAsking(true);
        }}
      >
        Archive
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Archive ${name}?`}
        description="It is offered for nothing new. Its history stays, and you can take it back."
        confirmLabel="Archive the service"
        onConfirm={archive}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}
