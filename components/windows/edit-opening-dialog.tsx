"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { useDebounced } from "@/components/ui/use-debounced";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatRange } from "@/lib/time/format";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import { wallTimeAt } from "@/lib/time/zone";
import { editOccurrence } from "@/lib/windows/actions";
import type { ActedOn } from "./opening-acts";
import { SlotsPreview } from "./slots-preview";
import { instantOf, readoutOf } from "./wall-readout";

type EditOpeningDialogProps = {
  window: { name: string; zone: string };
  opening: ActedOn;
  onClose: () => void;
};

const fields = ["during.start", "during.end", "lanes", "reason"];
const minuteOf = (at: Date, zone: string) => wallTimeAt(at, zone).slice(0, 16);

/** Moves one opening, makes it shorter or longer, gives it other lanes; shows what becomes of the slots in it while it is written. */
export function EditOpeningDialog({ window, opening, onClose }: EditOpeningDialogProps) {
  const { zone } = window;
  const formId = useId();
  const form = useFormAction(fields);
  const [start, setStart] = useState(minuteOf(opening.during.start, zone));
  const [end, setEnd] = useState(minuteOf(opening.during.end, zone));
  const [lanes, setLanes] = useState(opening.lanes);
  const [slots, setSlots] = useState<"keep" | "move">("move");
  const [givesUp, setGivesUp] = useState(false);
  const [reason, setReason] = useState("");

  const [from, until] = [instantOf(start, zone), instantOf(end, zone)];
  const wanted = from && until && { during: { start: from.toISOString(), end: until.toISOString() }, lanes };
  const startMoves = from?.getTime() !== opening.during.start.getTime();
  const written = wanted && JSON.stringify({ occurrenceId: opening.id, ...wanted, slots });
  const asked = useDebounced(written);
  const preview = useQuery({
    ...api.windows.previewOpening.queryOptions({ input: asked ? JSON.parse(asked) : { occurrenceId: opening.id } }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isStale = preview.isPlaceholderData || asked !== written;
  const refused = preview.error && !isStale ? refusalOfError(preview.error) : undefined;
  const errorOf = (field: string) => form.errorOf(field) ?? (refused?.field === field ? refused.message : undefined);
  const orphaned = refused ? 0 : (preview.data?.orphaned ?? 0);
  const hasSlots = preview.data !== undefined && preview.data.kept + preview.data.moved + preview.data.orphaned > 0;

  /** The end goes along: to move is what is meant most often, and the length is then changed by the end. */
  function moveStart(moved: string) {
    const [before, after, close] = [start, moved, end].map((wall) => wallTimeMs(wall));
    if (before !== undefined && after !== undefined && close !== undefined)
      setEnd(wallTimeOfMs(close + after - before).slice(0, 16));
    setStart(moved);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!wanted) return;
    const orphans = givesUp ? ("cancel" as const) : ("refuse" as const);
    const done = await form.run(() => editOccurrence({ occurrenceId: opening.id, ...wanted, slots, orphans, reason }));
    if (!done) return;
    const { movedSlots, cancelledSlots } = done.value;
    const told = [
      ...(movedSlots > 0 ? [`${movedSlots} ${movedSlots === 1 ? "slot" : "slots"} moved along.`] : []),
      ...(cancelledSlots > 0
        ? [`${cancelledSlots} ${cancelledSlots === 1 ? "slot was" : "slots were"} given up.`]
        : []),
    ];
    const now = from && until ? formatRange({ start: from, end: until }, zone) : "";
    notify({ title: "The opening was changed", text: [now, ...told].join(" · ") });
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Change this opening"
      description={`${window.name}, ${formatRange(opening.during, zone)}. The other openings stay.`}
      sticky
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={form.pending}
            disabled={!wanted || refused !== undefined || (orphaned > 0 && !givesUp)}
          >
            Change this opening
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <FormRefusal
          refusal={form.refusal ?? (refused && !fields.includes(refused.field ?? "") ? refused : undefined)}
        />
        <Field label="Opens" required error={errorOf("during.start")}>
          <DateTimeInput
            zone={zone}
            value={start}
            readout={readoutOf(start, zone)}
            onChange={(event) => moveStart(event.currentTarget.value)}
          />
        </Field>
        <Field label="Closes" required error={errorOf("during.end")}>
          <DateTimeInput
            zone={zone}
            value={end}
            readout={readoutOf(end, zone)}
            onChange={(event) => setEnd(event.currentTarget.value)}
          />
        </Field>
        <Field label="Lanes" required error={errorOf("lanes")} className="max-w-32">
          <TextInput
            type="number"
            min={1}
            max={50}
            value={lanes}
            onChange={(event) => setLanes(Math.floor(Number(event.currentTarget.value) || 1))}
          />
        </Field>
        {hasSlots && startMoves && (
          <RadioGroup
            label="Slots that are booked in it"
            value={slots}
            onChange={(value) => setSlots(value as "keep" | "move")}
            options={[
              { value: "move", label: "Go along with its start" },
              { value: "keep", label: "Stay at their time, where they still fit" },
            ]}
          />
        )}
        {!refused && preview.data && (
          <div aria-live="polite" aria-busy={isStale} className="rounded-lg bg-sunken px-3.5 py-3 text-sm">
            <SlotsPreview preview={preview.data} zone={zone} />
          </div>
        )}
        {orphaned > 0 && (
          <Checkbox
            label={orphaned === 1 ? "Give this slot up" : "Give these slots up"}
            hint="Their releases can be booked anew. It cannot be taken back."
            checked={givesUp}
            onChange={(event) => setGivesUp(event.currentTarget.checked)}
          />
        )}
        <Field label="Why" error={errorOf("reason")} hint="Stands in its history.">
          <TextInput value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
