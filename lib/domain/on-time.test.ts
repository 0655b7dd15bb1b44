import { describe, expect, it } from "vitest";
import { figureWords } from "./insights/figure";
import { isOnTime, onTimeInWords } from "./on-time";
import { trainRemark } from "./train-remark";

const plannedAt = new Date("2026-12-01T05:00:00Z");
const after = (seconds: number) => new Date(plannedAt.getTime() + seconds * 1000);

describe("on time", () => {
  it.each([
    [-60, true],
    [0, true],
    [300, true],
    [301, false],
    [14 * 60, false],
  ])("%i s after the plan: %s, on the train's page and on the board alike", (seconds, onTime) => {
    const departedAt = after(seconds);
    expect(isOnTime(plannedAt, departedAt)).toBe(onTime);
    expect(onTimeInWords([{ plannedAt, departedAt }])).toBe(
      `${onTime ? 1 : 0} of 1 left on time, within 5 min of their plan`,
    );
    const run = {
      status: "departed",
      outcome: null,
      boardingAt: plannedAt,
      cutOffAt: plannedAt,
      arrivedAt: null,
    } as const;
    const remark = trainRemark(
      { ...run, plannedAt, departedAt, departsAt: plannedAt, holdCause: null, aboard: 1 },
      "UTC",
    );
    expect(remark.detail === "left on time").toBe(onTime);
  });

  it("counts those that have left, and says nothing before any has", () => {
    const waiting = { plannedAt, departedAt: null };
    expect(onTimeInWords([waiting])).toBeUndefined();
    expect(onTimeInWords([waiting, { plannedAt, departedAt: plannedAt }])).toMatch(/^1 of 1 /);
  });

  it("is defined in the insights by the same figure", () => {
    expect(figureWords.punctuality.definition).toContain("within 5 minutes of that");
  });
});
