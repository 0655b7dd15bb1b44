"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { ArchiveRehearsal } from "@/components/plans/rehearsals";
import { takeBack } from "@/components/shell/take-back";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { archiveWindow, restoreWindow } from "@/lib/windows/actions";
import type { WindowRow } from "./window-row";

/** Puts a window away, or takes it back. */
export function ArchiveWindow({ window }: { window: WindowRow }) {
  const form = useFormAction();
  const [asking, setAsking] = useState(false);
  const windowId = window.id;
  async function restore() {
    const done = await form.run(() => restoreWindow({ windowId }));
    if (done) notify({ title: `${window.name} is back in use` });
    return done;
  }
  async function archive() {
    const done = await form.run(() => archiveWindow({ windowId }));
    if (!done) return false;
    notify({ title: `${window.name} was archived`, undo: takeBack(() => restoreWindow({ windowId })) });
    return true;
  }
  if (window.archivedAt)
    return (
      <>
        <FormRefusal refusal={form.refusal} />
        <Button onClick={restore} pending={form.pending}>
          Restore
        </Button>
      </>
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
        title={`Archive ${window.name}?`}
        description="Its coming openings go. What happened in it stays on the record, and you can take it back."
        confirmLabel="Archive the window"
        onConfirm={archive}
      >
        <ArchiveRehearsal windowId={windowId} environmentId={window.environmentId} />
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}
