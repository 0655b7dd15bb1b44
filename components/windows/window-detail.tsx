"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { StandingSection } from "@/components/approvals/standing-section";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useMay } from "@/components/shell/viewer-context";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { api } from "@/lib/rpc/client";
import { describeRule } from "@/lib/time/describe-rule";
import { formatDuration } from "@/lib/time/format";
import { ArchiveWindow } from "./archive-window";
import { leadInWords } from "./booking-options";
import { OpeningList } from "./opening-list";
import { overrunWords } from "./overrun-words";
import { datesInWords } from "./picked-dates";
import { SeriesNotice } from "./series-notice";
import { WindowChips } from "./window-chips";
import type { WindowRow } from "./window-row";

const crumbs = [{ label: "Windows", href: "/settings/windows" }];

/** One window: its rule, and every opening that comes, each of which can be cancelled alone. */
export function WindowDetail({ windowId }: { windowId: string }) {
  const mayManage = useMay("window.manage");
  const { data, error } = useQuery(api.windows.get.queryOptions({ input: { windowId } }));
  if (!data) return <AbsentThing what="window" crumbs={crumbs} error={error} />;
  const { window, openings } = data;
  return (
    <PageBody>
      <PageHeader
        title={window.name}
        crumbs={[...crumbs, { label: window.environmentName }]}
        subtitle={<span className="inline-block first-letter:uppercase">{describeRule(window)}</span>}
        chips={<WindowChips window={window} />}
        actions={
          mayManage && (
            <>
              {!window.archivedAt && (
                <ButtonLink
                  href={`/settings/windows/${windowId}/edit`}
                  icon={<Pencil className="size-4" aria-hidden="true" />}
                >
                  Change
                </ButtonLink>
              )}
              <ArchiveWindow window={window} />
            </>
          )
        }
      />
      <SeriesNotice window={window} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="Coming openings" aside={openings.length > 0 && `the next ${openings.length}`}>
          <OpeningList window={window} openings={openings} mayManage={mayManage && !window.archivedAt} />
        </Card>
        <div className="grid gap-4">
          <Card title="Rule">
            <DescriptionList facts={factsOf(window)} />
          </Card>
          <StandingSection windowId={windowId} />
        </div>
      </div>
    </PageBody>
  );
}

function factsOf(window: WindowRow) {
  return [
    { term: "Environment", value: window.environmentName },
    { term: "Zone", value: window.zone },
    { term: "First", value: window.localStart.replace("T", " ") },
    { term: "Lasts", value: formatDuration(window.durationMinutes * 60_000) },
    {
      term: "RRULE",
      value: <span className="break-all font-mono text-xs">{window.rrule ?? "none: opens once"}</span>,
    },
    { term: "Lanes", value: window.lanes },
    { term: "Grid", value: `every ${formatDuration(window.granularityMinutes * 60_000)}` },
    { term: "Booking", value: leadInWords(window.leadMinutes) },
    {
      term: "Who",
      value: window.bookers.length === 0 ? "every team" : window.bookers.map(({ name }) => name).join(", "),
    },
    { term: "At its close", value: overrunWords[window.overrun].name },
    ...(window.exdates.length === 0 ? [] : [{ term: "Not on", value: datesInWords(window.exdates) }]),
    ...(window.rdates.length === 0 ? [] : [{ term: "Also on", value: datesInWords(window.rdates) }]),
  ];
}
