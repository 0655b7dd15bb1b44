import type { MissedPolicy } from "./train-policy";

type Train = { id: string; missed: MissedPolicy; missedTrainId: string | null };

/** The train whose departures take what cannot leave with one of this train; null: somebody has to say which. */
export function trainOfMissed({ id, missed, missedTrainId }: Train): string | null {
  if (missed === "ask") return null;
  return missed === "named_train" ? (missedTrainId ?? id) : id;
}

/** After when the next departure leaves: on its own train after the one that was missed; on another one whatever comes. */
export function leavesAfter({ missed }: Pick<Train, "missed">, missedDeparture: Date, now: Date): Date {
  return missed === "named_train" ? now : missedDeparture;
}
