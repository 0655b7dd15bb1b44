import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { BookingsScreen } from "@/components/bookings/bookings-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Bookings" };

export default async function BookingsPage() {
  await viewerOrRedirect();
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.slots.choices.queryOptions(),
        api.waitlist.list.queryOptions({ input: {} }),
        api.swaps.list.queryOptions({ input: {} }),
        api.slots.listSeries.queryOptions({ input: {} }),
      ]}
    >
      <BookingsScreen />
    </Hydrate>
  );
}
