import { beforeAll, expect, it } from "vitest";
import { forecastRuns } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { aBuild, aHandoff, aRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { readHandovers, readKeptForecasts, readOwnHistory } from "./database-history";
import { replayHandovers } from "./replay";
import { scoreSaid } from "./said";

const hour = 3_600_000;
const { db, pool } = testDatabase();
let organisation: Organisation;
const later = (hours: number) => new Date(organisation.now.getTime() + hours * hour);

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  for (let n = 0; n < 30; n++) {
    const handedOverAt = later(-24 * (30 - n));
    const release = await aRelease(db, organisation, { status: "accepted", createdAt: handedOverAt });
    const build = await aBuild(db, organisation, release);
    await aHandoff(db, organisation, release, build, {
      status: "accepted",
      verdict: "accepted",
      testerId: organisation.people.qa.id,
      handedOverAt,
      claimedAt: new Date(handedOverAt.getTime() + hour),
      decidedAt: new Date(handedOverAt.getTime() + 3 * hour),
    });
    if (n % 2 === 0) continue;
    await db.insert(forecastRuns).values({
      releaseId: release.id,
      at: handedOverAt,
      current: false,
      phase: "waiting",
      p50: new Date(handedOverAt.getTime() + 4 * hour),
      p85: new Date(handedOverAt.getTime() + 8 * hour),
      p95: new Date(handedOverAt.getTime() + 9 * hour),
      twentieths: [],
      bars: [],
      ownHandovers: n,
      teamHandovers: n,
      allHandovers: n,
      borrowed: "nobody",
      draws: 10_000,
      // Every third left later than the forecast's P50.
      actualAt: new Date(handedOverAt.getTime() + (n % 3 === 0 ? 6 : 4) * hour),
      rank: 0.5,
    });
  }
});

it("replays the product's forecast on the hand-overs of an installation", async () => {
  const record = await readHandovers(db);
  expect(record.turns.length).toBeGreaterThanOrEqual(30);
  const [all] = scoreSaid(replayHandovers(record));
  expect(all?.questions).toBeGreaterThan(20);
  expect(all?.held[2]).toBeGreaterThan(0.8);
});

it("scores what was said to people at the time, by what happened", async () => {
  const [all, ...horizons] = scoreSaid(await readKeptForecasts(db, await readOwnHistory(pool)));
  expect(all).toMatchObject({ questions: 15, apart: 15, held: [10 / 15, 1, 1] });
  expect(horizons.map(({ label }) => label.trim())).toEqual(["up to a day ahead"]);
});
