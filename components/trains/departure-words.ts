import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import type { DepartureState } from "@/lib/domain/departure-state";
import { isOnTime } from "@/lib/domain/on-time";
import { milestoneWords } from "@/lib/domain/train-milestones";
import type { HoldOutcome } from "@/lib/domain/train-policy";
import { formatDuration, formatInstant } from "@/lib/time/format";
import type { DepartureRow } from "./train-data";

type Look = { word: string; tone: Tone; mark?: MarkName; solid?: boolean };

const looks: Readonly<Record<DepartureState, Look>> = {
  scheduled: { word: "scheduled", tone: "neutral" },
  boarding: { word: "boarding", tone: "train" },
  locked: { word: "cut off", tone: "waiting" },
  go: { word: "go", tone: "clear" },
  held: { word: "held", tone: "risk", mark: "square" },
  departed: { word: "under way", tone: "accent", mark: "dot", solid: true },
  arrived: { word: "arrived", tone: "clear" },
  skipped: { word: "skipped", tone: "neutral", mark: "square" },
  cancelled: { word: "cancelled", tone: "neutral", mark: "cross" },
};

/** How a departure stands, as a chip shows it; how it ended where that is more than "arrived". */
export function departureLook({ status, outcome }: Pick<DepartureRow, "status" | "outcome">): Look {
  if (status === "arrived" && outcome === "failed") return { word: "failed", tone: "risk", mark: "cross" };
  if (status === "arrived" && outcome === "incomplete") return { word: "arrived in part", tone: "waiting" };
  return looks[status];
}

/** How much later than planned it left, or will leave; undefined below a minute. */
export function latenessMs({ plannedAt, at, departedAt }: DepartureRow): number | undefined {
  const late = (departedAt ?? at.departure).getTime() - plannedAt.getTime();
  return Math.abs(late) < 60_000 ? undefined : late;
}

/** "2 h later than planned", "left 12 min late"; what left on time is not called late. */
export function latenessInWords(departure: DepartureRow): string | undefined {
  const late = latenessMs(departure);
  if (late === undefined) return undefined;
  const amount = formatDuration(Math.abs(late));
  if (departure.departedAt) {
    if (late < 0) return `left ${amount} early`;
    return isOnTime(departure.plannedAt, departure.departedAt) ? undefined : `left ${amount} late`;
  }
  return `${amount} ${late > 0 ? "later" : "earlier"} than planned`;
}

/** "Cut-off Wed 2 Dec 17:00 CET": what comes next of a departure; where it ended, how. */
export function nextInWords({ next, train, status, arrivedAt, cancelReason }: DepartureRow): string {
  if (next) return `${milestoneWords[next.milestone]} ${formatInstant(next.at, train.zone)}`;
  if (status === "arrived" && arrivedAt) return `arrived ${formatInstant(arrivedAt, train.zone)}`;
  return cancelReason;
}

/** "7 of 8 aboard ready", "nobody aboard". */
export function aboardInWords({ aboard, accepted, capacity, hotfixes }: DepartureRow): string {
  if (aboard === 0) return "nobody aboard yet";
  const room = capacity === null ? "" : `, room for ${Math.max(0, capacity - (aboard - hotfixes))} more`;
  return `${accepted} of ${aboard} ${aboard === 1 ? "release" : "releases"} accepted${room}`;
}

export const holdOutcomeWords: Readonly<Record<HoldOutcome, string>> = {
  go: "then it leaves",
  cancel: "then it is cancelled",
  ask: "then somebody must decide",
};
