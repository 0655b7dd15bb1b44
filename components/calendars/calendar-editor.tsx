"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/shell/viewer-context";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { CalendarForm } from "./calendar-form";
import { ChangeCalendarForm } from "./change-calendar-form";

/** The page around the forms: waits for what they start from. Without `calendarId` it adds a calendar. */
export function CalendarEditor({ calendarId }: { calendarId?: string }) {
  const viewer = useViewer();
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const services = useQuery(api.services.list.queryOptions({ input: {} }));
  const known = useQuery({
    ...api.calendars.get.queryOptions({ input: { calendarId: calendarId ?? "" } }),
    enabled: calendarId !== undefined,
  });
  const error = environments.error ?? teams.error ?? services.error ?? known.error;
  const lists = environments.data &&
    teams.data &&
    services.data && {
      environments: environments.data.environments,
      teams: teams.data.teams,
      services: services.data.services,
    };
  const isReady = lists && (calendarId === undefined || known.data);
  return (
    <PageBody>
      <PageHeader
        title={calendarId === undefined ? "Add a calendar" : `Change ${known.data?.name ?? "calendar"}`}
        crumbs={[
          { label: "Calendars", href: "/settings/calendars" },
          ...(known.data ? [{ label: known.data.name, href: `/settings/calendars/${known.data.id}` }] : []),
        ]}
        subtitle={calendarId === undefined && "Nothing of it is kept before you have seen what is in it."}
      />
      {error && (
        <Notice tone="risk" role="alert" title="The form cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!isReady && !error && (
        <Card>
          <Skeleton lines={8} className="h-8!" />
        </Card>
      )}
      {isReady && calendarId === undefined && (
        <CalendarForm {...lists} zone={lists.environments.at(-1)?.zone ?? viewer.zone} />
      )}
      {isReady && known.data && <ChangeCalendarForm {...lists} calendar={known.data} />}
    </PageBody>
  );
}
