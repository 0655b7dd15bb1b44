"use client";

import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { AffectedList } from "./affected-list";
import { HoursTable } from "./hours-table";
import type { Rehearsal } from "./plan-data";
import { WhoseDeployments } from "./whose-deployments";
import { YearStrip } from "./year-strip";

type RehearsalPanelProps = {
  rehearsal: Rehearsal | undefined;
  /** What was last replayed belongs to what was written before. */
  isStale: boolean;
  /** Why there is nothing to show, where the form does not say it itself. */
  refusal?: string;
  /** Without a frame of its own: inside a dialog. */
  bare?: boolean;
  /** What is rehearsed, where one of several is. */
  title?: string;
  /** The form names the booked slots itself. */
  withoutBooked?: boolean;
};

/** What a rule would have done to the past year and will do to the next quarter, before it is saved. */
export function RehearsalPanel(props: RehearsalPanelProps) {
  const { rehearsal, isStale, refusal, bare, title = "Rehearsal", withoutBooked } = props;
  const isWorking = rehearsal === undefined || isStale;
  const body = (
    <div className="grid gap-3.5">
      {refusal ? <Notice tone="risk">{refusal}</Notice> : isWorking && <Skeleton lines={5} className="h-5!" />}
      {!refusal && rehearsal && !isWorking && <Replayed rehearsal={rehearsal} withoutBooked={withoutBooked} />}
    </div>
  );
  if (bare)
    return (
      <section aria-label={title} aria-live="polite" aria-busy={isWorking && !refusal} className="grid gap-2">
        <h3 className="font-medium text-sm">{title}</h3>
        {body}
      </section>
    );
  return (
    <Card title={title} aside="past year, next quarter" aria-live="polite" aria-busy={isWorking && !refusal}>
      {body}
    </Card>
  );
}

function Replayed({ rehearsal, withoutBooked }: { rehearsal: Rehearsal; withoutBooked?: boolean }) {
  const { words, past, coming, hours, notes } = rehearsal;
  const [first, ...rest] = words;
  return (
    <>
      <div className="grid gap-1">
        <p className="font-semibold">{first}</p>
        {rest.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {past.deployments > 0 && <YearStrip weeks={past.weeks} />}
      {past.blocked.total > 0 && <WhoseDeployments title="Blocked" count={past.blocked} />}
      {hours.some(({ before, after }) => Math.abs(before - after) > 0.005) && <HoursTable hours={hours} />}
      {!withoutBooked && (
        <AffectedList title="Booked slots" affected={coming.affected} total={coming.blocked + coming.freed} isOpen />
      )}
      <AffectedList title="Deployments of the past year" affected={past.affected} />
      {notes.length > 0 && (
        <div className="grid gap-1 text-ink-2 text-xs">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
    </>
  );
}
