"use client";

import { useQuery } from "@tanstack/react-query";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useMay } from "@/components/shell/viewer-context";
import { Card } from "@/components/ui/card";
import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { CalendarActs } from "./calendar-acts";
import { CalendarChips } from "./calendar-chips";
import type { CalendarDetail as Calendar } from "./calendar-row";
import { countEvents, refreshInWords } from "./calendar-words";
import { EventList } from "./event-list";

const crumbs = [{ label: "Calendars", href: "/settings/calendars" }];

/** One calendar: its next events, where they come from, and what went wrong with the last fetch. */
export function CalendarDetail({ calendarId }: { calendarId: string }) {
  const { data: calendar, error } = useQuery(api.calendars.get.queryOptions({ input: { calendarId } }));
  if (calendar !== undefined) return <Detail calendar={calendar} />;
  return <AbsentThing what="calendar" crumbs={crumbs} error={error} />;
}

function Detail({ calendar }: { calendar: Calendar }) {
  const mayManage = useMay("freeze.manage");
  const { name, zone, fetchError, nextEvents, lastEvents, coming, archivedAt } = calendar;
  return (
    <PageBody>
      <PageHeader
        title={name}
        crumbs={crumbs}
        chips={<CalendarChips calendar={calendar} />}
        subtitle={`${countEvents(coming)} still to come, days of ${zone}`}
        actions={mayManage && !archivedAt && <CalendarActs calendar={calendar} />}
      />
      {fetchError && !archivedAt && (
        <Notice tone="risk" title="The last fetch changed nothing">
          <p className="break-words">{fetchError}</p>
          <p>What was read before still stands. It is tried again by itself.</p>
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="Next events" aside={coming > nextEvents.length && `the next ${nextEvents.length} of ${coming}`}>
          {nextEvents.length === 0 ? (
            <EmptyState title="Nothing to come">
              Its events are all over. Read a newer file, or look at its address.
            </EmptyState>
          ) : (
            <EventList label="Next events" events={nextEvents} zone={zone} />
          )}
        </Card>
        <div className="grid min-w-0 gap-4">
          <Card title="About it">
            <DescriptionList facts={factsOf(calendar)} />
          </Card>
          {lastEvents.length > 0 && (
            <Card title="Lately over">
              <EventList label="Lately over" events={lastEvents} zone={zone} />
            </Card>
          )}
        </div>
      </div>
    </PageBody>
  );
}

function factsOf(calendar: Calendar): Fact[] {
  const { use, freezeId, host, refreshMinutes, fetchedAt, nextFetchAt, zone, createdBy, createdAt, events } = calendar;
  const at = (instant: Date | null) => (instant === null ? "never" : formatInstant(instant, zone, "full"));
  return [
    {
      term: "Its events",
      value:
        use === "freeze" && freezeId ? (
          <TextLink href={`/settings/freezes/${freezeId}`}>close, by a freeze</TextLink>
        ) : (
          "are marks on the schedule"
        ),
    },
    { term: "Comes from", value: host === null ? "a file" : `${host}, ${refreshInWords(refreshMinutes)}` },
    { term: "Last read", value: `${at(fetchedAt)}, ${countEvents(events)} from a year ago to two years from then` },
    ...(host === null ? [] : [{ term: "Next fetch", value: at(nextFetchAt) }]),
    { term: "Zone of its days", value: zone },
    { term: "Added", value: [createdBy, formatInstant(createdAt, zone)].filter(Boolean).join(", ") },
  ];
}
