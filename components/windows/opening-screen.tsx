"use client";

import { useQuery } from "@tanstack/react-query";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useMay, useViewer } from "@/components/shell/viewer-context";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { localDate } from "@/lib/time/calendar";
import { formatDuration, formatRange } from "@/lib/time/format";
import { lengthMs } from "@/lib/time/range";
import { OpeningActs } from "./opening-acts";
import { OpeningChips } from "./opening-chips";
import { OpeningHistory } from "./opening-history";
import { overrunWords } from "./overrun-words";
import type { OpeningDetail } from "./window-row";

const crumbs = [{ label: "Windows", href: "/settings/windows" }];

/** One opening of a window: when it is, what stands in it, what was done to it, what can be done. */
export function OpeningScreen({ occurrenceId }: { occurrenceId: string }) {
  const viewer = useViewer();
  const mayManage = useMay("window.manage");
  const { data, error } = useQuery(api.windows.opening.queryOptions({ input: { occurrenceId } }));
  if (!data) return <AbsentThing what="opening" crumbs={crumbs} error={error} />;
  const { opening, slots, history } = data;
  const { window } = opening;
  const here = formatRange(opening.during, window.zone);
  const yours = formatRange(opening.during, viewer.zone);
  return (
    <PageBody>
      <PageHeader
        title={here}
        crumbs={[...crumbs, { label: window.name, href: `/settings/windows/${window.id}` }, { label: "Opening" }]}
        subtitle={yours === here ? opening.environment.name : `${opening.environment.name} · for you ${yours}`}
        chips={<OpeningChips opening={opening} />}
        actions={mayManage && window.archivedAt === null && <OpeningActs window={window} opening={opening} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <SlotsCard opening={opening} slots={slots} />
          <OpeningHistory history={history} zone={window.zone} />
        </div>
        <Card title="This opening">
          <DescriptionList facts={factsOf(opening)} />
        </Card>
      </div>
    </PageBody>
  );
}

function SlotsCard({ opening, slots }: Pick<OpeningDetail, "opening" | "slots">) {
  const { window, environment, during } = opening;
  const schedule = `/schedule?${new URLSearchParams({ env: environment.id, day: localDate(during.start, environment.zone) })}`;
  return (
    <Card title="Slots" aside={<TextLink href={schedule}>In the schedule</TextLink>}>
      {slots.length === 0 && <p className="text-ink-2">Nothing is booked in it.</p>}
      <RowList label="Slots in this opening">
        {slots.map(({ id, name, team, lane, during: time, status }) => (
          <Row
            key={id}
            title={
              name === "" ? (
                "Taken"
              ) : (
                <TextLink plain href={`/slots/${id}`}>
                  {name}
                </TextLink>
              )
            }
            detail={`${formatRange(time, window.zone)} · lane ${lane}${team ? ` · ${team.name}` : ""}`}
            end={<Chip>{status}</Chip>}
          />
        ))}
      </RowList>
    </Card>
  );
}

function factsOf({ during, lanes, originalLocalStart, window, environment }: OpeningDetail["opening"]) {
  return [
    { term: "Window", value: <TextLink href={`/settings/windows/${window.id}`}>{window.name}</TextLink> },
    { term: "Environment", value: environment.name },
    { term: "Zone", value: window.zone },
    { term: "By its rule", value: originalLocalStart.replace("T", " ") },
    { term: "Lasts", value: formatDuration(lengthMs(during)) },
    { term: "Lanes", value: lanes === window.lanes ? lanes : `${lanes}, the window has ${window.lanes}` },
    { term: "At its close", value: overrunWords[window.overrun].name },
  ];
}
