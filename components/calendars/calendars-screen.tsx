"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarHeart, Plus } from "lucide-react";
import { useMay } from "@/components/shell/viewer-context";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { CalendarCard } from "./calendar-card";

/** Calendars from outside: what they mark and close, and whether they are up to date. */
export function CalendarsScreen() {
  const mayManage = useMay("freeze.manage");
  const { data, error } = useQuery(api.calendars.list.queryOptions({ input: { archived: false } }));
  const add = (
    <ButtonLink href="/settings/calendars/new" variant="primary" icon={<Plus className="size-4" aria-hidden="true" />}>
      Add a calendar
    </ButtonLink>
  );
  return (
    <PageBody>
      <PageHeader
        title="Calendars"
        subtitle="Public holidays and company events, as marks on the schedule or as a freeze."
        actions={mayManage && data && data.calendars.length > 0 && add}
      />
      {error && (
        <Notice tone="risk" role="alert" title="Calendars cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={4} className="h-10!" />
        </Card>
      )}
      {data?.calendars.length === 0 && (
        <EmptyState icon={<CalendarHeart />} title="No calendars yet" action={mayManage && add}>
          Add the public holidays of the places where you work, or the events of your company: open an .ics file, or
          subscribe to an address.
        </EmptyState>
      )}
      {data?.calendars.map((calendar) => (
        <CalendarCard key={calendar.id} calendar={calendar} />
      ))}
    </PageBody>
  );
}
