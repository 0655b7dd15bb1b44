"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AbsentThing } from "@/components/shell/absent-thing";
import { useMay } from "@/components/shell/viewer-context";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Row, RowList } from "@/components/ui/row-list";
import { useNow } from "@/components/ui/use-now";
import { onTimeInWords } from "@/lib/domain/on-time";
import { api } from "@/lib/rpc/client";
import { describeRule, weekdayNames } from "@/lib/time/describe-rule";
import { formatDuration, formatInstant } from "@/lib/time/format";
import { joined } from "@/lib/time/words";
import { ArchiveTrainDialog } from "./archive-train-dialog";
import { DepartureList } from "./departure-list";
import { DeparturesAhead } from "./departures-ahead";
import type { DepartureRow, TicketRow, TrainEntry } from "./train-data";
import { TrainTimeline } from "./train-timeline";
import {
  bumpingWords,
  dayOffWords,
  failureWords,
  goRuleWords,
  holdThenWords,
  milestonesInWords,
  missedWords,
} from "./train-words";
import { WaitingCard } from "./waiting-card";

/** One train: its departures, its timetable, how it is run. */
export function TrainScreen({ trainId }: { trainId: string }) {
  const { data, error } = useQuery(api.trains.get.queryOptions({ input: { trainId } }));
  const departures = useQuery(api.trains.departures.queryOptions({ input: { trainId } }));
  if (data && departures.data)
    return <Train train={data.train} departures={departures.data.departures} waiting={data.waiting} />;
  return <AbsentThing what="train" error={error ?? departures.error} />;
}

/** How far back the train page tells. */
const pastMs = 183 * 86_400_000;

type TrainProps = { train: TrainEntry; departures: readonly DepartureRow[]; waiting: readonly TicketRow[] };

function Train({ train, departures, waiting }: TrainProps) {
  const mayManage = useMay("window.manage");
  const [archiving, setArchiving] = useState(false);
  const now = useNow(3_600);
  const [since] = useState(() => new Date(now.getTime() - pastMs));
  const past = useQuery(
    api.trains.departures.queryOptions({
      input: { trainId: train.id, from: since.toISOString(), status: ["arrived", "cancelled", "skipped"], limit: 200 },
    }),
  );
  const over = (past.data?.departures ?? []).toReversed();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: "Trains", href: "/trains" }]}
        title={train.name}
        chips={train.archivedAt && <Chip>archived</Chip>}
        subtitle={train.description || describeRule(train)}
        actions={
          mayManage &&
          train.archivedAt === null && (
            <>
              <Button variant="danger" onClick={() => setArchiving(true)}>
                Archive
              </Button>
              <ButtonLink href={`/trains/${train.id}/edit`}>Change the timetable</ButtonLink>
            </>
          )
        }
      />
      <TrainTimeline
        zone={train.zone}
        trains={[{ id: train.id, name: train.name, departures: [...departures, ...over] }]}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[1.25fr_1fr]">
        <div className="grid gap-4">
          <WaitingCard train={train} waiting={waiting} />
          <DeparturesAhead departures={departures} />
          <Card title="Past departures" aside={onTimeInWords(over)}>
            {over.length === 0 ? (
              <EmptyState title="None has left yet" />
            ) : (
              <DepartureList label="Past departures" departures={over} />
            )}
          </Card>
        </div>
        <div className="grid gap-4">
          <Timetable train={train} />
          <Rota train={train} departures={departures} />
        </div>
      </div>
      {archiving && <ArchiveTrainDialog train={train} onClose={() => setArchiving(false)} />}
    </PageBody>
  );
}

function Timetable({ train }: { train: TrainEntry }) {
  const { capacity, durationMinutes, weekdays, holidayCalendar, missedTrain, holdMinutes, noticeMinutes } = train;
  const minutes = (value: number) => formatDuration(value * 60_000);
  return (
    <Card title="Timetable">
      <p className="mb-3 first-letter:uppercase">{describeRule(train)}.</p>
      <DescriptionList
        facts={[
          { term: "Passes", value: train.environments.map(({ name }) => name).join(" → ") },
          ...milestonesInWords(train),
          { term: "Arrival", value: `${minutes(durationMinutes)} after departure at the latest` },
          {
            term: "Working days",
            value: `${joined(weekdays.map((code) => weekdayNames[code].slice(0, 3)))}${holidayCalendar ? `, without ${holidayCalendar.name}` : ""}`,
          },
          { term: "On a day off", value: dayOffWords[train.onDayOff] },
          {
            term: "Capacity",
            value: capacity === null ? "any number of releases" : `${capacity} releases, hotfixes on top`,
          },
          ...(capacity === null ? [] : [{ term: "When full", value: bumpingWords[train.bumping].name }]),
          {
            term: "Who misses it goes",
            value: missedTrain ? `to the next departure of ${missedTrain.name}` : missedWords[train.missed],
          },
          { term: "Go", value: goRuleWords[train.goRule].name },
          {
            term: "Held at most",
            value:
              holdMinutes === 0
                ? "as long as somebody holds it"
                : `${minutes(holdMinutes)}. ${holdThenWords[train.holdThen]}`,
          },
          { term: "When one fails", value: failureWords[train.onFailure].name },
          { term: "Notice", value: noticeMinutes === 0 ? "none" : `${minutes(noticeMinutes)} before it leaves` },
        ]}
      />
    </Card>
  );
}

/** Who conducts next, so that nobody is surprised: predicted from the rota, with what was named by hand. */
function Rota({ train, departures }: { train: TrainEntry; departures: readonly DepartureRow[] }) {
  const ahead = departures.filter(({ status }) => !["cancelled", "skipped", "arrived"].includes(status)).slice(0, 8);
  return (
    <Card title="Conductor rota" aside={train.conductors.length > 0 && `${train.conductors.length} in turn`}>
      {train.conductors.length === 0 ? (
        <EmptyState title="Nobody is in the rota">Change the timetable to say who conducts, in turn.</EmptyState>
      ) : (
        <RowList label="Who conducts when">
          {ahead.map(({ id, at, conductor, backup, isConductorNamed }) => (
            <Row
              key={id}
              lead={conductor && <Avatar name={conductor.name} />}
              title={conductor?.name ?? "nobody"}
              detail={[
                formatInstant(at.departure, train.zone),
                backup && `backup ${backup.name}`,
                isConductorNamed && "named for this departure",
              ]
                .filter(Boolean)
                .join(" · ")}
            />
          ))}
        </RowList>
      )}
    </Card>
  );
}
