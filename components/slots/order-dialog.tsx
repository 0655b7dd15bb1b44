"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { setOrder } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { RefusalNotice } from "./refusal-notice";
import type { SlotDetail } from "./slot-data";
import { slotTitle } from "./slot-words";

/** Puts a slot in order with another one: it waits for that one, or that one for it. */
export function OrderDialog({ slot, zone, onClose }: { slot: SlotDetail; zone: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data } = useQuery(api.slots.orderChoices.queryOptions({ input: { slotId: slot.id } }));
  const [direction, setDirection] = useState<"after" | "before">("after");
  const [otherId, setOtherId] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ShownRefusal>();

  async function save() {
    setMissing(otherId === "");
    if (otherId === "") return;
    setPending(true);
    const pair =
      direction === "after" ? { slotId: slot.id, beforeSlotId: otherId } : { slotId: otherId, beforeSlotId: slot.id };
    const [error, value] = await attempt(setOrder({ ...pair, reason }));
    setPending(false);
    if (error) {
      setRefusal(refusalOfError(error));
      return;
    }
    void queryClient.invalidateQueries({ queryKey: api.slots.key() });
    notify(
      value.warning === null
        ? { title: "In order", text: "The later slot opens once everything in the earlier one has arrived." }
        : { title: "In order, against the clock", text: value.warning, tone: "waiting" },
    );
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      onOpenChange={(open) => !open && onClose()}
      title={`Order of ${slotTitle(slot)}`}
      description="The slot that waits opens only when everything in the other one has arrived."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={save}>
            Set the order
          </Button>
        </>
      }
    >
      <Segmented
        label="Which one waits"
        value={direction}
        onChange={(chosen) => {
          setDirection(chosen);
          setRefusal(undefined);
        }}
        options={[
          { value: "after", label: "It waits for" },
          { value: "before", label: "It goes before" },
        ]}
      />
      <Field label="The other slot" required error={missing ? "Choose a slot." : undefined}>
        <Combobox
          placeholder={data === undefined ? "Loading…" : "Release or team"}
          value={otherId}
          onChange={(id) => {
            setOtherId(id);
            setMissing(false);
            setRefusal(undefined);
          }}
          options={(data?.slots ?? []).map(({ id, name, during, environment }) => ({
            value: id,
            label: name,
            hint: `${environment.name} · ${formatRange(during, zone)}`,
          }))}
        />
      </Field>
      <Field label="Why">
        <TextInput maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
      {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
    </Dialog>
  );
}
