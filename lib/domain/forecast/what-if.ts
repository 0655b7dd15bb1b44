import type { BookedBy } from "./booked-by";
import type { ForecastQuestion } from "./forecast";
import type { Place } from "./places";
import { loadOf } from "./queue-load";

export const whatIfs = ["another_tester", "higher_limit", "a_day_later", "one_less_ahead"] as const;
export type WhatIf = (typeof whatIfs)[number];

type Words = { title: string; assumes: string };

const words: Readonly<Record<Exclude<WhatIf, "a_day_later">, Words>> = {
  another_tester: {
    title: "Another tester",
    assumes: "One more than have judged in the last month: waiting shrinks in proportion.",
  },
  higher_limit: {
    title: "A higher limit",
    assumes: "Its group tests one build more at a time: waiting shrinks in proportion.",
  },
  one_less_ahead: {
    title: "One release less before it",
    assumes: "The first of those that wait before it is taken out of the queue.",
  },
};

const aDayLater: Readonly<Record<BookedBy, Words>> = {
  slot: {
    title: "Its slot a day later",
    assumes: "The booked slot a day later; the openings stay.",
  },
  departure: {
    title: "Its cut-off a day later",
    assumes: "QA exit, and the time until which signatures count, a day later; its departure leaves when it does now.",
  },
};

/** What is asked of a release that is booked so; and what is assumed to answer it. */
export function whatIfWords(change: WhatIf, booked: BookedBy | null): Words {
  return change === "a_day_later" ? aDayLater[booked ?? "slot"] : words[change];
}

const dayMs = 86_400_000;

/** The queue that a change is made to: how it usually is, who tests, how many stand before each, and the group that tests the release. */
export type QueueAsked = {
  usual: number;
  testers: number;
  ahead: ReadonlyMap<string, number>;
  group: { name: string; limit: number; inTest: number } | null;
};

/** The question about one release alone, as it would be with the change; seed and draws unchanged, so that only the change differs. */
export function askWhatIf(
  question: ForecastQuestion,
  releaseId: string,
  change: WhatIf | null,
  queue: QueueAsked,
): ForecastQuestion {
  const alone = { ...question, releases: question.releases.filter((release) => release.releaseId === releaseId) };
  if (change === null || whyNothingChanges(question, releaseId, change, queue) !== undefined) return alone;
  const { usual, testers, ahead, group } = queue;
  // Whoever is not in line now finds the usual line when it comes back.
  const before = ahead.get(releaseId) ?? usual;
  const withLoad = (load: number) => ({ ...alone, load: new Map([[releaseId, load]]) });
  switch (change) {
    case "another_tester":
      return withLoad(loadOf(before, usual, { testersBefore: testers, testersNow: testers + 1 }));
    case "higher_limit": {
      const limit = group?.limit ?? 1;
      return withLoad(loadOf(before, usual, { testersBefore: limit, testersNow: limit + 1 }));
    }
    case "one_less_ahead":
      return withLoad(loadOf(Math.max(0, before - 1), usual));
    case "a_day_later": {
      const places = placesOf(question, releaseId).map((place) => (place.isBooked ? aDayLaterAt(place) : place));
      return { ...alone, timetable: new Map([[releaseId, places]]) };
    }
  }
}

const dayAfter = (at: Date) => new Date(at.getTime() + dayMs);

/** A slot moves whole; a departure leaves at its time, and only what must be there by then may come later. */
function aDayLaterAt({ departure, ...place }: Place): Place {
  const readyBy = dayAfter(place.readyBy);
  if (departure === undefined) return { ...place, at: dayAfter(place.at), readyBy };
  return { ...place, readyBy, departure: { ...departure, acceptedBy: dayAfter(departure.acceptedBy) } };
}

/** The reason why a change would leave the odds as they are, in a sentence; `undefined` where it may move them. */
export function whyNothingChanges(
  question: ForecastQuestion,
  releaseId: string,
  change: WhatIf,
  { ahead, group }: QueueAsked,
): string | undefined {
  const release = question.releases.find((each) => each.releaseId === releaseId);
  const phase = release?.phase;
  if (change === "a_day_later") {
    const booked = placesOf(question, releaseId).find((place) => place.isBooked);
    if (booked === undefined) return "It has no slot and is aboard no departure: there is nothing to put off.";
    const isReady = phase === "approving" && release?.needsApproval === false;
    return booked.departure !== undefined && isReady
      ? "QA has accepted it and it is signed: its departure waits for nothing of it."
      : undefined;
  }
  if (phase === "approving") return "QA has accepted it: it does not stand in the queue any more.";
  if (change === "one_less_ahead" && (ahead.get(releaseId) ?? 0) < 1) return "Nothing waits before it.";
  if (change === "higher_limit" && group === null) return "No group of testers has a limit for its service.";
  if (change === "higher_limit" && group !== null && group.inTest < group.limit) {
    return `${group.name} tests ${group.inTest} of ${group.limit} builds at once: its limit holds nothing back now.`;
  }
  return undefined;
}

function placesOf({ timetable }: ForecastQuestion, releaseId: string) {
  return timetable.get(releaseId) ?? [];
}
