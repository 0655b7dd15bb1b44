import type { Figure } from "@/bench/part";
import { median } from "@/bench/percentiles";
import { type ForecastQuestion, forecast } from "@/lib/domain/forecast/forecast";
import type { PastRound } from "@/lib/domain/forecast/history";
import type { Place } from "@/lib/domain/forecast/places";
import { seededRandom } from "@/lib/domain/forecast/random";
import { rhythmOf } from "@/lib/domain/forecast/rhythm";
import { straightLoop } from "./straight-loop";

const releases = 200;
const services = 40;
const pastRounds = 3000;
const rounds = 7;
const dayMs = 86_400_000;
const aimMillis = 300;
const draws = 10_000;

/** Two hundred releases of forty services with three thousand hand-overs behind them, each with forty places to leave from. */
export function largeQuestion(now: Date): ForecastQuestion {
  const random = seededRandom(5);
  const ago = (days: number) => new Date(now.getTime() - random() * days * dayMs);
  const place = (n: number) => ({ serviceId: `service ${n % services}`, teamId: `team ${n % 6}` });
  const past = Array.from({ length: pastRounds }, (_, n): PastRound => {
    const bounced = random() < 0.3;
    const rework = bounced ? 900 * random() : null;
    const took = { waiting: 600 * random(), testing: 60 + 400 * random(), rework };
    return { ...place(n), round: 1 + (n % 2), ...took, bounced, at: ago(180) };
  });
  const phases = ["waiting", "testing", "rework", "approving"] as const;
  const openings = (n: number): Place[] =>
    Array.from({ length: 40 }, (_, k) => ({
      key: `${n} ${k}`,
      label: "",
      at: new Date(now.getTime() + (2 * k + 0.3) * dayMs),
      readyBy: new Date(now.getTime() + (2 * k + 0.6) * dayMs),
      isBooked: k === 1,
    }));
  return {
    now,
    draws,
    rhythm: rhythmOf(past.map(({ at }) => at)),
    history: {
      rounds: past,
      approvals: past.map((round) => ({
        ...place(0),
        serviceId: round.serviceId,
        minutes: 300 * random(),
        at: round.at,
      })),
      makings: [],
    },
    releases: Array.from({ length: releases }, (_, n) => ({
      releaseId: `release ${n}`,
      ...place(n),
      phase: phases[n % 4] ?? "waiting",
      round: 1 + (n % 3),
      since: ago(2),
      needsApproval: true,
    })),
    load: new Map(),
    timetable: new Map(Array.from({ length: releases }, (_, n) => [`release ${n}`, openings(n)])),
  };
}

/** What the processor worked for, on its one core: other programs on the machine do not count. */
function processorMillis(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Product and yardstick in turn; the first of each is thrown away. */
export function measureSpeed(): Figure[] {
  const question = largeQuestion(new Date("2026-11-24T08:00:00Z"));
  const product: number[] = [];
  const plain: number[] = [];
  for (let n = -1; n < rounds; n++) {
    const took = processorMillis(() => forecast(question, 1));
    const loop = n < 3 ? processorMillis(() => straightLoop(question, 1)) : undefined;
    if (n < 0) continue;
    product.push(took);
    if (loop !== undefined) plain.push(loop);
  }
  return [
    {
      name: `${releases} releases, ${draws} draws each, processor's time`,
      unit: "ms",
      value: median(product),
      yardstick: { name: "a straight loop over the same draws, with objects and dates", value: median(plain) },
      boundBy: "the walk of each of two million draws: six or seven picks",
      aim: aimMillis,
    },
  ];
}
