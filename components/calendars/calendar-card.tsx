import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { CalendarChips } from "./calendar-chips";
import type { CalendarRow } from "./calendar-row";
import { countEvents, eventTime, refreshInWords } from "./calendar-words";

/** One calendar: what it is for, what comes next, and how fresh it is. */
export function CalendarCard({ calendar }: { calendar: CalendarRow }) {
  const { id, name, zone, host, refreshMinutes, events, next, fetchError } = calendar;
  const from = host === null ? "Read from a file" : `Fetched from ${host} ${refreshInWords(refreshMinutes)}`;
  return (
    <Card edge={fetchError ? "var(--risk)" : undefined}>
      <div className="grid gap-1">
        <h2 className="flex flex-wrap items-center gap-2 font-semibold text-base">
          <TextLink plain href={`/settings/calendars/${id}`} className="break-words">
            {name}
          </TextLink>
          <CalendarChips calendar={calendar} />
        </h2>
        {next ? (
          <p className="min-w-0 break-words">
            Next: {next.title}, <span className="tabular-nums">{eventTime(next, zone)}</span>
          </p>
        ) : (
          <p className="text-waiting">All its events are over.</p>
        )}
        <p className="text-ink-2 text-sm">
          {from} · {countEvents(events)} · {zone}
        </p>
        {fetchError && (
          <Notice tone="risk" title="It could not be brought up to date" className="mt-1.5">
            <span className="break-words">{fetchError}</span>
          </Notice>
        )}
      </div>
    </Card>
  );
}
