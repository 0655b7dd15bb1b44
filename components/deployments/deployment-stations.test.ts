import { describe, expect, it } from "vitest";
import type { DeploymentDetail, Rollback } from "./deployment-data";
import { deploymentStations } from "./deployment-stations";
import { wayBack } from "./way-back";

const at = (time: string) => new Date(`2026-11-24T${time}Z`);

const deployment = {
  status: "succeeded",
  acceptedAt: at("07:00:00"),
  runningAt: at("07:00:02"),
  finishedAt: at("07:05:00"),
  slot: { id: "s", during: { start: at("07:00:00"), end: at("08:00:00") }, status: "closed", openedAt: at("07:00:00") },
  target: { url: "https://deploy.example", successBy: "report", enabled: true },
  attempts: [{ sentAt: at("07:00:00") }],
  reports: [],
  rollbacks: [],
} as unknown as DeploymentDetail;

const rollback = (change: Partial<Rollback>) =>
  ({
    deploymentWas: "succeeded",
    requestedAt: at("07:40:00"),
    finishedAt: null,
    status: "calling",
    ...change,
  }) as Rollback;
const last = (change: Partial<DeploymentDetail>) => deploymentStations({ ...deployment, ...change }, "UTC").slice(-2);

describe("the way of a deployment", () => {
  it("ends with what it came to", () => {
    expect(last({}).at(-1)).toMatchObject({ label: "Succeeded", state: "done" });
  });

  it.each([
    [rollback({}), "rolling_back", { label: "Rolling back", state: "now", detail: "since Tue 24 Nov 07:40 UTC" }],
    [
      rollback({ status: "rolled_back", finishedAt: at("07:42:00") }),
      "rolled_back",
      { label: "Rolled back", state: "done" },
    ],
    [
      rollback({ status: "failed", finishedAt: at("07:42:00") }),
      "failed",
      { label: "Rollback failed", state: "failed" },
    ],
  ] as const)(
    "keeps what it had come to when it is taken back, and shows the way back beside it",
    (back, status, station) => {
      const [before, after] = last({ status, rollbacks: [back] });
      expect(before).toMatchObject({ label: "Succeeded", state: "done" });
      expect(after).toMatchObject({ label: station.label, state: station.state });
    },
  );
});

describe("the way back in words", () => {
  const release = { rollbackPlan: "", databaseChange: "none" } as DeploymentDetail["release"];

  it("is the release's own plan, or says that there is none", () => {
    expect(wayBack({ ...release, rollbackPlan: "Switch the flag off." })).toBe("Switch the flag off.");
    expect(wayBack(release)).toContain("goes back to what ran before");
    expect(wayBack({ ...release, databaseChange: "breaking" })).toMatch(/^Forward only/);
  });
});
