"use client";

import { useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Table } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { removeImport } from "@/lib/history/actions";
import { api } from "@/lib/rpc/client";
import type { ImportRow } from "./history-data";
import { statusWords } from "./history-words";

/** What was imported and what is on its way; what was imported can be taken out again. */
export function ImportList({ imports }: { imports: readonly ImportRow[] }) {
  const { zone } = useViewer();
  const queryClient = useQueryClient();
  const form = useFormAction();
  const [asked, setAsked] = useState<ImportRow>();
  async function remove() {
    if (!asked || !(await form.run(() => removeImport({ importId: asked.id })))) return false;
    notify({ title: `${asked.fileName} is out of the history again` });
    await queryClient.invalidateQueries({ queryKey: api.history.key() });
  }
  const columns: Column<ImportRow>[] = [
    {
      key: "file",
      header: "File",
      primary: true,
      cell: ({ id, fileName, serviceName, teamName }) => (
        <>
          <TextLink plain href={`/settings/history/${id}`} className="font-semibold">
            {fileName}
          </TextLink>
          <span className="block text-ink-2 text-sm">{serviceName ?? teamName ?? "The whole organisation"}</span>
        </>
      ),
    },
    {
      key: "state",
      header: "State",
      cell: ({ status }) => <StatusChip tone={statusWords[status].tone}>{statusWords[status].label}</StatusChip>,
    },
    {
      key: "range",
      header: "From … to",
      cell: ({ firstAt, lastAt }) =>
        firstAt && lastAt ? (
          <>
            <TimeText at={firstAt} zone={zone} style="full" /> … <TimeText at={lastAt} zone={zone} style="full" />
          </>
        ) : (
          "–"
        ),
    },
    {
      key: "items",
      header: "Items",
      cell: ({ importedItems, importedRows, badRows }) => (
        <>
          {importedItems === null ? "–" : `${importedItems} (${importedRows} changes)`}
          {badRows > 0 && <span className="block text-ink-2 text-xs">{badRows} rows made no sense</span>}
        </>
      ),
    },
    {
      key: "by",
      header: "Brought in",
      cell: ({ createdByName, createdAt }) => (
        <>
          {createdByName}, <TimeText at={createdAt} zone={zone} style="short" />
        </>
      ),
    },
    {
      key: "actions",
      header: "Actions",
      hideHeader: true,
      align: "end",
      cell: (row) =>
        row.status === "imported" && (
          <Button size="sm" onClick={() => setAsked(row)} aria-label={`Remove ${row.fileName}`}>
            Remove…
          </Button>
        ),
    },
  ];
  return (
    <>
      <Table
        caption="Imports"
        columns={columns}
        rows={imports}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={<History />} title="No history yet">
            Forecasts count on what happened here. Until enough has, bring in how items went in the tool you used
            before.
          </EmptyState>
        }
      />
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => !open && setAsked(undefined)}
        title={`Remove ${asked?.fileName ?? ""}?`}
        description="Forecasts no longer count on it. The file can be imported again."
        confirmLabel="Remove the history"
        onConfirm={remove}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}
