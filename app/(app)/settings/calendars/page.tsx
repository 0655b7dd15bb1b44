import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { CalendarsScreen } from "@/components/calendars/calendars-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Calendars" };

export default async function CalendarsPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().calendars.list.queryOptions({ input: { archived: false } })]}>
      <CalendarsScreen />
    </Hydrate>
  );
}
