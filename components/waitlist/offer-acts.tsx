"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { declineOffer } from "@/lib/waitlist/actions";
import { TakeOfferDialog } from "./take-offer-dialog";
import type { OfferedEntry } from "./waitlist-data";

/** Yes or no to offered room. */
export function OfferActs({ entry, size }: { entry: OfferedEntry; size?: "sm" }) {
  const queryClient = useQueryClient();
  const [taking, setTaking] = useState(false);
  const [pending, setPending] = useState(false);
  async function decline() {
    setPending(true);
    const [error] = await attempt(declineOffer({ entryId: entry.id }));
    setPending(false);
    void queryClient.invalidateQueries({ queryKey: api.waitlist.key() });
    if (error) notify({ title: "That is over already", text: refusalOfError(error).message, tone: "risk" });
    else notify({ title: "Declined", text: "You keep your place in line for other room.", tone: "neutral" });
  }
  return (
    <span className="flex shrink-0 flex-wrap gap-2">
      {entry.isMine && (
        <Button size={size} variant="primary" onClick={() => setTaking(true)}>
          Book it
        </Button>
      )}
      <Button size={size} pending={pending} onClick={decline}>
        Decline
      </Button>
      {taking && <TakeOfferDialog entry={entry} onClose={() => setTaking(false)} />}
    </span>
  );
}
