"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, TrainFront } from "lucide-react";
import { useState } from "react";
import { useMay, useViewer } from "@/components/shell/viewer-context";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { TrainCard } from "./train-card";
import type { TrainInList } from "./train-data";
import { TrainTimeline } from "./train-timeline";

/** More trains than these are found by name; those that leave soonest are in sight. */
const mostShown = 12;

/** Every timetable: what boards, what is cut off, what leaves when. */
export function TrainsScreen() {
  const mayManage = useMay("window.manage");
  const trains = useQuery(api.trains.list.queryOptions({ input: {} }));
  const departures = useQuery(api.trains.departures.queryOptions({ input: { limit: 200 } }));
  const error = trains.error ?? departures.error;
  const entries = trains.data?.trains;
  const coming = departures.data?.departures;
  return (
    <PageBody>
      <PageHeader
        title="Trains"
        subtitle="Shared timetables: who makes the cut-off leaves together, who misses it takes the next one."
        actions={
          mayManage && (
            <>
              <ButtonLink href="/trains/import">Import a timetable</ButtonLink>
              <ButtonLink href="/trains/new" variant="primary" icon={<Plus className="size-4" aria-hidden="true" />}>
                New train
              </ButtonLink>
            </>
          )
        }
      />
      {error && (
        <Notice tone="risk" role="alert" title="Trains cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {(!entries || !coming) && !error && (
        <Card>
          <Skeleton lines={6} className="h-10!" />
        </Card>
      )}
      {entries?.length === 0 && (
        <EmptyState
          icon={<TrainFront />}
          title="No trains yet"
          action={
            mayManage && (
              <ButtonLink variant="primary" href="/trains/new">
                Set up a train
              </ButtonLink>
            )
          }
        >
          A train leaves by a timetable: say on which days, and until when one may board. Releases that are late are
          moved to the next departure by themselves, none is lost.
        </EmptyState>
      )}
      {entries && entries.length > 0 && coming && <Trains entries={entries} departures={coming} />}
    </PageBody>
  );
}

type Departures = Parameters<typeof TrainCard>[0]["departures"];

function Trains({ entries, departures }: { entries: readonly TrainInList[]; departures: Departures }) {
  const { zone } = useViewer();
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const leaves = ({ next }: TrainInList) => next?.at.departure.getTime() ?? Number.POSITIVE_INFINITY;
  const found = entries
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => leaves(a) - leaves(b) || a.name.localeCompare(b.name));
  const shown = found.slice(0, mostShown).map((train) => ({
    train,
    departures: departures.filter((departure) => departure.train.id === train.id),
  }));
  return (
    <>
      {entries.length > mostShown && (
        <Field label="Find a train" hideLabel required className="max-w-sm">
          <TextInput
            type="search"
            value={typed}
            placeholder={`Find one of ${entries.length} trains`}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Field>
      )}
      {found.length === 0 && <EmptyState title="No train has such a name">Try a part of its name.</EmptyState>}
      <TrainTimeline
        zone={zone}
        trains={shown.map(({ train: { id, name }, departures: own }) => ({ id, name, departures: own }))}
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {shown.map(({ train, departures: own }) => (
          <TrainCard key={train.id} train={train} departures={own} />
        ))}
      </div>
      {found.length > shown.length && (
        <p className="text-ink-2 text-sm">and {found.length - shown.length} more: find them by name.</p>
      )}
    </>
  );
}
