"use client";

import { useQuery } from "@tanstack/react-query";
import { useScopeChoices } from "@/components/freezes/use-scope-choices";
import { FormPage } from "@/components/shell/form-page";
import { useViewer } from "@/components/shell/viewer-context";
import { api } from "@/lib/rpc/client";
import { CalendarForm } from "./calendar-form";
import { ChangeCalendarForm } from "./change-calendar-form";

/** The page around the forms: waits for what they start from. Without `calendarId` it adds a calendar. */
export function CalendarEditor({ calendarId }: { calendarId?: string }) {
  const viewer = useViewer();
  const { choices, error } = useScopeChoices();
  const known = useQuery({
    ...api.calendars.get.queryOptions({ input: { calendarId: calendarId ?? "" } }),
    enabled: calendarId !== undefined,
  });
  const form =
    choices &&
    (calendarId === undefined ? (
      <CalendarForm {...choices} zone={choices.environments.at(-1)?.zone ?? viewer.zone} />
    ) : (
      known.data && <ChangeCalendarForm {...choices} calendar={known.data} />
    ));
  return (
    <FormPage
      title={calendarId === undefined ? "Add a calendar" : `Change ${known.data?.name ?? "calendar"}`}
      crumbs={[
        { label: "Calendars", href: "/settings/calendars" },
        ...(known.data ? [{ label: known.data.name, href: `/settings/calendars/${known.data.id}` }] : []),
      ]}
      subtitle={calendarId === undefined && "Nothing of it is kept before you have seen what is in it."}
      error={error ?? known.error}
    >
      {form}
    </FormPage>
  );
}
