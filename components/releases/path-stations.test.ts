import { describe, expect, it } from "vitest";
import type { ReleaseDetail, ReleaseSlot, Round } from "@/lib/releases/input/detail-output";
import { pathStations } from "./path-stations";

const at = (time: string) => new Date(`2026-11-${time}:00Z`);
const zone = "Europe/Berlin";
const now = at("24T06:10");

const environments = [
  { id: "dev", name: "Dev", zone, requiresAcceptance: false },
  { id: "staging", name: "Staging", zone, requiresAcceptance: false },
  { id: "production", name: "Production", zone, requiresAcceptance: true },
];

type Handoff = NonNullable<Round["handoff"]>;

function round(number: number, handoff: Partial<Handoff>): Round {
  return {
    buildId: `build-${number}`,
    number,
    commitSha: "a91f3c2",
    artifactDigest: "sha256:",
    changes: [],
    changedFiles: null,
    changedLines: null,
    checks: null,
    runUrl: null,
    source: "person",
    authorEmail: null,
    builtBy: "Dana",
    builtAt: at("19T14:10"),
    handoff: {
      id: `handoff-${number}`,
      round: number,
      status: "queued",
      note: "",
      handedOverBy: "Dana",
      handedOverAt: at("19T14:10"),
      claimedAt: null,
      tester: null,
      verdict: null,
      decidedAt: null,
      endedAt: null,
      category: null,
      severity: null,
      waiver: null,
      reason: "",
      regressionRunUrl: null,
      ...handoff,
    },
  };
}

function slot(environmentId: string, change: Partial<ReleaseSlot> = {}): ReleaseSlot {
  return {
    id: `slot-${environmentId}`,
    status: "booked",
    environmentId,
    during: { start: at("25T05:30"), end: at("25T11:00") },
    lane: 1,
    windowName: "Core",
    missedBecause: null,
    postponement: null,
    plannedAfter: null,
    deployment: null,
    ...change,
  };
}

const deployment = (status: NonNullable<ReleaseSlot["deployment"]>["status"]): ReleaseSlot["deployment"] => ({
  id: "deployment",
  status,
  buildNumber: 2,
  startedAt: at("24T05:10"),
  finishedAt: status === "running" ? null : at("24T05:12"),
  message: "",
});

function release(change: Partial<ReleaseDetail>): ReleaseDetail {
  return {
    id: "release",
    version: "12.0.0",
    kind: "feature",
    status: "with_qa",
    statusSince: at("19T14:10"),
    summary: "",
    databaseChange: "none",
    downtimeMinutes: 0,
    rollbackPlan: "",
    createdBy: "Dana",
    createdAt: at("19T14:10"),
    service: { id: "service", name: "search-api", cadence: "slow" },
    team: { id: "team", name: "Discovery", hue: 1 },
    rounds: [],
    slots: [],
    environments,
    next: null,
    zone,
    may: { write: true, judge: false, book: true },
    ...change,
  };
}

const shown = (detail: ReleaseDetail) =>
  pathStations(detail, now).map(({ label, state, detail: words }) => [label, state, words]);

describe("the path of a release", () => {
  it("begins empty: nothing handed over, nothing booked", () => {
    expect(shown(release({ status: "draft" }))).toEqual([
      ["Handed over", "ahead", "no build yet"],
      ["QA", "ahead", undefined],
      ["Approvals", "ahead", "no slot booked"],
      ["Production", "ahead", undefined],
    ]);
  });

  it("shows the environments on the way that were booked, the round with QA, the signatures and the departure", () => {
    const detail = release({
      rounds: [
        round(2, { status: "testing", handedOverAt: at("24T03:00") }),
        round(1, { status: "rejected", handedOverAt: at("19T14:10") }),
      ],
      slots: [slot("production"), slot("staging", { status: "closed", deployment: deployment("succeeded") })],
      next: {
        slotId: "slot-production",
        gates: [{ gate: "approvals", passed: false, state: "waiting", title: "", reason: "", rules: [] }],
        judgedAt: now,
        signed: 0,
        required: 2,
      },
    });
    expect(shown(detail)).toEqual([
      ["Handed over", "done", "Thu 19 Nov 15:10 CET"],
      ["Staging", "done", "rc 2 live since Tue 24 Nov 06:12 CET"],
      ["QA", "now", "round 2, 3 h 10 min so far"],
      ["Approvals", "now", "0 of 2, due Wed 25 Nov 06:30 CET"],
      ["Production", "ahead", "Wed 25 Nov 06:30 CET"],
    ]);
  });

  it("tells a rejection, a missed slot and a failed deployment as failures", () => {
    const rejected = shown(release({ status: "with_dev", rounds: [round(1, { status: "rejected" })] }));
    expect(rejected[1]).toEqual(["QA", "failed", "rejected in round 1"]);
    const missed = shown(release({ slots: [slot("production", { status: "missed" })] }));
    expect(missed.at(-1)).toEqual(["Production", "failed", "missed Wed 25 Nov 06:30 CET"]);
    const failed = shown(
      release({ slots: [slot("production", { status: "closed", deployment: deployment("failed") })] }),
    );
    expect(failed.at(-2)).toEqual(["Approvals", "done", undefined]);
    expect(failed.at(-1)).toEqual(["Production", "failed", "rc 2 failed Tue 24 Nov 06:12 CET"]);
  });

  it("shows what runs now before what is booked next", () => {
    const running = slot("production", { id: "now", status: "open", deployment: deployment("running") });
    expect(shown(release({ slots: [slot("production"), running] })).at(-1)).toEqual([
      "Production",
      "now",
      "rc 2 running",
    ]);
  });

  it("keeps QA's verdict apart from an environment that is called QA", () => {
    const named = environments.map((each) => (each.id === "staging" ? { ...each, name: "QA" } : each));
    const labels = shown(release({ environments: named, slots: [slot("staging")] })).map(([label]) => label);
    expect(labels).toEqual(["Handed over", "QA", "QA's verdict", "Approvals", "Production"]);
  });
});
