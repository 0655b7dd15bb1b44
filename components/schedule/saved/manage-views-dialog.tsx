"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { OwnViewRow, type OwnViewRowProps } from "./own-view-row";

type ManageViewsDialogProps = { views: readonly OwnViewRowProps["view"][]; query: string; onClose: () => void };

/** One's own views: other names, shared or not, what they show, or gone. */
export function ManageViewsDialog({ views, query, onClose }: ManageViewsDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Your saved views"
      width="lg"
      footer={<Button onClick={onClose}>Done</Button>}
    >
      {views.length === 0 && <p className="text-ink-2">You keep no view any more.</p>}
      <ul className="grid gap-3">
        {views.map((view) => (
          <OwnViewRow key={view.id} view={view} query={query} />
        ))}
      </ul>
    </Dialog>
  );
}
