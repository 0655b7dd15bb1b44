import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { CalendarDetail } from "@/components/calendars/calendar-detail";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Calendar" };

type Props = { params: Promise<{ calendarId: string }> };

export default async function CalendarPage({ params }: Props) {
  await viewerOrRedirect();
  const { calendarId } = await params;
  return (
    <Hydrate queries={[serverApi().calendars.get.queryOptions({ input: { calendarId } })]}>
      <CalendarDetail calendarId={calendarId} />
    </Hydrate>
  );
}
