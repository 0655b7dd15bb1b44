"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { HoldCounter } from "@/components/slots/hold-counter";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { ReleasePicker } from "@/components/slots/release-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { bookHeldSlot } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import type { OfferedEntry } from "./waitlist-data";

/** Takes the room that was offered: it is held, all that is left to say is for which release. */
export function TakeOfferDialog({ entry, onClose }: { entry: OfferedEntry; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { environment, offer, release } = entry;
  const [releaseId, setReleaseId] = useState(release?.id ?? "");
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const { zone } = environment;

  async function take() {
    setMissing(releaseId === "");
    if (releaseId === "") return;
    setPending(true);
    const [error] = await attempt(bookHeldSlot({ slotId: offer.slotId, releaseIds: [releaseId] }));
    setPending(false);
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    void queryClient.invalidateQueries();
    notify({ title: "Slot booked", text: `${environment.name}, ${formatRange(offer.during, zone)}` });
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title="Take the room that is free"
      description={`${environment.name}, ${formatRange(offer.during, zone)}, lane ${offer.lane}`}
      footer={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" pending={pending} onClick={take}>
            Book it
          </Button>
        </>
      }
    >
      <HoldCounter heldUntil={offer.until} />
      <ReleasePicker
        environmentId={environment.id}
        zone={zone}
        value={releaseId}
        onChange={(id) => {
          setReleaseId(id);
          setMissing(false);
          setRefusal(undefined);
        }}
        error={missing ? "Choose what the slot ships." : undefined}
      />
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </Dialog>
  );
}
