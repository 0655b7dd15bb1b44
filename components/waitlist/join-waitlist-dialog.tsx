"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { type ChosenPlace, usualMinutes } from "@/components/slots/place";
import { ReleasePicker } from "@/components/slots/release-picker";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { addDaysInZone, weekOf } from "@/lib/time/calendar";
import { formatDuration, formatRange, zoneAbbreviation } from "@/lib/time/format";
import { lengthMs, type Range } from "@/lib/time/range";
import { joinWaitlist } from "@/lib/waitlist/actions";

type JoinWaitlistDialogProps = {
  environment: { id: string; name: string; zone: string };
  zone: string;
  /** The full opening that was wanted, and the length. */
  place?: ChosenPlace;
  releaseId?: string;
  onClose: () => void;
  onJoined: () => void;
};

const minuteMs = 60_000;
const lengths = [15, 30, 45, 60, 90, 120, 180, 240];
/** How far ahead openings are listed to wait for. */
const choiceDays = 28;

/** Waits for room: in one opening of a window, or in any of the next four weeks. */
export function JoinWaitlistDialog(props: JoinWaitlistDialogProps) {
  const { environment, zone, place, releaseId: chosen = "", onClose, onJoined } = props;
  const now = useNow(60);
  const [releaseId, setReleaseId] = useState(chosen);
  const [minutes, setMinutes] = useState(place ? lengthMs(place.during) / minuteMs : usualMinutes);
  const [missing, setMissing] = useState(false);
  const [isGone, setIsGone] = useState(false);
  const from = weekOf(place?.during.start ?? now, zone).start;
  const to = addDaysInZone(from, choiceDays, zone);
  const view = { environmentId: environment.id, from: from.toISOString(), to: to.toISOString() };
  const week = useQuery(api.slots.week.queryOptions({ input: view }));
  const releases = useQuery(api.slots.bookableReleases.queryOptions({ input: { environmentId: environment.id } }));
  const openings = (week.data?.occurrences ?? []).filter(
    ({ status, during }) => status === "scheduled" && during.end > now,
  );
  const [openingId, setOpeningId] = useState(place?.occurrenceId ?? "");
  const opening = openings.find(({ id }) => id === openingId);
  // Until it is known when it opens, "any" would be waited for instead of the one that was chosen.
  const isOpeningUnknown = openingId !== "" && opening === undefined;
  const form = useFormAction(["releaseId", "within.end", "windowId"]);

  async function join() {
    const release = releases.data?.releases.find((each) => each.releaseId === releaseId);
    setMissing(release === undefined);
    setIsGone(isOpeningUnknown);
    if (release === undefined || isOpeningUnknown) return;
    const within: Range = opening?.during ?? { start: now, end: to };
    const done = await form.run(() =>
      joinWaitlist({
        environmentId: environment.id,
        windowId: opening?.windowId,
        teamId: release.team.id,
        releaseId,
        durationMinutes: minutes,
        within: { start: within.start.toISOString(), end: within.end.toISOString() },
      }),
    );
    if (!done) return;
    const { position } = done.value;
    notify({
      title: position === 1 ? "You are first in line" : `You are number ${position} in line`,
      text: "What falls free is held for you, and you are told here.",
    });
    onClose();
    onJoined();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title="Join the waitlist"
      description={`${environment.name}, times in ${zoneAbbreviation(now, zone)}. What falls free is held for the first in line for half an hour.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={form.pending || (isOpeningUnknown && week.isPending)} onClick={join}>
            Wait for room
          </Button>
        </>
      }
    >
      <FormRefusal refusal={form.refusal} />
      <Field
        label="Room in"
        required
        error={
          isGone
            ? "That opening is not there any more: choose another."
            : (form.errorOf("within.end") ?? form.errorOf("windowId"))
        }
      >
        <Select
          value={openingId}
          onChange={(event) => {
            setOpeningId(event.currentTarget.value);
            setIsGone(false);
          }}
          options={[
            { value: "", label: "Any opening of the next four weeks" },
            ...(isOpeningUnknown
              ? [
                  {
                    value: openingId,
                    label: week.isPending ? "Looking for the opening…" : "The opening that was chosen",
                  },
                ]
              : []),
            ...openings.map(({ id, windowName, during }) => ({
              value: id,
              label: `${formatRange(during, zone)} · ${windowName}`,
            })),
          ]}
        />
      </Field>
      <Field label="Length" required>
        <Select
          value={String(minutes)}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          options={[...new Set([...lengths, minutes])]
            .sort((a, b) => a - b)
            .map((length) => ({ value: String(length), label: formatDuration(length * minuteMs) }))}
        />
      </Field>
      <ReleasePicker
        environmentId={environment.id}
        zone={zone}
        value={releaseId}
        onChange={(id) => {
          setReleaseId(id);
          setMissing(false);
        }}
        error={missing ? "Choose what shall be shipped." : form.errorOf("releaseId")}
      />
    </Dialog>
  );
}
