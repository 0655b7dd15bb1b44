"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Row, RowList } from "@/components/ui/row-list";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { formatRange } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { cancelOccurrence, restoreOccurrence } from "@/lib/windows/actions";
import { OpeningTime } from "./opening-time";
import type { OpeningRow } from "./window-row";

type OpeningListProps = { openings: readonly OpeningRow[]; zone: string; mayManage: boolean };

/** The openings in order, each with what stands in it. */
export function OpeningList({ openings, zone, mayManage }: OpeningListProps) {
  const now = useNow(60);
  const form = useFormAction();
  const [leaving, setLeaving] = useState<OpeningRow>();
  const [reason, setReason] = useState("");
  if (openings.length === 0)
    return <EmptyState title="No openings ahead">Its rule gives none in the next 24 months.</EmptyState>;

  async function cancel(opening: OpeningRow) {
    const occurrenceId = opening.id;
    const done = await form.run(() => cancelOccurrence({ occurrenceId, reason }));
    if (!done) return false;
    notify({
      title: "The opening was cancelled",
      text: formatRange(opening.during, zone),
      undo: takeBack(() => restoreOccurrence({ occurrenceId })),
    });
    return true;
  }

  return (
    <>
      <RowList label="Coming openings">
        {openings.map((opening) => (
          <Row
            key={opening.id}
            title={
              <span className={opening.status === "cancelled" ? "font-normal line-through" : "font-medium"}>
                <OpeningTime during={opening.during} zone={zone} />
              </span>
            }
            detail={slotsInWords(opening)}
            end={
              <>
                {opening.status === "cancelled" && (
                  <StatusChip tone="neutral" mark="cross">
                    cancelled
                  </StatusChip>
                )}
                {opening.status === "scheduled" && contains(opening.during, now) && (
                  <StatusChip tone="accent" solid>
                    open now
                  </StatusChip>
                )}
                {mayManage && opening.status === "scheduled" && (
                  <Button
                    size="sm"
                    onClick={() => {
                      form.forget();
                      setReason("");
                      setLeaving(opening);
                    }}
                    aria-label={`Cancel ${formatRange(opening.during, zone)}`}
                  >
                    Cancel
                  </Button>
                )}
                {mayManage && opening.status === "cancelled" && (
                  <Button
                    size="sm"
                    onClick={takeBack(() => restoreOccurrence({ occurrenceId: opening.id }))}
                    aria-label={`Restore ${formatRange(opening.during, zone)}`}
                  >
                    Restore
                  </Button>
                )}
              </>
            }
          />
        ))}
      </RowList>
      <ConfirmDialog
        open={leaving !== undefined}
        onOpenChange={(open) => !open && setLeaving(undefined)}
        title="Cancel this opening?"
        description={leaving ? `${formatRange(leaving.during, zone)}. The other openings stay.` : ""}
        confirmLabel="Cancel the opening"
        onConfirm={() => leaving && cancel(leaving)}
      >
        <FormRefusal refusal={form.refusal} />
        <Field label="Why" error={form.errorOf("reason")}>
          <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
      </ConfirmDialog>
    </>
  );
}

function slotsInWords({ slots, lanes }: OpeningRow): string {
  const room = `${lanes} ${lanes === 1 ? "lane" : "lanes"}`;
  if (slots === 0) return `${room}, nothing booked`;
  return `${room}, ${slots} ${slots === 1 ? "slot" : "slots"} booked`;
}
