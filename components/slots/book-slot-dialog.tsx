"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { JoinWaitlistDialog } from "@/components/waitlist/join-waitlist-dialog";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { bookHeldSlot } from "@/lib/slots/actions";
import { dayOf, instantOfMinute, minuteOfDay } from "@/lib/time/calendar";
import { formatDay, formatRange, zoneAbbreviation } from "@/lib/time/format";
import { lengthMs, type Range } from "@/lib/time/range";
import { FreePlaceList } from "./free-place-list";
import { HoldCounter } from "./hold-counter";
import { type ChosenPlace, firstPartOf, placeKey, usualMinutes } from "./place";
import { PlacePicker } from "./place-picker";
import { PlaceWarnings } from "./place-warnings";
import { RefusalNotice } from "./refusal-notice";
import { ReleasePicker } from "./release-picker";
import { useHold } from "./use-hold";

type BookSlotDialogProps = {
  environment: { id: string; name: string; zone: string; defaultOpen: boolean };
  zone: string;
  /** The free room that was pressed; without it the next free place is taken. */
  free?: { occurrenceId: string; lane: number; during: Range };
  /** Nothing earlier is proposed: the beginning of what somebody looks at. The past counts for nothing. */
  from?: Date;
  /** An own hold that is taken up again, after a reload. */
  resumed?: { slotId: string; place: ChosenPlace };
  /** The release that is chosen at first. */
  release?: string;
  onClose: () => void;
  onBooked: (slotId: string, during: Range) => void;
};

const minuteMs = 60_000;

/** Books a slot: the place is held as soon as it is chosen, so nobody fills in a form for a place that is gone. */
export function BookSlotDialog(props: BookSlotDialogProps) {
  const { environment, zone, free, from, resumed, release = "", onClose, onBooked } = props;
  const queryClient = useQueryClient();
  const now = useNow(1);
  const [place, setPlace] = useState<ChosenPlace | undefined>(
    () => resumed?.place ?? (free && { ...free, during: firstPartOf(free.during) }),
  );
  const [releaseId, setReleaseId] = useState(release);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();
  const { hold, renew, keep } = useHold(environment.id, place, releaseId, resumed?.slotId);

  const [later] = useState(() => (from !== undefined && from > now ? from : undefined));
  const request = { environmentId: environment.id, durationMinutes: usualMinutes, notBefore: later?.toISOString() };
  const proposals = useQuery({
    ...api.slots.freeRanges.queryOptions({ input: { ...request, releaseIds: [], limit: 3 } }),
    enabled: place === undefined,
  });
  const first = proposals.data?.places[0];
  useEffect(() => {
    if (place !== undefined || !proposals.data) return;
    if (first) setPlace({ occurrenceId: first.occurrenceId, lane: first.lane, during: first.during });
    else if (environment.defaultOpen) setPlace(anyTimeSoon(later ? sameTimeOn(later, now, zone) : now));
  }, [place, proposals.data, first, environment.defaultOpen, later, zone, now]);

  const minutes = place ? lengthMs(place.during) / minuteMs : usualMinutes;
  const isHeld = hold.state === "held" && place !== undefined && hold.key === placeKey(place) && hold.heldUntil > now;
  const shownRefusal = refusal ?? (hold.state === "refused" ? hold.refusal : undefined);

  function choose(next: ChosenPlace) {
    setRefusal(undefined);
    setPlace(next);
  }
  async function book() {
    if (releaseId === "") {
      setMissing(true);
      return;
    }
    if (hold.state !== "held" || place === undefined) return;
    setPending(true);
    const [error] = await attempt(bookHeldSlot({ slotId: hold.slotId, releaseIds: [releaseId], note }));
    setPending(false);
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    keep();
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify({ title: "Slot booked", text: `${environment.name}, ${formatRange(place.during, zone)}` });
    onClose();
    onBooked(hold.slotId, place.during);
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title="Book a slot"
      description={`${environment.name}, times in ${zoneAbbreviation(place?.during.start ?? now, zone)}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} disabled={!isHeld} onClick={book}>
            Book
          </Button>
        </>
      }
    >
      {free === undefined && resumed === undefined && !environment.defaultOpen && (
        <FreePlaceList
          // The own hold is no reason to propose another place.
          request={{ ...request, exceptSlotId: hold.state === "held" ? hold.slotId : undefined }}
          releaseId={releaseId}
          zone={zone}
          title={later ? `Next free from ${formatDay(later, zone)} on` : "Next free"}
          chosen={place}
          onChoose={choose}
          otherwise={<Button onClick={() => setWaiting(true)}>Join the waitlist</Button>}
        />
      )}
      {place && <PlacePicker environment={environment} zone={zone} place={place} minutes={minutes} onChange={choose} />}
      {shownRefusal && place && (
        <>
          <RefusalNotice refusal={shownRefusal} zone={zone} />
          <FreePlaceList
            request={{ ...request, durationMinutes: minutes, notBefore: place.during.start.toISOString() }}
            releaseId={releaseId}
            zone={zone}
            title="Free instead"
            onChoose={choose}
            otherwise={<Button onClick={() => setWaiting(true)}>Join the waitlist</Button>}
          />
          {shownRefusal.code === "lane_taken" && (
            <p className="text-ink-2 text-sm">
              Must it be this opening?{" "}
              <Button size="sm" onClick={() => setWaiting(true)}>
                Wait for room in it
              </Button>
            </p>
          )}
        </>
      )}
      {hold.state === "held" && !shownRefusal && <HoldCounter heldUntil={hold.heldUntil} onRenew={renew} />}
      {hold.state === "asking" && place && <p className="text-ink-2 text-sm">Holding the place…</p>}
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
      {place && !shownRefusal && (
        <PlaceWarnings environmentId={environment.id} place={place} releaseIds={releaseId === "" ? [] : [releaseId]} />
      )}
      <Field label="Note" hint="What people should know who see the slot.">
        <TextArea rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </Field>
      <p className="text-ink-2 text-sm">
        Every week at the same time? <TextLink href="/bookings?tab=recurring&new=true">Book again and again</TextLink>
      </p>
      {waiting && (
        <JoinWaitlistDialog
          environment={environment}
          zone={zone}
          place={place}
          releaseId={releaseId}
          onClose={() => setWaiting(false)}
          onJoined={onClose}
        />
      )}
    </Dialog>
  );
}

const sameTimeOn = (day: Date, now: Date, zone: string) =>
  instantOfMinute(dayOf(day, zone), minuteOfDay(now, zone), zone);

/** In an environment that is always open: an hour from the next full quarter of an hour on. */
function anyTimeSoon(now: Date): ChosenPlace {
  const quarter = 15 * minuteMs;
  const start = new Date(Math.ceil((now.getTime() + 5 * minuteMs) / quarter) * quarter);
  return {
    occurrenceId: null,
    lane: 1,
    during: firstPartOf({ start, end: new Date(start.getTime() + 60 * minuteMs) }),
  };
}
