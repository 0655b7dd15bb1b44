import type { ForecastQuestion } from "@/lib/domain/forecast/forecast";
import { seededRandom } from "@/lib/domain/forecast/random";
import { rhythmMinutes } from "@/lib/domain/forecast/rhythm";

const dayMs = 86_400_000;

/** What somebody would write first: a list of past times for each step, a date for each draw, all of them sorted at the end. */
export function straightLoop(
  { now, rhythm, history, releases, timetable, draws = 10_000 }: ForecastQuestion,
  seed: number,
) {
  const random = seededRandom(seed);
  const pick = (list: readonly number[]) => list[Math.floor(random() * list.length)] ?? 0;
  const start = rhythmMinutes(rhythm, now);
  return releases.map(({ releaseId, serviceId, phase }) => {
    const own = history.rounds.filter((round) => round.serviceId === serviceId);
    const waits = own.map(({ waiting }) => waiting ?? 0);
    const tests = own.map(({ testing }) => testing ?? 0);
    const reworks = own.flatMap(({ rework }) => (rework === null ? [] : [rework]));
    const approvals = history.approvals.filter((each) => each.serviceId === serviceId).map(({ minutes }) => minutes);
    const bounced = own.filter((round) => round.bounced).length / own.length;
    const places = timetable.get(releaseId) ?? [];
    const left: Date[] = [];
    for (let draw = 0; draw < draws; draw++) {
      let minutes = phase === "rework" ? pick(reworks) : 0;
      if (phase !== "approving") {
        minutes += pick(waits) + pick(tests);
        for (let round = 1; round < 8 && random() < bounced; round++)
          minutes += pick(reworks) + pick(waits) + pick(tests);
      }
      minutes += pick(approvals);
      // The clock's time for so much rhythm, by halving.
      let low = now.getTime();
      let high = low + 120 * dayMs;
      while (high - low > 60_000) {
        const middle = (low + high) / 2;
        if (rhythmMinutes(rhythm, new Date(middle)) - start < minutes) low = middle;
        else high = middle;
      }
      const ready = new Date(high);
      const place = places.find(({ readyBy }) => readyBy >= ready);
      left.push(place && place.at > ready ? place.at : ready);
    }
    left.sort((a, b) => a.getTime() - b.getTime());
    return [0.5, 0.85, 0.95].map((share) => left[Math.floor(share * draws)]);
  });
}
