"use client";

import { useState } from "react";
import { takeBack } from "@/components/shell/take-back";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/use-now";
import { formatRange } from "@/lib/time/format";
import { restoreOccurrence } from "@/lib/windows/actions";
import { CancelOpeningDialog } from "./cancel-opening-dialog";
import { ChangeMenu } from "./change-menu";
import { EditOpeningDialog } from "./edit-opening-dialog";
import type { OpeningRow } from "./window-row";

export type ActedOn = Pick<OpeningRow, "id" | "during" | "lanes" | "status">;

type OpeningActsProps = { window: { id: string; name: string; zone: string }; opening: ActedOn };

/** What can be done with one opening: change it, how far a change reaches, cancel it, let it take place after all. */
export function OpeningActs({ window, opening }: OpeningActsProps) {
  const now = useNow(60);
  const [shown, setShown] = useState<"edit" | "cancel">();
  const when = formatRange(opening.during, window.zone);
  if (opening.during.end <= now) return null;
  if (opening.status === "cancelled")
    return (
      <Button
        size="sm"
        onClick={takeBack(() => restoreOccurrence({ occurrenceId: opening.id }))}
        aria-label={`Restore ${when}`}
      >
        Restore
      </Button>
    );
  return (
    <>
      <ChangeMenu
        windowId={window.id}
        opening={opening}
        label={`Change ${when}`}
        onEdit={() => setShown("edit")}
        onCancel={() => setShown("cancel")}
      />
      {shown === "edit" && <EditOpeningDialog window={window} opening={opening} onClose={() => setShown(undefined)} />}
      {shown === "cancel" && (
        <CancelOpeningDialog window={window} opening={opening} onClose={() => setShown(undefined)} />
      )}
    </>
  );
}
