import { describe, expect, it } from "vitest";
import { aFreezeIn, aWeekPlan, rangeOf } from "@/components/schedule/testing/fixtures";
import { frozenInWords } from "./frozen-in-words";

const day = rangeOf("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z");
const planOf = (name: string, freezes: ReturnType<typeof aFreezeIn>[]) =>
  aWeekPlan({ environment: { id: name, name, zone: "Europe/Berlin", defaultOpen: false }, freezes });
const audit = aFreezeIn("Audit", rangeOf("2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z"));
const later = aFreezeIn("Later", rangeOf("2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z"));

describe("a day of the strip", () => {
  it("is frozen where a freeze touches it in everything that is in view", () => {
    expect(frozenInWords([planOf("Production", [audit])], day)).toBe("frozen");
    expect(frozenInWords([planOf("Staging", [audit]), planOf("Production", [later, audit])], day)).toBe("frozen");
  });

  it("names the environments that are frozen when others are not", () => {
    const plans = [planOf("Staging", [audit]), planOf("Production", [later])];
    expect(frozenInWords(plans, day)).toBe("frozen in Staging");
  });

  it("is not frozen by what begins the day after", () => {
    expect(frozenInWords([planOf("Production", [later])], day)).toBe("");
    expect(frozenInWords([], day)).toBe("");
  });
});
