import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { CalendarEditor } from "@/components/calendars/calendar-editor";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Add a calendar" };

export default async function NewCalendarPage() {
  await viewerOrRedirect();
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.services.listTeams.queryOptions({ input: {} }),
        api.services.list.queryOptions({ input: {} }),
      ]}
    >
      <CalendarEditor />
    </Hydrate>
  );
}
