import { describe, expect, it } from "vitest";
import { firstToMake, type MustMake, slackOf, type Urgency, urgencyInWords } from "./must-make";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 26, hour));
const production: MustMake = {
  kind: "slot",
  id: "slot",
  name: "Production",
  acceptBy: at(13),
  zone: "Europe/Berlin",
};
const hours = 3_600_000;
const urgency = (change: Partial<Urgency> = {}): Urgency => ({
  mustMake: production,
  need: { minutes: 360, basedOn: 12, of: "service" },
  claimedAt: null,
  ...change,
});

describe("what a build must make", () => {
  it("is the first of its promises", () => {
    const train: MustMake = { kind: "train", id: "d", name: "train 48", acceptBy: at(9), zone: "UTC" };
    expect(firstToMake([production, train])).toBe(train);
    expect(firstToMake([])).toBeNull();
  });

  it("the slack is the time until the verdict is due, less the testing that is left", () => {
    expect(slackOf(urgency(), at(4))).toBe(3 * hours);
    expect(slackOf(urgency(), at(10))).toBe(-3 * hours);
    expect(slackOf(urgency({ claimedAt: at(4) }), at(6))).toBe(3 * hours);
    expect(slackOf(urgency({ claimedAt: at(1) }), at(9))).toBe(4 * hours);
    expect(slackOf(urgency({ mustMake: null }), at(4))).toBeNull();
  });

  it("is explained in one sentence: by when, for what, how long it takes, how much is left", () => {
    expect(urgencyInWords(urgency(), at(4))).toBe(
      "must be accepted by Thu 26 Nov 14:00 CET to make Production; needs about 6 h; slack 3 h",
    );
    expect(urgencyInWords(urgency(), at(10))).toContain("needs about 6 h; 3 h too little");
    expect(urgencyInWords(urgency({ claimedAt: at(4) }), at(6))).toContain("needs about 4 h more; slack 3 h");
    expect(urgencyInWords(urgency({ claimedAt: at(1) }), at(9))).toContain("takes longer than usual; slack 4 h");
    const unknown = urgency({ mustMake: null, need: { minutes: 240, basedOn: 0, of: "assumed" } });
    expect(urgencyInWords(unknown, at(4))).toBe("nothing is booked for it; needs about 4 h, which is assumed");
  });
});
