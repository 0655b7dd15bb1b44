"use client";

import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { formatInstant, formatRange } from "@/lib/time/format";
import { OfferActs } from "./offer-acts";
import { hasOffer } from "./waitlist-data";

/** "Room for you until 14:30", on every page of whoever waited for it: it does not wait long. */
export function OfferBanner() {
  const now = useNow(15);
  const { data } = useQuery(api.waitlist.list.queryOptions({ input: {} }));
  const offers = (data?.entries ?? []).filter(hasOffer).filter(({ isMine, offer }) => isMine && offer.until > now);
  return (
    <div role="status" className="print:hidden">
      {offers.map((entry) => {
        const { environment, window, offer, release } = entry;
        const place = [environment.name, window?.name].filter(Boolean).join(", ");
        return (
          <Banner key={entry.id} tone="clear" label="Room for you">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span>
                Room for you until {formatInstant(offer.until, environment.zone, "timeZone")}: {place},{" "}
                {formatRange(offer.during, environment.zone)}
                {release && `, for ${release.name}`}
              </span>
              <OfferActs entry={entry} size="sm" />
            </div>
          </Banner>
        );
      })}
    </div>
  );
}
