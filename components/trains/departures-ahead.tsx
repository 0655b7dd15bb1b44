"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { DepartureList } from "./departure-list";
import { soonLength } from "./soon-length";
import type { DepartureRow } from "./train-data";

/** A train's departures to come: the next ones, and on request the whole timetable. */
export function DeparturesAhead({ departures }: { departures: readonly DepartureRow[] }) {
  const [all, setAll] = useState(false);
  const soon = soonLength(departures);
  const later = departures.length - soon;
  return (
    <Card title="Departures" aside={`${departures.length} ahead or under way`}>
      {departures.length === 0 ? (
        <EmptyState title="No departures ahead">Its rule gives none in the next 24 months.</EmptyState>
      ) : (
        <DepartureList label="Departures" departures={all ? departures : departures.slice(0, soon)} />
      )}
      {later > 0 && (
        <Button className="mt-3" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show the next ones only" : `Show ${later} later ones`}
        </Button>
      )}
    </Card>
  );
}
