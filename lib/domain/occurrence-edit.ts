import { formatRange } from "@/lib/time/format";
import { lengthMs, overlaps, type Range } from "@/lib/time/range";
import type { OccurrenceState } from "./occurrence-state";
import { accept, type Result, refuse } from "./refusal";

const minuteMs = 60_000;
/** The longest opening of a window. */
export const longestOpeningMinutes = 31 * 1_440;

/** One opening, and what its window says about it. */
export type OpeningToEdit = {
  windowName: string;
  zone: string;
  during: Range;
  lanes: number;
  status: OccurrenceState;
};

export type OpeningEdit = { during: Range; lanes: number };

/**
 * Whether one opening may be moved, made shorter or longer, or given other lanes, alone. Refuses one that was cancelled
 * (`wrong_state`), an end that does not come after the start, more than 31 days or parts of a minute (`invalid_input`), what would
 * change the past (`in_the_past`: once it has begun its start stays, and nothing ends or begins before now), and a place that
 * another opening of the window has (`window_overlaps_itself`: its lanes would be there twice).
 *
 * @param others the window's other openings that take place
 */
export function decideOpeningEdit(
  opening: OpeningToEdit,
  wanted: Partial<OpeningEdit>,
  others: readonly Range[],
  now: Date,
): Result<OpeningEdit> {
  const { windowName, zone } = opening;
  const name = `The opening of ${windowName} on ${formatRange(opening.during, zone)}`;
  if (opening.status === "cancelled") return refuse("wrong_state", `${name} was cancelled. Restore it first.`);
  const { during = opening.during, lanes = opening.lanes } = wanted;
  const { start, end } = during;
  if (end <= start) return refuse("invalid_input", "It must end after it starts.", { field: "during.end" });
  if (start.getTime() % minuteMs !== 0 || end.getTime() % minuteMs !== 0)
    return refuse("invalid_input", "Openings begin and end at whole minutes.", { field: "during.start" });
  if (lengthMs(during) > longestOpeningMinutes * minuteMs)
    return refuse("invalid_input", "An opening lasts 31 days at most.", { field: "during.end" });
  const hasBegun = opening.during.start <= now;
  const startMoves = start.getTime() !== opening.during.start.getTime();
  if (startMoves && hasBegun)
    return refuse("in_the_past", `${name} has begun: its start stays.`, { field: "during.start" });
  if (startMoves && start < now)
    return refuse("in_the_past", "It cannot begin in the past.", { field: "during.start" });
  if (end <= now) return refuse("in_the_past", "It cannot end in the past.", { field: "during.end" });
  const other = others.find((each) => overlaps(each, during));
  if (other === undefined) return accept({ during, lanes });
  const reason = `${windowName} is open ${formatRange(other, zone)} already.`;
  return refuse("window_overlaps_itself", reason, {
    field: "during.start",
    rules: [{ kind: "window", name: windowName, reason }],
  });
}
