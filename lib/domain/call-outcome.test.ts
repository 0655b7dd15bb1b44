import { describe, expect, it } from "vitest";
import { type CallAnswer, type CalledDeployment, decideAnswer } from "./call-outcome";
import { deploymentStates } from "./deployment-state";
import { at } from "./testing/slot-example";

const now = at("24T07:00");
const calling: CalledDeployment = {
  status: "calling",
  acceptedAt: null,
  callUntil: at("24T09:00"),
  successBy: "report",
  reportTimeoutSeconds: 3600,
};
const answered = (status: number, retryAfter: string | null = null): CallAnswer => ({
  kind: "answered",
  status,
  retryAfter,
});
const decide = (answer: CallAnswer, change: Partial<CalledDeployment> = {}, attempt = 1) =>
  decideAnswer({ ...calling, ...change }, answer, attempt, now, 0);

describe("a 2xx", () => {
  it("is accepted, and the report has its time from now", () => {
    expect(decide(answered(202))).toEqual({ outcome: "accepted", reportUntil: at("24T08:00") });
  });

  it("is success where the target asks for no more", () => {
    expect(decide(answered(200), { successBy: "accepted_call" })).toEqual({ outcome: "succeeded" });
  });
});

describe("anything else", () => {
  it("that may pass is tried again inside the slot", () => {
    expect(decide(answered(503))).toEqual({
      outcome: "retry",
      at: new Date(now.getTime() + 500),
      reason: "The receiver answered 503.",
    });
    expect(
      decide({ kind: "failed", forbidden: false, error: "The receiver did not answer within 10 s." }),
    ).toMatchObject({ outcome: "retry" });
    expect(decide(answered(429, "60"))).toMatchObject({ outcome: "retry", at: at("24T07:01") });
  });

  it("that may pass is given up when the slot ends first (case 26)", () => {
    expect(decide(answered(429, "7200"))).toEqual({
      outcome: "given_up",
      reason: "The receiver answered 429. The slot ends before the next attempt.",
      disableTarget: false,
    });
    expect(decide(answered(503), { callUntil: now })).toMatchObject({ outcome: "given_up" });
  });

  it.each([
    [answered(404), "The receiver refused the call with 404.", false],
    [answered(302), "The receiver answered 302: it points elsewhere, and calls do not follow redirects.", false],
    [answered(410), "The receiver answered 410: it wants no more calls. The target was switched off.", true],
    [
      { kind: "failed", forbidden: true, error: "The address is forbidden." } as const,
      "The address is forbidden.",
      false,
    ],
  ])(
    "that cannot pass is given up at once, with the reason on the record (case 27): %j",
    (answer, reason, disableTarget) => {
      expect(decide(answer)).toEqual({ outcome: "given_up", reason, disableTarget });
    },
  );
});

describe("an answer that comes after the matter is settled", () => {
  it.each(deploymentStates.filter((state) => state !== "calling"))(
    "changes nothing about a deployment that is %s",
    (status) => {
      for (const answer of [answered(200), answered(500), answered(410)])
        expect(decide(answer, { status })).toEqual({ outcome: "settled" });
    },
  );

  it("changes nothing once another attempt was accepted", () => {
    expect(decide(answered(500), { acceptedAt: now })).toEqual({ outcome: "settled" });
  });
});
