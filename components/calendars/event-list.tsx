import { Row, RowList } from "@/components/ui/row-list";
import type { Range } from "@/lib/time/range";
import { eventTime } from "./calendar-words";

type EventListProps = {
  label: string;
  events: readonly { title: string; allDay: boolean; during: Range }[];
  zone: string;
};

/** Events with when they are; titles stand as they are written. */
export function EventList({ label, events, zone }: EventListProps) {
  return (
    <RowList label={label}>
      {events.map((event) => (
        <Row
          key={`${event.during.start.toISOString()} ${event.title}`}
          title={<span className="break-words font-medium">{event.title}</span>}
          detail={<span className="tabular-nums">{eventTime(event, zone)}</span>}
        />
      ))}
    </RowList>
  );
}
