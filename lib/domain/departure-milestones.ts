import type { DepartureTimes } from "./departure-move";
import type { DepartureState } from "./departure-state";
import type { Milestone } from "./train-milestones";

/** What comes next for a departure, and when; null once it has ended or does not take place. */
export function nextMilestone(
  departure: DepartureTimes & { status: DepartureState; qaExitDoneAt: Date | null },
): { milestone: Milestone; at: Date } | null {
  switch (departure.status) {
    case "scheduled":
      return { milestone: "boarding", at: departure.boardingAt };
    case "boarding":
      return { milestone: "cutoff", at: departure.cutOffAt };
    case "locked":
      return departure.qaExitDoneAt === null
        ? { milestone: "qa_exit", at: departure.qaExitAt }
        : { milestone: "go_no_go", at: departure.goNoGoAt };
    case "go":
    case "held":
      return { milestone: "departure", at: departure.departsAt };
    case "departed":
      return { milestone: "arrival", at: departure.arrivesAt };
    case "arrived":
    case "skipped":
    case "cancelled":
      return null;
  }
}
