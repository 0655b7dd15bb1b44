import { describe, expect, it } from "vitest";
import type { TurnOfRelease } from "@/lib/forecasts/queries/turns";
import { replayHandovers } from "./replay";
import { scoreSaid } from "./said";
import { scoredTable } from "./score-table";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 5, 9);
const at = (hours: number) => new Date(start + hours * hour);

/** A release each day, a few hours in line and in test; `taking` says how long the test of each takes. */
function handovers(taking: (n: number) => number): TurnOfRelease[] {
  return Array.from({ length: 60 }, (_, n) => {
    const from = 24 * n;
    const decidedAt = at(from + 2 + (n % 3) + taking(n));
    return {
      releaseId: `release ${n}`,
      serviceId: "checkout",
      teamId: "payments",
      kind: "feature",
      round: 1,
      createdAt: at(from - 5),
      testerId: "quinn",
      handedOverAt: at(from),
      claimedAt: at(from + 2 + (n % 3)),
      decidedAt,
      verdict: "accepted",
      endedAt: null,
    };
  });
}
const usual = (n: number) => 3 + (n % 4);

describe("the product's forecast, replayed on hand-overs", () => {
  it("says at each moment what it would have said: what came later is not in it", () => {
    const changed = 50;
    const later = at(24 * changed);
    const said = replayHandovers({ turns: handovers(usual), imported: [] });
    const other = replayHandovers({
      turns: handovers((n) => (n < changed ? usual(n) : usual(n) + 9)),
      imported: [],
    });
    const marks = (list: typeof said, isBefore: boolean) =>
      list
        .filter((each) => each.at < later === isBefore)
        .map(({ releaseId, p50, p85, p95 }) => ({ releaseId, p50, p85, p95 }));
    expect(marks(said, true).length).toBeGreaterThan(40);
    expect(marks(other, true)).toEqual(marks(said, true));
    expect(marks(other, false)).not.toEqual(marks(said, false));
  });

  it("asks of each step until QA has accepted, and scores it by how far ahead it looked, beside the plain bootstrap", () => {
    const said = replayHandovers({ turns: handovers(usual), imported: [] });
    const scores = scoreSaid(said);
    const [all, ...horizons] = scores;
    expect(all).toMatchObject({ label: "all", questions: said.length });
    expect(horizons.reduce((sum, { questions }) => sum + questions, 0)).toBe(said.length);
    expect(all?.apart).toBe(new Set(said.map(({ releaseId }) => releaseId)).size);
    expect(all?.held[1]).toBeGreaterThan(all?.held[0] ?? 1);
    expect(all?.baselineLoss).toBeGreaterThan(0);
    expect(scoredTable("hand-overs", scores)).toMatch(/up to a day ahead.*forecast/);
  });

  it("asks nothing of what QA has not accepted: what has not ended has no answer", () => {
    const turns = handovers(usual).map((turn) => ({ ...turn, verdict: null, decidedAt: null }));
    expect(replayHandovers({ turns, imported: [] })).toEqual([]);
    expect(scoreSaid([])).toEqual([]);
  });
});
