import type { Metadata } from "next";
import { scopeChoices } from "@/app/(app)/settings/scope-choices";
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
    <Hydrate queries={[...scopeChoices(api), api.calendars.get.queryOptions({ input: { calendarId } })]}>
      <CalendarEditor calendarId={calendarId} />
    </Hydrate>
  );
}
