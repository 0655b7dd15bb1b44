"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import type { HistoryStage } from "@/lib/domain/history-stage";
import { cancelImport, confirmImport, removeImport } from "@/lib/history/actions";
import { api } from "@/lib/rpc/client";
import type { ImportDetail } from "./history-data";

type ImportActsProps = { found: ImportDetail; states: { name: string; stage: HistoryStage }[]; open: string[] };

/** Yes, no, and take it out again. */
export function ImportActs({ found, states, open }: ImportActsProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [removing, setRemoving] = useState(false);
  const importId = found.id;
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.history.key() });
  async function confirm() {
    if (await form.run(() => confirmImport({ importId, states }))) await refresh();
  }
  async function cancel() {
    if (!(await form.run(() => cancelImport({ importId })))) return;
    notify({ title: `${found.fileName} was cancelled`, text: "Nothing of it was imported." });
    await refresh();
    router.push("/settings/history");
  }
  async function remove() {
    if (!(await form.run(() => removeImport({ importId })))) return false;
    notify({ title: `${found.fileName} is out of the history again` });
    await refresh();
  }
  const items = found.findings ? found.findings.items - found.findings.badItems : 0;
  const isOpen = ["uploading", "reading", "ready", "importing", "failed"].includes(found.status);
  return (
    <>
      {form.refusal && !removing && (
        <div className="w-full">
          <FormRefusal refusal={form.refusal} />
        </div>
      )}
      {isOpen && (
        <Button onClick={cancel} disabled={form.pending}>
          Cancel the import
        </Button>
      )}
      {found.status === "ready" && items > 0 && (
        <Button variant="primary" pending={form.pending} disabled={open.length > 0} onClick={confirm}>
          Import {items} {items === 1 ? "item" : "items"}
        </Button>
      )}
      {found.status === "imported" && <Button onClick={() => setRemoving(true)}>Remove…</Button>}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${found.fileName}?`}
        description="Forecasts no longer count on it. The file can be imported again."
        confirmLabel="Remove the history"
        onConfirm={remove}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}
