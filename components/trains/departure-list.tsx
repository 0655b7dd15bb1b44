"use client";

import { DepartureOdds } from "@/components/forecasts/departure-odds";
import { Chip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { formatInstant } from "@/lib/time/format";
import { DepartureChip } from "./departure-chip";
import { aboardInWords, latenessInWords, nextInWords } from "./departure-words";
import type { DepartureRow } from "./train-data";

type DepartureListProps = { label: string; departures: readonly DepartureRow[] };

/** Departures in order: when, how they stand, who is aboard, what comes next, and the odds of all aboard. */
export function DepartureList({ label, departures }: DepartureListProps) {
  return (
    <RowList label={label}>
      {departures.map((departure) => (
        <DepartureEntry key={departure.id} departure={departure} />
      ))}
    </RowList>
  );
}

function DepartureEntry({ departure }: { departure: DepartureRow }) {
  const { id, train, at, departedAt, status, openBlockers, conductor } = departure;
  const late = latenessInWords(departure);
  const isOff = status === "cancelled" || status === "skipped";
  const said = [
    ...(isOff ? [] : [aboardInWords(departure)]),
    ...(late && !isOff ? [late] : []),
    nextInWords(departure),
    ...(conductor ? [`conducted by ${conductor.name}`] : []),
  ].filter((part) => part !== "");
  return (
    <Row
      title={
        <TextLink plain href={`/trains/departures/${id}`} className={isOff ? "font-normal line-through" : undefined}>
          {formatInstant(departedAt ?? at.departure, train.zone, "full")}
        </TextLink>
      }
      detail={said.join(" · ")}
      end={
        <>
          {openBlockers > 0 && (
            <Chip tone="risk" mark="triangle">
              {openBlockers === 1 ? "1 blocker" : `${openBlockers} blockers`}
            </Chip>
          )}
          <DepartureChip departure={departure} />
        </>
      }
    >
      {departedAt === null && <DepartureOdds departureId={id} className="mt-1" />}
    </Row>
  );
}
