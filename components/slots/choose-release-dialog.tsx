"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { putAboard } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { PlaceWarnings } from "./place-warnings";
import { RefusalNotice } from "./refusal-notice";
import { ReleasePicker } from "./release-picker";
import type { SlotDetail } from "./slot-data";

/** Says what a booked slot ships: the first time, or something else than before. */
export function ChooseReleaseDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const before = slot.releases[0]?.releaseId ?? "";
  const [releaseId, setReleaseId] = useState(before);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const place = { occurrenceId: slot.occurrence?.id ?? null, lane: slot.lane, during: slot.during };
  const unchanged = releaseId === before && slot.releases.length <= 1;

  async function save() {
    setPending(true);
    const [error] = await attempt(putAboard({ slotId: slot.id, releaseIds: [releaseId] }));
    setPending(false);
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({ title: "Release chosen", text: `${slot.environment.name}, ${formatRange(slot.during, zone)}` });
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={before === "" ? "Choose a release" : "Ship another release"}
      description={`${slot.environment.name}, ${formatRange(slot.during, zone)}. Signatures count for the build that they were given for.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} disabled={releaseId === "" || unchanged} onClick={save}>
            {before === "" ? "Choose" : "Ship this one"}
          </Button>
        </>
      }
    >
      <ReleasePicker
        environmentId={slot.environment.id}
        zone={zone}
        value={releaseId}
        onChange={(id) => {
          setReleaseId(id);
          setRefusal(undefined);
        }}
      />
      {!unchanged && releaseId !== "" && (
        <PlaceWarnings environmentId={slot.environment.id} place={place} releaseIds={[releaseId]} slotId={slot.id} />
      )}
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </Dialog>
  );
}
