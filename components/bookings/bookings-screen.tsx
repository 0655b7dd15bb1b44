"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from "nuqs";
import { NewSeriesDialog } from "@/components/series/new-series-dialog";
import { SeriesList } from "@/components/series/series-list";
import { SwapList } from "@/components/swaps/swap-list";
import { Button } from "@/components/ui/button";
import { PageBar } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { WaitlistList } from "@/components/waitlist/waitlist-list";
import { api } from "@/lib/rpc/client";

export const bookingTabs = ["waitlist", "swaps", "recurring"] as const;

/** What goes on around bookings: who waits for room, who offers a swap, what is booked again and again. */
export function BookingsScreen() {
  const [{ tab, new: isNew }, setAddress] = useQueryStates({
    tab: parseAsStringLiteral(bookingTabs).withDefault("waitlist"),
    new: parseAsBoolean.withDefault(false),
  });
  const waiting = useQuery(api.waitlist.list.queryOptions({ input: {} }));
  const swaps = useQuery(api.swaps.list.queryOptions({ input: {} }));
  const choices = useQuery(api.slots.choices.queryOptions());
  const mayBook = choices.data?.mayBook ?? false;
  const label = (word: string, count: number | undefined) => (
    <span>
      {word} {count !== undefined && <span className="text-ink-2">{count}</span>}
    </span>
  );
  const begin = mayBook && (
    <Button
      variant="primary"
      icon={<Plus className="size-4" aria-hidden="true" />}
      onClick={() => setAddress({ tab: "recurring", new: true })}
    >
      Book again and again
    </Button>
  );
  const bookable = (choices.data?.teams ?? []).filter(({ mayBookFor }) => mayBookFor);
  return (
    <>
      <PageBar title="Bookings">
        <div className="flex grow flex-wrap items-center justify-end gap-2 phone:w-full">
          <Segmented
            className="phone:w-full"
            label="Show"
            value={tab}
            onChange={(chosen) => setAddress({ tab: chosen, new: null })}
            options={[
              { value: "waitlist", label: label("Waitlist", waiting.data?.entries.length) },
              {
                value: "swaps",
                label: label("Swaps", swaps.data?.swaps.filter(({ status }) => status === "offered").length),
              },
              { value: "recurring", label: "Recurring" },
            ]}
          />
          {tab === "recurring" && begin}
        </div>
      </PageBar>
      <div className="mx-auto grid w-full max-w-4xl gap-4 p-4 md:p-5">
        {tab === "waitlist" && <WaitlistList />}
        {tab === "swaps" && <SwapList />}
        {tab === "recurring" && <SeriesList action={begin} />}
      </div>
      {isNew && mayBook && choices.data && (
        <NewSeriesDialog
          environments={choices.data.environments}
          teams={bookable}
          onClose={() => setAddress({ new: null })}
        />
      )}
    </>
  );
}
