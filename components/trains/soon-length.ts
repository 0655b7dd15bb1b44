import type { DepartureRow } from "./train-data";

/** As many as are looked at every day. */
const usually = 6;
/** Nobody unfolds a list for so few. */
const fewest = 3;

type Standing = Pick<DepartureRow, "aboard" | "status" | "at" | "plannedAt">;

/** How many of a train's departures are shown before one asks: the next ones, and all up to the last of which there is something to say. */
export function soonLength(departures: readonly Standing[]): number {
  const lastOfNote = departures.findLastIndex(
    ({ aboard, status, at, plannedAt }) =>
      aboard > 0 || status !== "scheduled" || at.departure.getTime() !== plannedAt.getTime(),
  );
  const length = Math.max(usually, lastOfNote + 1);
  return departures.length - length < fewest ? departures.length : length;
}
