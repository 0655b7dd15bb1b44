import type { ForecastQuestion } from "./forecast";
import { loadOf } from "./queue-load";

export const whatIfs = ["another_tester", "higher_limit", "a_day_later", "one_less_ahead"] as const;
export type WhatIf = (typeof whatIfs)[number];

/** What is asked; and what is assumed to answer it. */
export const whatIfWords: Readonly<Record<WhatIf, { title: string; assumes: string }>> = {
  another_tester: {
    title: "Another tester",
    assumes: "One more than have judged in the last month: waiting shrinks in proportion.",
  },
  higher_limit: {
    title: "A higher limit",
    assumes: "One more build in test at a time: whoever is ahead in the queue is taken sooner.",
  },
  a_day_later: {
    title: "Its slot a day later",
    assumes: "The booked slot, or the cut-off of its departure, a day later; the openings stay.",
  },
  one_less_ahead: {
    title: "One release less before it",
    assumes: "The first of those that wait before it is taken out of the queue.",
  },
};

const dayMs = 86_400_000;
type Queue = { usual: number; testers: number; ahead: ReadonlyMap<string, number> };

/** The question about one release alone, as it would be with the change; seed and draws unchanged, so that only the change differs. */
export function askWhatIf(
  question: ForecastQuestion,
  releaseId: string,
  change: WhatIf | null,
  { usual, testers, ahead }: Queue,
): ForecastQuestion {
  const alone = { ...question, releases: question.releases.filter((release) => release.releaseId === releaseId) };
  const before = ahead.get(releaseId) ?? 0;
  const withLoad = (load: number) => ({ ...alone, load: new Map([[releaseId, load]]) });
  switch (change) {
    case null:
      return alone;
    case "another_tester":
      return withLoad(loadOf(before, usual, { testersBefore: testers, testersNow: testers + 1 }));
    case "higher_limit":
    case "one_less_ahead":
      return withLoad(loadOf(Math.max(0, before - 1), usual));
    case "a_day_later": {
      const later = (at: Date) => new Date(at.getTime() + dayMs);
      const places = (question.timetable.get(releaseId) ?? []).map((place) =>
        place.isBooked ? { ...place, at: later(place.at), readyBy: later(place.readyBy) } : place,
      );
      return { ...alone, timetable: new Map([[releaseId, places]]) };
    }
  }
}
