import { formatDuration, formatInstant } from "@/lib/time/format";
import type { DepartureRemark } from "./departure";
import type { DepartureOutcome, DepartureState } from "./departure-state";
import { isOnTime } from "./on-time";
import type { HoldCause } from "./train-policy";

/** What a board must know of a train's departure to say how it stands. Boards hang where strangers pass: no names, no reasons. */
export type TrainOnBoard = {
  status: DepartureState;
  outcome: DepartureOutcome | null;
  plannedAt: Date;
  boardingAt: Date;
  cutOffAt: Date;
  departsAt: Date;
  departedAt: Date | null;
  arrivedAt: Date | null;
  holdCause: HoldCause | null;
  aboard: number;
};

const held: Readonly<Record<HoldCause, string>> = {
  person: "",
  blockers: "something blocks it",
  no_go: "no-go",
  undecided: "nobody has said go yet",
  freeze: "frozen",
};

const count = (aboard: number) =>
  aboard === 0 ? "nobody aboard" : `${aboard} ${aboard === 1 ? "release" : "releases"} aboard`;

/** How a train's departure stands, in the words of a board. `zone` is the one its times are shown in. */
export function trainRemark(departure: TrainOnBoard, zone: string): DepartureRemark {
  const { status, outcome, cutOffAt, boardingAt, departedAt, arrivedAt, plannedAt, holdCause, aboard } = departure;
  switch (status) {
    case "scheduled":
      return { word: "Scheduled", detail: `boards ${formatInstant(boardingAt, zone)}`, tone: "neutral" };
    case "boarding":
      return { word: "Boarding", detail: `until ${formatInstant(cutOffAt, zone)} · ${count(aboard)}`, tone: "accent" };
    case "locked":
      return { word: "Cut off", detail: `${count(aboard)}, awaits its go`, tone: "waiting" };
    case "go":
      return { word: "Go", detail: count(aboard), tone: "clear" };
    case "held":
      return { word: "Held", detail: holdCause ? held[holdCause] : "", tone: "risk" };
    case "departed": {
      const leftAt = departedAt ?? plannedAt;
      const late = leftAt.getTime() - plannedAt.getTime();
      const detail = isOnTime(plannedAt, leftAt) ? "left on time" : `left ${formatDuration(late)} late`;
      return { word: "Under way", detail, tone: "accent" };
    }
    case "arrived": {
      const at = arrivedAt ? formatInstant(arrivedAt, zone, "timeZone") : "";
      if (outcome === "failed") return { word: "Failed", detail: at, tone: "risk" };
      return { word: outcome === "incomplete" ? "Arrived in part" : "Arrived", detail: at, tone: "clear" };
    }
    case "skipped":
      return { word: "Skipped", detail: "", tone: "neutral" };
    case "cancelled":
      return { word: "Cancelled", detail: "", tone: "neutral" };
  }
}
