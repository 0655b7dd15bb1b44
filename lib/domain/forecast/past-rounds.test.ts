import { describe, expect, it } from "vitest";
import { pastRounds, type Turn, turnsKnownBy } from "./past-rounds";
import { rhythmOf } from "./rhythm";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const steady = rhythmOf(Array.from({ length: 168 * 60 }, (_, n) => at(n - 168 * 60)));
const of = { serviceId: "checkout", teamId: "payments" };
const turns: Turn[] = [
  {
    ...of,
    round: 1,
    handedOverAt: at(0),
    claimedAt: at(1),
    decidedAt: at(3),
    verdict: "rejected",
    endedAt: at(7),
  },
  { ...of, round: 2, handedOverAt: at(7), claimedAt: at(8), decidedAt: at(9), verdict: "accepted", endedAt: null },
];

describe("rounds out of a release's turns with QA", () => {
  it("are told whole once all of it is over", () => {
    expect(pastRounds(turns, steady).map(({ round, bounced, at }) => ({ round, bounced, at }))).toEqual([
      { round: 1, bounced: true, at: at(3) },
      { round: 2, bounced: false, at: at(9) },
    ]);
    expect(pastRounds(turns, steady)[0]?.rework).toBeGreaterThan(200);
  });

  it("are told at an earlier instant only as far as they had come: no verdict, no rework that nobody knew of", () => {
    expect(pastRounds(turnsKnownBy(turns, at(2)), steady)).toMatchObject([{ testing: null, bounced: null, at: at(1) }]);
    expect(pastRounds(turnsKnownBy(turns, at(5)), steady)).toMatchObject([{ bounced: true, rework: null, at: at(3) }]);
    expect(turnsKnownBy(turns, at(0.5))).toMatchObject([{ claimedAt: null, verdict: null, endedAt: null }]);
  });
});
