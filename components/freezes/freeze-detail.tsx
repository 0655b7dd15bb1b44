"use client";

import { useQuery } from "@tanstack/react-query";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useMay } from "@/components/shell/viewer-context";
import { PostponedSection } from "@/components/slots/postponed-section";
import { Card } from "@/components/ui/card";
import { DescriptionList, type Fact } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useNow } from "@/components/ui/use-now";
import { OpeningTime } from "@/components/windows/opening-time";
import { datesInWords } from "@/components/windows/picked-dates";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { describeRule } from "@/lib/time/describe-rule";
import { formatInstant } from "@/lib/time/format";
import { contains } from "@/lib/time/range";
import { ExceptionTable } from "./exception-table";
import { FreezeActs } from "./freeze-acts";
import { ClosingTime } from "./freeze-card";
import { FreezeChips } from "./freeze-chips";
import type { FreezeDetail as Freeze } from "./freeze-row";
import { scopeInWords, thawInWords } from "./freeze-words";
import { HitList } from "./hit-list";

const crumbs = [{ label: "Freezes", href: "/settings/freezes" }];

/** One freeze: what it closes and when, whom it stops, who was let through, and what it put off. */
export function FreezeDetail({ freezeId }: { freezeId: string }) {
  const { data: freeze, error } = useQuery(api.freezes.get.queryOptions({ input: { freezeId } }));
  if (freeze !== undefined) return <Detail freeze={freeze} />;
  return <AbsentThing what="freeze" crumbs={crumbs} error={error} />;
}

function Detail({ freeze }: { freeze: Freeze }) {
  const mayManage = useMay("freeze.manage");
  const now = useNow(60);
  const { data, error } = useQuery(api.freezes.exceptions.queryOptions({ input: { freezeId: freeze.id } }));
  const { name, liftedAt, nextPeriod, hits, hitCount, periods, zone, stopsTheLine } = freeze;
  const inForce = liftedAt === null && nextPeriod !== null && contains(nextPeriod, now);
  return (
    <PageBody>
      <PageHeader
        title={name}
        crumbs={crumbs}
        chips={<FreezeChips freeze={freeze} inForce={inForce} />}
        subtitle={<ClosingTime freeze={freeze} />}
        actions={mayManage && <FreezeActs freeze={freeze} />}
      />
      <PostponedSection freezeId={freeze.id} />
      <Card title="Exceptions" aside={data && data.exceptions.length > 0 && data.exceptions.length}>
        {error && <Notice tone="risk">{refusalOfError(error).message}</Notice>}
        {!data && !error && <Skeleton lines={3} />}
        {data && <ExceptionTable exceptions={data.exceptions} />}
      </Card>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          {liftedAt === null && (
            <Card title="Booked slots that it stops" aside={hitCount > 0 && hitCount}>
              {hits.length === 0 ? (
                <p className="text-ink-2">No slot is booked that it would stop.</p>
              ) : (
                <HitList hits={hits} />
              )}
              {hitCount > hits.length && <p className="mt-2 text-ink-2 text-sm">and {hitCount - hits.length} more</p>}
            </Card>
          )}
        </div>
        <div className="grid min-w-0 gap-4">
          <Card title="Rule">
            <DescriptionList facts={factsOf(freeze)} />
          </Card>
          {!stopsTheLine && periods.length > 1 && (
            <Card title="Closes next" aside={`the next ${periods.length}`}>
              <ol className="grid gap-1.5">
                {periods.map(({ during, label }) => (
                  <li key={during.start.toISOString()}>
                    <OpeningTime during={during} zone={zone} />
                    {label && <span className="block text-ink-2 text-sm">{label}</span>}
                  </li>
                ))}
              </ol>
            </Card>
          )}
        </div>
      </div>
    </PageBody>
  );
}

function factsOf(freeze: Freeze): Fact[] {
  const { reason, rrule, exdates, rdates, zone, createdBy, createdAt, liftedAt, liftedBy, stopsTheLine } = freeze;
  return [
    { term: "Closes for", value: scopeInWords(freeze) },
    ...(reason ? [{ term: "Reason", value: <span className="whitespace-pre-line">{reason}</span> }] : []),
    ...(rrule ? [{ term: "Repeats", value: describeRule(freeze) }] : []),
    ...(rrule && exdates.length > 0 ? [{ term: "Not on", value: datesInWords(exdates) }] : []),
    ...(rdates.length > 0 ? [{ term: "Also on", value: datesInWords(rdates) }] : []),
    ...(freeze.calendarId
      ? [
          {
            term: "Times",
            value: <TextLink href={`/settings/calendars/${freeze.calendarId}`}>from its calendar</TextLink>,
          },
        ]
      : []),
    ...(stopsTheLine ? [{ term: "Ends", value: "when somebody lifts it" }] : []),
    { term: "Zone", value: zone },
    { term: "Afterwards", value: thawInWords(freeze) },
    { term: "Set", value: [createdBy, formatInstant(createdAt, zone)].filter(Boolean).join(", ") },
    ...(liftedAt
      ? [{ term: "Lifted", value: [liftedBy, formatInstant(liftedAt, zone)].filter(Boolean).join(", ") }]
      : []),
  ];
}
