import type { Metadata } from "next";
import { scopeChoices } from "@/app/(app)/settings/scope-choices";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { CalendarEditor } from "@/components/calendars/calendar-editor";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Add a calendar" };

export default async function NewCalendarPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={scopeChoices(serverApi())}>
      <CalendarEditor />
    </Hydrate>
  );
}
