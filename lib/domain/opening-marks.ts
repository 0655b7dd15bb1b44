import { formatDuration, formatRange } from "@/lib/time/format";
import { lengthMs, overlaps, type Range } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";
import { type FreezeRule, gradeInWords } from "./freeze";

/** What a person should know about an opening before they save its rule. */
export const openingMarkKinds = ["gap", "overlap", "length", "holiday", "freeze"] as const;
export type OpeningMark = {
  /** `gap`, `overlap`: its start falls into a clock change; `length`: the clock changes while it lasts. */
  kind: (typeof openingMarkKinds)[number];
  /** Two or three words. */
  name: string;
  /** A sentence. */
  detail: string;
};

export type MarkedOpening = Opening & { marks: OpeningMark[] };

/** What openings may meet: days of outside calendars, and freezes of the environment. */
export type Surroundings = {
  days: readonly { title: string; calendarName: string; during: Range; zone: string; allDay: boolean }[];
  freezes: readonly FreezeRule[];
};

function clockMarks({ during, adjusted, originalLocalStart }: Opening, durationMinutes: number): OpeningMark[] {
  const wall = originalLocalStart.slice(11, 16);
  const planned = durationMinutes * 60_000;
  const difference = lengthMs(during) - planned;
  const amount = formatDuration(Math.abs(difference));
  const changed: OpeningMark[] =
    difference === 0
      ? []
      : [
          {
            kind: "length",
            name: `${amount} ${difference > 0 ? "longer" : "shorter"}`,
            detail: `The clock changes: it lasts ${formatDuration(lengthMs(during))} instead of ${formatDuration(planned)}.`,
          },
        ];
  if (adjusted === "gap")
    return [
      { kind: "gap", name: "clock jumps", detail: `There is no ${wall} that day: it starts when it would be.` },
      ...changed,
    ];
  if (adjusted === "overlap")
    return [
      { kind: "overlap", name: "hour twice", detail: `There are two ${wall} that day: the first is meant.` },
      ...changed,
    ];
  return changed;
}

function freezeMark({ name, grade, during, zone, scope }: FreezeRule): OpeningMark {
  const part = scope.teamIds === null && scope.serviceIds === null ? "" : " of some teams or services";
  const detail = `${name} closes ${gradeInWords(grade)}${part}, ${formatRange(during, zone)}.`;
  return { kind: "freeze", name, detail };
}

/** Openings with what they meet: clock changes, holidays and other marked days, freezes. */
export function markOpenings(
  openings: readonly Opening[],
  durationMinutes: number,
  { days, freezes }: Surroundings,
): MarkedOpening[] {
  return openings.map((opening) => {
    const meets = ({ during }: { during: Range }) => overlaps(during, opening.during);
    const holidays = days.filter(meets).map(({ title, calendarName, during, zone, allDay }): OpeningMark => {
      const when = allDay ? "" : `, ${formatRange(during, zone)}`;
      return { kind: "holiday", name: title, detail: `${title} (${calendarName}${when}).` };
    });
    const closed = freezes.filter(meets).map(freezeMark);
    return { ...opening, marks: [...clockMarks(opening, durationMinutes), ...holidays, ...closed] };
  });
}
