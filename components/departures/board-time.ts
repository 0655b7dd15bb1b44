import type { ClosureRow, DepartureRow, TrainRow } from "@/lib/access/input/departures";
import { localDate } from "@/lib/time/calendar";
import { formatDay, formatInstant } from "@/lib/time/format";

const week = 6 * 86_400_000;

/** A time on a board: "08:00" today, "Mon 06:00" this week, "Tue 8 Dec 06:00" later. The board's clock says the zone. */
export function boardTime(at: Date, now: Date, zone: string): string {
  const time = formatInstant(at, zone, "time");
  if (localDate(at, zone) === localDate(now, zone)) return time;
  const isNear = Math.abs(at.getTime() - now.getTime()) < week;
  const day = formatDay(at, zone, isNear ? "short" : "long");
  return `${isNear ? day.slice(0, 3) : day} ${time}`;
}

/** It will not leave, or has not: its time counts for nothing any more. */
export function isOff({ status }: DepartureRow): boolean {
  return status === "cancelled" || status === "missed";
}

/**
 * Where a moved departure stood before: only the time when the day is the same. Nothing when its start did not change, or when it
 * is off and no time counts.
 */
export function oldTime(departure: DepartureRow, now: Date, zone: string): string | undefined {
  const { during, movedFrom } = departure;
  if (isOff(departure) || !movedFrom || movedFrom.start.getTime() === during.start.getTime()) return undefined;
  const sameDay = localDate(movedFrom.start, zone) === localDate(during.start, zone);
  return sameDay ? formatInstant(movedFrom.start, zone, "time") : boardTime(movedFrom.start, now, zone);
}

/** When a train leaves, or left. */
export function trainTime({ departedAt, departsAt }: TrainRow): Date {
  return departedAt ?? departsAt;
}

/** When it was to leave, where it leaves or left at another time; a board counts in minutes. */
export function oldTrainTime(train: TrainRow, now: Date, zone: string): string | undefined {
  const { plannedAt, status } = train;
  const at = trainTime(train);
  if (status === "cancelled" || status === "skipped") return undefined;
  if (Math.abs(at.getTime() - plannedAt.getTime()) < 60_000) return undefined;
  const sameDay = localDate(plannedAt, zone) === localDate(at, zone);
  return sameDay ? formatInstant(plannedAt, zone, "time") : boardTime(plannedAt, now, zone);
}

export type BoardItem =
  | { kind: "departure"; row: DepartureRow }
  | { kind: "closure"; row: ClosureRow }
  | { kind: "train"; row: TrainRow };

const timeOf = (item: BoardItem) => (item.kind === "train" ? trainTime(item.row) : item.row.during.start).getTime();

/** Departures, trains and freezes in the order in which they come; a freeze before what starts at the same moment, a train before its slots. */
export function inOrder(
  departures: readonly DepartureRow[],
  closures: readonly ClosureRow[],
  trains: readonly TrainRow[] = [],
): BoardItem[] {
  const items: BoardItem[] = [
    ...closures.map((row) => ({ kind: "closure" as const, row })),
    ...trains.map((row) => ({ kind: "train" as const, row })),
    ...departures.map((row) => ({ kind: "departure" as const, row })),
  ];
  return items.sort((a, b) => timeOf(a) - timeOf(b));
}
