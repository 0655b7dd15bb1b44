import { expect, it } from "vitest";
import { callBody, type DeploymentCall } from "./deployment-call";
import { at, range } from "./testing/slot-example";

const call: DeploymentCall = {
  deploymentId: "deployment-1",
  callbackUrl: "https://signalbox.example/api/hooks/deployments/deployment-1",
  fencingNumber: 7,
  service: { id: "service-1", name: "web" },
  environment: { id: "environment-1", name: "Production" },
  release: { id: "release-1", version: "2026.47", kind: "feature" },
  build: { id: "build-3", number: 3, commitSha: "a91f3c2", artifactDigest: "sha256:3" },
  slot: { id: "slot-1", during: range("24T07:00", "24T09:00") },
  openedAt: at("24T07:00"),
};

it("the body of a call keeps its form: receivers out there read it", () => {
  expect(JSON.parse(callBody(call))).toEqual({
    type: "deployment.requested",
    timestamp: "2026-11-24T07:00:00.000Z",
    data: {
      deploymentId: "deployment-1",
      callbackUrl: "https://signalbox.example/api/hooks/deployments/deployment-1",
      fencingNumber: 7,
      service: { id: "service-1", name: "web" },
      environment: { id: "environment-1", name: "Production" },
      release: { id: "release-1", version: "2026.47", kind: "feature" },
      build: { id: "build-3", number: 3, commitSha: "a91f3c2", artifactDigest: "sha256:3" },
      slot: { id: "slot-1", startsAt: "2026-11-24T07:00:00.000Z", endsAt: "2026-11-24T09:00:00.000Z" },
    },
  });
});

it("is the same to the byte whatever else the rows hold: a retry signs what the first attempt signed", () => {
  const wider = { ...call, service: { name: "web", id: "service-1", teamId: "team-1" }, attempt: 2 };
  expect(callBody(wider)).toBe(callBody(call));
});
