"use client";

import { useQuery } from "@tanstack/react-query";
import { SlotOdds } from "@/components/forecasts/slot-odds";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { localDate } from "@/lib/time/calendar";
import { formatRange } from "@/lib/time/format";
import { RefusalNotice } from "./refusal-notice";
import { SlotActions } from "./slot-actions";
import { SlotDetails } from "./slot-details";
import { slotKicker, slotTitle } from "./slot-words";

/** The page of one slot, for links in mails and chats. */
export function SlotScreen({ slotId }: { slotId: string }) {
  const { data: slot, error } = useQuery(api.slots.detail.queryOptions({ input: { slotId } }));
  if (error) {
    return (
      <PageBody narrow>
        <RefusalNotice refusal={refusalOfError(error)} zone="UTC" />
      </PageBody>
    );
  }
  if (slot === undefined) {
    return (
      <PageBody narrow>
        <Skeleton lines={8} />
      </PageBody>
    );
  }
  const { zone } = slot.environment;
  const day = localDate(slot.during.start, zone);
  const schedule = `/schedule?env=${slot.environment.id}&day=${day}&slot=${slot.id}`;
  return (
    <PageBody narrow>
      <PageHeader
        crumbs={[{ label: "Schedule", href: schedule }, { label: slotKicker(slot) }]}
        title={slotTitle(slot)}
        subtitle={[slot.team?.name, formatRange(slot.during, zone)].filter(Boolean).join(" · ")}
        actions={
          <>
            <ButtonLink href={schedule}>Show in the schedule</ButtonLink>
            <SlotActions slot={slot} zone={zone} />
          </>
        }
      />
      <Card>
        <div className="grid gap-4">
          <SlotOdds slotId={slot.id} zone={zone} />
          <SlotDetails slot={slot} zone={zone} />
        </div>
      </Card>
    </PageBody>
  );
}
