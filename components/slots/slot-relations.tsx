"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { notify } from "@/components/ui/toaster";
import { ToneMark } from "@/components/ui/tone-mark";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { removeOrder, setOrder } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { OrderDialog } from "./order-dialog";
import type { SlotDetail } from "./slot-data";

/** What a slot has to do with others: order and conflicts, and the recurring booking it came from. */
export function SlotRelations({ slot, zone }: { slot: SlotDetail; zone: string }) {
  const queryClient = useQueryClient();
  const [ordering, setOrdering] = useState(false);
  const input = { slotId: slot.id };
  const relations = useQuery({ ...api.slots.relations.queryOptions({ input }), enabled: slot.team !== null });
  const conflicts = useQuery({ ...api.slots.conflicts.queryOptions({ input }), enabled: slot.status === "booked" });
  const { waitsFor = [], goesBefore = [], series } = relations.data ?? {};
  const mayOrder = slot.may.change && slot.status === "booked";
  const found = conflicts.data?.conflicts ?? [];

  async function remove(pair: { slotId: string; beforeSlotId: string }, name: string) {
    const [error] = await attempt(removeOrder(pair));
    const refresh = () => queryClient.invalidateQueries({ queryKey: api.slots.key() });
    void refresh();
    if (error) {
      notify({ title: "The order stays", text: refusalOfError(error).message, tone: "risk" });
      return;
    }
    notify({
      title: "No longer in order",
      text: name,
      tone: "neutral",
      undo: () => void setOrder(pair).then(refresh),
    });
  }

  return (
    <>
      {found.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold text-ink-2 text-sm">In the way</h3>
          <RowList label="Conflicts">
            {found.map(({ key, sentence }) => (
              <Row
                key={key}
                lead={<ToneMark tone="waiting" className="mt-px" />}
                title={<span className="font-normal text-sm">{sentence}</span>}
              />
            ))}
          </RowList>
          <TextLink href="/conflicts" className="text-sm">
            Ways out
          </TextLink>
        </section>
      )}
      {(waitsFor.length > 0 || goesBefore.length > 0 || mayOrder) && (
        <section>
          <h3 className="mb-1 flex items-center justify-between gap-2 font-semibold text-ink-2 text-sm">
            Order
            {mayOrder && (
              <Button size="sm" onClick={() => setOrdering(true)}>
                Set an order
              </Button>
            )}
          </h3>
          {waitsFor.length + goesBefore.length === 0 && (
            <p className="text-ink-2 text-sm">It waits for no other slot.</p>
          )}
          <RowList label="Order">
            {[
              ...waitsFor.map((other) => ({
                other,
                word: "After",
                pair: { slotId: slot.id, beforeSlotId: other.slotId },
              })),
              ...goesBefore.map((other) => ({
                other,
                word: "Before",
                pair: { slotId: other.slotId, beforeSlotId: slot.id },
              })),
            ].map(({ other, word, pair }) => (
              <Row
                key={`${word} ${other.slotId}`}
                title={
                  <>
                    <span className="font-normal text-ink-2">{word}</span>{" "}
                    <TextLink plain href={`/slots/${other.slotId}`}>
                      {other.name}
                    </TextLink>
                  </>
                }
                detail={[`${other.environment.name}, ${formatRange(other.during, zone)}`, other.reason]
                  .filter(Boolean)
                  .join(". ")}
                end={
                  mayOrder && (
                    <Button
                      size="sm"
                      variant="quiet"
                      iconOnly
                      aria-label={`Remove the order with ${other.name}`}
                      onClick={() => remove(pair, other.name)}
                    >
                      <X className="size-4" aria-hidden="true" />
                    </Button>
                  )
                }
              />
            ))}
          </RowList>
        </section>
      )}
      {series && (
        <p className="text-ink-2 text-sm">
          Of the recurring booking <TextLink href="/bookings?tab=recurring">{series.name}</TextLink>
          {series.endedAt && ", which was ended"}.
        </p>
      )}
      {ordering && <OrderDialog slot={slot} zone={zone} onClose={() => setOrdering(false)} />}
    </>
  );
}
