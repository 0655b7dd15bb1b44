import type { ReleaseKind } from "@/lib/domain/release-state";
import { exampleServices } from "./example-plan";
import type { Story } from "./history-story";
import type { Chance } from "./random";

/** The service of the example that deploys at any time. */
export const anytimeService = "flags";

const minute = 60_000;
const hour = 60 * minute;

/** Hours before the example is loaded: by day and by night, on working days and others. */
const deployedHoursAgo = [2_304, 2_105, 1_873, 1_652, 1_407, 1_226, 1_010, 803, 622, 489, 341, 262, 167, 98, 51, 29, 9];

/** What left without a window: each build accepted by its regression run, deployed in a slot of its own some minutes later. */
export function tellAnytime(now: Date, chance: Chance, next: (service: string, kind: ReleaseKind) => string): Story[] {
  const service = exampleServices.find(({ name }) => name === anytimeService);
  if (service === undefined) throw new Error(`the example plan has no ${anytimeService}`);
  return deployedHoursAgo.map((hoursAgo, index): Story => {
    const start = new Date(now.getTime() - hoursAgo * hour - Math.floor(chance.between(0, 50)) * minute);
    const before = (minutes: number) => new Date(start.getTime() - minutes * minute);
    const kind = chance.pick<ReleaseKind>(["feature", "fix"]);
    return {
      service,
      kind,
      version: next(service.name, kind),
      summary: chance.pick(service.changes),
      rounds: [
        {
          handedOverAt: before(24),
          claimedAt: before(24),
          decidedAt: before(9),
          run: {
            url: `https://ci.northwind.example/${service.name}/runs/${4_100 + index * 37}`,
            artifactDigest: `sha256:${chance.hex(64)}`,
          },
        },
      ],
      occurrence: null,
      lane: 1,
      during: { start, end: new Date(start.getTime() + hour) },
      outcome: "released",
    };
  });
}
