import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { describeRule } from "@/lib/time/describe-rule";
import { DepartureList } from "./departure-list";
import type { DepartureRow, TrainEntry } from "./train-data";

/** How many departures of a train the list names. */
const mostListed = 3;

type TrainCardProps = { train: TrainEntry; departures: readonly DepartureRow[] };

/** One train in the list of all: when it leaves in words, and its next departures. */
export function TrainCard({ train, departures }: TrainCardProps) {
  const { id, name, environments } = train;
  return (
    <Card
      title={
        <TextLink plain href={`/trains/${id}`}>
          {name}
        </TextLink>
      }
      aside={environments.map((environment) => environment.name).join(" → ")}
    >
      <p className="mb-3 text-ink-2 text-sm first-letter:uppercase">{describeRule(train)}</p>
      {departures.length === 0 ? (
        <EmptyState title="No departures ahead">Its timetable gives none in the months to come.</EmptyState>
      ) : (
        <DepartureList label={`Next departures of ${name}`} departures={departures.slice(0, mostListed)} />
      )}
    </Card>
  );
}
