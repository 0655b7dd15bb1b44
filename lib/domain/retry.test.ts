import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeAnswer, nextAttemptAt, parseRetryAfter } from "./retry";

const now = new Date("2026-11-24T07:00:00Z");
const deadline = new Date("2026-11-24T09:00:00Z");
const seconds = (at: Date | null) => (at === null ? null : (at.getTime() - now.getTime()) / 1000);

describe("an answer to a call", () => {
  it.each([
    [200, "accepted"],
    [202, "accepted"],
    [204, "accepted"],
    [301, "refused"],
    [302, "refused"],
    [400, "refused"],
    [401, "refused"],
    [404, "refused"],
    [408, "retry"],
    [410, "gone"],
    [422, "refused"],
    [425, "retry"],
    [429, "retry"],
    [500, "retry"],
    [503, "retry"],
    [599, "retry"],
  ] as const)("%s is %s", (status, verdict) => expect(judgeAnswer(status)).toBe(verdict));
});

describe("the next attempt", () => {
  it.each([
    [1, 0, 0.5],
    [1, 0.5, 0.75],
    [2, 0, 1],
    [3, 0, 2],
    [9, 0, 128],
    [30, 0, 150],
    [1000, 0, 150],
  ])("after %s failures with dice %s comes %s s later", (attempt, random, wait) => {
    expect(seconds(nextAttemptAt(attempt, now, deadline, undefined, random))).toBe(wait);
  });

  it("honours Retry-After when it asks for more, and not when it asks for less", () => {
    expect(seconds(nextAttemptAt(1, now, deadline, new Date(now.getTime() + 120_000), 0))).toBe(120);
    expect(seconds(nextAttemptAt(9, now, deadline, new Date(now.getTime() + 1000), 0))).toBe(128);
    expect(seconds(nextAttemptAt(1, now, deadline, new Date(0), 0))).toBe(0.5);
  });

  it("is none when it would start at the slot's end or later (case 26)", () => {
    expect(nextAttemptAt(1, now, new Date(now.getTime() + 500), undefined, 0)).toBeNull();
    expect(seconds(nextAttemptAt(1, now, new Date(now.getTime() + 501), undefined, 0))).toBe(0.5);
    expect(nextAttemptAt(1, now, deadline, deadline, 0)).toBeNull();
    expect(nextAttemptAt(1, deadline, now, undefined, 0)).toBeNull();
  });

  it("is always after now, before the deadline and at most five minutes away unless asked for later", () => {
    const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        dice,
        fc.integer({ min: -1000, max: 7_200_000 }),
        (attempt, random, left) => {
          const end = new Date(now.getTime() + left);
          const next = nextAttemptAt(attempt, now, end, undefined, random);
          if (next === null) return;
          expect(next > now && next < end).toBe(true);
          expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(300_000);
        },
      ),
    );
  });
});

describe("Retry-After", () => {
  it.each([
    ["120", 120],
    [" 0 ", 0],
    ["Tue, 24 Nov 2026 07:05:00 GMT", 300],
  ])("%j is %s s away", (header, wait) => expect(seconds(parseRetryAfter(header, now) ?? null)).toBe(wait));

  it.each([null, undefined, "", "soon", "-5", "1.5", "2026-11-24", "99999999999", "Someday, 99 Foo"])(
    "%j says nothing",
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined();
    },
  );
});
