"use client";

import { clsx } from "clsx";
import { Link } from "@/components/ui/link";
import { Mark, type MarkName } from "@/components/ui/mark";
import { useNow } from "@/components/ui/use-now";
import { type Milestone, milestoneWords } from "@/lib/domain/train-milestones";
import { addDaysInZone, daysOf, localDate, weekOf } from "@/lib/time/calendar";
import { formatDay, formatInstant, zoneAbbreviation } from "@/lib/time/format";
import { contains, type Range } from "@/lib/time/range";
import { departureLook } from "./departure-words";
import { placeDepartures } from "./timeline-lanes";
import type { DepartureRow } from "./train-data";

type TimelineTrain = { id: string; name: string; departures: readonly DepartureRow[] };
type TrainTimelineProps = { trains: readonly TimelineTrain[]; zone: string };

const weeks = 7;
const laneHeight = 30;
const marks: Readonly<Record<Milestone, MarkName>> = {
  boarding: "dot",
  cutoff: "square",
  qa_exit: "check",
  go_no_go: "ring",
  departure: "play",
  arrival: "dot",
};

/** The week before, this one and what comes, from left to right: each departure from boarding to arrival with its milestones. */
export function TrainTimeline({ trains, zone }: TrainTimelineProps) {
  const now = useNow(60);
  const first = addDaysInZone(weekOf(now, zone).start, -7, zone);
  const range = { start: first, end: addDaysInZone(first, weeks * 7, zone) };
  const share = (at: Date) =>
    `${((at.getTime() - range.start.getTime()) / (range.end.getTime() - range.start.getTime())) * 100}%`;
  return (
    <section aria-label={`Timeline, times in ${zoneAbbreviation(now, zone)}`} className="overflow-x-auto">
      <div className="relative min-w-3xl rounded-xl border border-line bg-panel">
        <WeekHead range={range} zone={zone} now={now} />
        <div className="relative">
          <div className="pointer-events-none absolute inset-y-0 right-0 left-36" aria-hidden="true">
            <span className="absolute inset-y-0 border-accent border-l-2" style={{ left: share(now) }} />
          </div>
          {trains.map((train) => (
            <TrainLane key={train.id} train={train} range={range} />
          ))}
        </div>
      </div>
      <Legend />
    </section>
  );
}

function WeekHead({ range, zone, now }: { range: Range; zone: string; now: Date }) {
  const mondays = daysOf(range, zone).filter((_, index) => index % 7 === 0);
  return (
    <div className="flex border-line border-b">
      <div className="w-36 shrink-0 border-line border-r" />
      {mondays.map(({ start }) => {
        const isNow = contains({ start, end: addDaysInZone(start, 7, zone) }, now);
        return (
          <span
            key={localDate(start, zone)}
            className={clsx(
              "min-w-0 flex-1 truncate border-line border-l px-1.5 py-1 text-2xs first-of-type:border-l-0",
              isNow ? "font-bold text-accent" : "text-ink-2",
            )}
          >
            {formatDay(start, zone, "long")}
          </span>
        );
      })}
    </div>
  );
}

function TrainLane({ train, range }: { train: TimelineTrain; range: Range }) {
  const placed = placeDepartures(train.departures, range);
  const lanes = Math.max(1, ...placed.map(({ lane }) => lane + 1));
  return (
    <div className="flex border-line border-b last:border-b-0">
      <div className="flex w-36 shrink-0 items-center border-line border-r px-3 py-1.5">
        <Link href={`/trains/${train.id}`} className="hit-area truncate font-semibold text-sm hover:underline">
          {train.name}
        </Link>
      </div>
      <ul
        aria-label={`Departures of ${train.name}`}
        className="relative grow"
        style={{ height: lanes * laneHeight + 10 }}
      >
        {placed.length === 0 && <li className="px-3 py-2 text-ink-2 text-sm">Nothing departs in these weeks.</li>}
        {placed.map((each) => (
          <Bar key={each.departure.id} placed={each} />
        ))}
      </ul>
    </div>
  );
}

const grounds: Readonly<Record<string, string>> = {
  neutral: "border-line bg-sunken text-ink-2",
  train: "border-train/40 bg-train-ground text-train",
  waiting: "border-waiting/40 bg-waiting-ground text-waiting",
  clear: "border-clear/40 bg-clear-ground text-clear",
  risk: "border-risk/40 bg-risk-ground text-risk",
  accent: "border-accent/40 bg-accent-ground text-accent",
};

function Bar({
  placed: { departure, lane, left, width, marks: points },
}: {
  placed: ReturnType<typeof placeDepartures>[number];
}) {
  const { id, train, at } = departure;
  const { word, tone } = departureLook(departure);
  const isOff = departure.status === "cancelled" || departure.status === "skipped";
  const told = points.map(
    ({ milestone, at: when }) => `${milestoneWords[milestone]} ${formatInstant(when, train.zone)}`,
  );
  const words = `${departure.name}, ${word}. ${told.join(", ")}`;
  return (
    <li
      className="absolute"
      style={{ left: `${left * 100}%`, width: `${width * 100}%`, top: lane * laneHeight + 5, height: laneHeight - 4 }}
    >
      <Link
        href={`/trains/departures/${id}`}
        title={words}
        aria-label={words}
        className={clsx(
          "relative flex h-full items-center overflow-hidden rounded-md border px-1.5 text-2xs hover:outline-2 hover:outline-accent",
          grounds[tone],
          isOff && "line-through opacity-70",
        )}
      >
        <span className="truncate font-semibold">{formatDay(at.departure, train.zone, "short")}</span>
        {points
          .filter(({ milestone }) => milestone !== "boarding" && milestone !== "arrival")
          .map(({ milestone, left: where }) => (
            <span
              key={milestone}
              aria-hidden="true"
              className="absolute top-1/2 -translate-x-1/2 -translate-y-1/2"
              style={{ left: `${Math.min(97, ((where - left) / (width || 1)) * 100)}%` }}
            >
              <Mark name={marks[milestone]} className="size-2.5" />
            </span>
          ))}
      </Link>
    </li>
  );
}

function Legend() {
  const shown: Milestone[] = ["cutoff", "qa_exit", "go_no_go", "departure"];
  return (
    <ul aria-label="What the marks mean" className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
      {shown.map((milestone) => (
        <li key={milestone} className="flex items-center gap-1.5">
          <Mark name={marks[milestone]} />
          {milestoneWords[milestone]}
        </li>
      ))}
    </ul>
  );
}
