"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { departureLook } from "@/components/trains/departure-words";
import { placeDepartures } from "@/components/trains/timeline-lanes";
import type { DepartureRow } from "@/components/trains/train-data";
import { Link } from "@/components/ui/link";
import { Mark } from "@/components/ui/mark";
import { toneGrounds, toneMarks } from "@/components/ui/tone";
import { milestoneWords } from "@/lib/domain/train-milestones";
import { api } from "@/lib/rpc/client";
import { indexOfDay } from "@/lib/time/calendar";
import { formatDay, formatInstant } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { Ground } from "./ground";
import { across, RowFrame } from "./row-frame";

type TrainRowsProps = { days: readonly Range[]; zone: string; range: Range };

const laneHeight = 22;
const leastHeight = 44;
const dayMs = 86_400_000;
/** What boards in these months leaves within them or not long after. */
const afterMs = 60 * dayMs;

/** A row for each train: its departures from boarding to arrival, the cut-off and the departure marked. */
export function TrainRows({ days, zone, range }: TrainRowsProps) {
  const { data } = useQuery({
    ...api.trains.departures.queryOptions({
      input: {
        from: range.start.toISOString(),
        to: new Date(range.end.getTime() + afterMs).toISOString(),
        limit: 200,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const trains = new Map<string, { name: string; departures: DepartureRow[] }>();
  for (const departure of data?.departures ?? []) {
    const { id, name } = departure.train;
    const known = trains.get(id) ?? { name, departures: [] };
    known.departures.push(departure);
    trains.set(id, known);
  }
  return [...trains].map(([id, { name, departures }]) => (
    <TrainRow key={id} name={name} departures={departures} days={days} zone={zone} range={range} />
  ));
}

type TrainRowProps = TrainRowsProps & { name: string; departures: readonly DepartureRow[] };

function TrainRow({ name, departures, days, zone, range }: TrainRowProps) {
  const placed = placeDepartures(departures, range);
  const lanes = Math.max(1, ...placed.map(({ lane }) => lane + 1));
  return (
    <RowFrame
      name={name}
      more="train"
      lead={<Mark name="play" className="text-train" />}
      height={Math.max(leastHeight, lanes * laneHeight + 6)}
      ground={<Ground days={days} zone={zone} />}
    >
      {placed.map(({ departure, lane }) => {
        const { at, train } = departure;
        const { word, tone } = departureLook(departure);
        const from = indexOfDay(days, at.boarding);
        const to = indexOfDay(days, at.arrival) + 1;
        const cutoff = indexOfDay(days, at.cutoff);
        const words = `${departure.name}, ${word}. ${milestoneWords.boarding} ${formatInstant(at.boarding, train.zone)}, ${milestoneWords.cutoff} ${formatInstant(at.cutoff, train.zone)}, ${milestoneWords.departure} ${formatInstant(at.departure, train.zone)}`;
        return (
          <li key={departure.id}>
            <Link
              href={`/trains/departures/${departure.id}`}
              data-quarter-cell
              data-day={from}
              tabIndex={-1}
              title={words}
              aria-label={words}
              style={{ ...across(from, to, days.length), top: lane * laneHeight + 3, height: laneHeight - 3 }}
              className={`absolute z-1 flex items-center justify-end gap-1 overflow-hidden rounded-sm px-1 text-2xs hover:z-2 hover:outline-2 hover:outline-accent focus-visible:z-3 ${toneGrounds[tone]}`}
            >
              {cutoff > from && cutoff < to && (
                <span
                  aria-hidden="true"
                  className="absolute top-1/2 -translate-y-1/2"
                  style={{ left: `${((cutoff - from) / (to - from)) * 100}%` }}
                >
                  <Mark name="square" className="size-2" />
                </span>
              )}
              <Mark name={toneMarks[tone]} className="size-2" />
              <span className="truncate font-semibold">{formatDay(at.departure, zone, "short").split(" ")[1]}</span>
            </Link>
          </li>
        );
      })}
    </RowFrame>
  );
}
