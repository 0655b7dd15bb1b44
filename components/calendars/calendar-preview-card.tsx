import { WhoIsHit } from "@/components/freezes/who-is-hit";
import { FreezeRehearsal } from "@/components/plans/rehearsals";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { CalendarPreview } from "./calendar-row";
import { countEvents } from "./calendar-words";
import { EventList } from "./event-list";
import type { FreezeOfUse } from "./use-fields";

type CalendarPreviewCardProps = {
  preview: CalendarPreview;
  /** What its events were asked to close; left out: nothing. */
  freeze: FreezeOfUse | undefined;
  name: string;
  zone: string;
  isStale: boolean;
};

/** What would come in, before it does: the next events, what is over, what had to be understood, and who would be hit. */
export function CalendarPreviewCard({ preview, freeze, name, zone, isStale }: CalendarPreviewCardProps) {
  const { count, coming, past, events, pastEvents, notes, closing } = preview;
  return (
    <>
      <Card title="What is in it" aside={countEvents(count)} aria-busy={isStale}>
        <div className="grid gap-4">
          {notes.length > 0 && (
            <Notice tone="waiting" title="Good to know">
              <ul className="grid gap-1 break-words">
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </Notice>
          )}
          {events.length > 0 && (
            <section>
              <h3 className="mb-1.5 font-semibold text-ink-2 text-sm">Next, of {coming} to come</h3>
              <EventList label="Next events" events={events} zone={zone} />
            </section>
          )}
          {past > 0 && (
            <details>
              <summary className="min-h-6 text-ink-2 text-sm phone:min-h-11 phone:content-center">
                {countEvents(past)} of the past year
              </summary>
              <EventList label="Past events" events={pastEvents} zone={zone} />
            </details>
          )}
        </div>
      </Card>
      {closing && (
        <>
          <p className="text-sm">
            As a freeze it closes {closing.stretches === 1 ? "once" : `${closing.stretches} times`} in what is to come.
          </p>
          <WhoIsHit preview={closing} isStale={isStale} />
          {freeze && !isStale && <ClosingRehearsal periods={closing.rehearsed} freeze={freeze} name={name} />}
        </>
      )}
    </>
  );
}

type ClosingRehearsalProps = {
  periods: NonNullable<CalendarPreview["closing"]>["rehearsed"];
  freeze: FreezeOfUse;
  name: string;
};

function ClosingRehearsal({ periods, freeze, name }: ClosingRehearsalProps) {
  if (periods === null) return <p className="text-ink-2 text-sm">It closes too often to be rehearsed.</p>;
  const { thaw: _, thawPerHour: __, ...closes } = freeze;
  const written = periods.map(({ start, end }) => ({ start: start.toISOString(), end: end.toISOString() }));
  return <FreezeRehearsal input={{ after: { periods: written, ...closes, name } }} />;
}
