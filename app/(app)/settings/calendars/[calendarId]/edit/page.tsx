import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { CalendarEditor } from "@/components/calendars/calendar-editor";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Change calendar" };

type Props = { params: Promise<{ calendarId: string }> };

export default async function ChangeCalendarPage({ params }: Props) {
  await viewerOrRedirect();
  const { calendarId } = await params;
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.services.listEnvironments.queryOptions({ input: {} }),
        api.services.listTeams.queryOptions({ input: {} }),
        api.services.list.queryOptions({ input: {} }),
        api.calendars.get.queryOptions({ input: { calendarId } }),
      ]}
    >
      <CalendarEditor calendarId={calendarId} />
    </Hydrate>
  );
}
