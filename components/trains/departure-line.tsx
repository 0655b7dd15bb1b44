"use client";

import { PathLine } from "@/components/ui/path-line";
import { useNow } from "@/components/ui/use-now";
import { milestoneStations, placeStations } from "./departure-stations";
import { DepartureStops } from "./departure-stops";
import type { DepartureDetail } from "./train-data";

/**
 * The line of a departure: before it leaves its milestones, from then on the stations, and where it is now. Every stop of it stands folded up
 * below, and open once it has left.
 */
export function DepartureLine({ detail }: { detail: DepartureDetail }) {
  const now = useNow(30);
  const hasLeft = detail.departure.departedAt !== null;
  return (
    <div className="grid gap-5 print:gap-2">
      <PathLine label="Milestones" stations={milestoneStations(detail.departure, now)} />
      {detail.line.stations.length > 0 && (hasLeft || detail.tickets.length > 0) && (
        <>
          <PathLine label="Stations" stations={placeStations(detail)} />
          <DepartureStops line={detail.line} isOpen={hasLeft} />
        </>
      )}
    </div>
  );
}
