"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { moveSlot, undoMove } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { lengthMs, type Range } from "@/lib/time/range";
import { FreePlaceList } from "./free-place-list";
import { type ChosenPlace, samePlace } from "./place";
import { PlacePicker } from "./place-picker";
import { PlaceWarnings } from "./place-warnings";
import { RefusalNotice } from "./refusal-notice";
import type { SlotDetail } from "./slot-data";
import { slotTitle } from "./slot-words";

type MoveSlotDialogProps = {
  slot: SlotDetail;
  zone: string;
  onClose: () => void;
  /** Where the slot stands now. */
  onMoved?: (during: Range) => void;
};

const moveInput = (slotId: string, { occurrenceId, lane, during }: ChosenPlace) => ({
  slotId,
  lane,
  ...(occurrenceId === null ? {} : { occurrenceId }),
  during: { start: during.start.toISOString(), end: during.end.toISOString() },
});

/** Moves a slot, and says before it is saved what would become of it: refused and why, or free, and whether signatures last. */
export function MoveSlotDialog({ slot, zone, onClose, onMoved }: MoveSlotDialogProps) {
  const queryClient = useQueryClient();
  const before: ChosenPlace = { occurrenceId: slot.occurrence?.id ?? null, lane: slot.lane, during: slot.during };
  const [place, setPlace] = useState(before);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const unmoved = samePlace(place, before);
  const { during, ...wanted } = moveInput(slot.id, place);
  const check = useQuery({
    ...api.slots.checkMove.queryOptions({ input: { ...wanted, ...during } }),
    enabled: !unmoved,
    placeholderData: keepPreviousData,
    // What is free changes from moment to moment; an answer of before is only shown until the new one is here.
    staleTime: 0,
  });
  const verdict = unmoved ? undefined : check.data;
  const minutes = lengthMs(place.during) / 60_000;

  async function save() {
    setPending(true);
    const [error] = await attempt(moveSlot(moveInput(slot.id, place)));
    setPending(false);
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    const refresh = () => queryClient.invalidateQueries({ queryKey: api.slots.key() });
    void refresh();
    notify({
      title: `${slotTitle(slot)} moved`,
      text: formatRange(place.during, zone),
      undo: async () => {
        const [late] = await attempt(undoMove({ slotId: slot.id }));
        if (late) notify({ title: "It could not be moved back", text: refusalOfError(late).message, tone: "risk" });
        else {
          notify({ title: "Moved back", text: formatRange(before.during, zone) });
          onMoved?.(before.during);
        }
        void refresh();
      },
    });
    onMoved?.(place.during);
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={`Move ${slotTitle(slot)}`}
      description={`Now ${formatRange(slot.during, zone)}${slot.occurrence ? `, ${slot.occurrence.name} lane ${slot.lane}` : ""}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={pending}
            disabled={unmoved || verdict === undefined || verdict.refusal !== undefined}
            onClick={save}
          >
            Move
          </Button>
        </>
      }
    >
      <FreePlaceList
        request={{ environmentId: slot.environment.id, durationMinutes: minutes, exceptSlotId: slot.id }}
        releaseId={slot.releases[0]?.releaseId}
        zone={zone}
        title="Next free"
        chosen={place}
        without={before}
        onChoose={setPlace}
      />
      <PlacePicker
        environment={{ id: slot.environment.id, defaultOpen: slot.occurrence === null }}
        zone={zone}
        place={place}
        minutes={minutes}
        onChange={(next) => {
          setRefusal(undefined);
          setPlace(next);
        }}
      />
      <div aria-live="polite">
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
        {!refusal && verdict?.refusal && <RefusalNotice refusal={verdict.refusal} zone={zone} />}
        {!refusal && verdict && !verdict.refusal && (
          <Notice tone={verdict.staleApprovals > 0 ? "waiting" : "clear"} title="This place is free">
            {verdict.staleApprovals === 0
              ? "No signature goes stale by the move."
              : `${verdict.staleApprovals === 1 ? "One signature goes" : `${verdict.staleApprovals} signatures go`} stale: the policy covers the time.`}
          </Notice>
        )}
      </div>
      {verdict && !verdict.refusal && !refusal && (
        <PlaceWarnings
          environmentId={slot.environment.id}
          place={place}
          releaseIds={slot.releases.map(({ releaseId }) => releaseId)}
          slotId={slot.id}
        />
      )}
    </Dialog>
  );
}
