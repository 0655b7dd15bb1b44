import { describe, expect, it } from "vitest";
import { deploymentStates } from "./deployment-state";
import { decideRollback, type NewerDeployment } from "./rollback";
import { rollbackCallBody } from "./rollback-call";

const web = { name: "web 2026.47 to Production", status: "succeeded", target: { enabled: true } } as const;
const newer = (status: NewerDeployment["status"]): NewerDeployment[] => [{ id: "d2", name: "web 2026.48", status }];

describe("going back from a deployment", () => {
  it.each(deploymentStates)("that is %s", (status) => {
    const decided = decideRollback({ ...web, status }, []);
    const may = ["succeeded", "failed", "timed_out"].includes(status);
    expect(decided.ok).toBe(may);
    if (decided.ok) expect(decided.value).toBe(status);
    else expect(decided.refusal.code).toBe("wrong_state");
  });

  it.each(deploymentStates)("over a newer one that is %s", (status) => {
    const decided = decideRollback(web, newer(status));
    expect(decided.ok).toBe(status === "failed" || status === "rolled_back");
    if (!decided.ok) {
      expect(decided.refusal).toMatchObject({ code: "wrong_state", rules: [{ id: "d2", name: "web 2026.48" }] });
    }
  });

  it("says what it waits for while it is under way", () => {
    const decided = decideRollback({ ...web, status: "running" }, []);
    expect(!decided.ok && decided.refusal.message).toBe(
      "web 2026.47 to Production is running and cannot be rolled back before it has ended.",
    );
  });

  it("needs a target that is switched on", () => {
    expect(decideRollback({ ...web, target: { enabled: false } }, [])).toMatchObject({
      ok: false,
      refusal: { code: "target_missing" },
    });
  });
});

describe("the body of a rollback's call", () => {
  it("says what to go back from, to what, why, and where to report", () => {
    const body = rollbackCallBody({
      rollbackId: "r1",
      deploymentId: "d1",
      callbackUrl: "https://signalbox.example/api/hooks/rollbacks/r1",
      fencingNumber: 9,
      reason: "checkout fails",
      service: { id: "s", name: "web" },
      environment: { id: "e", name: "Production" },
      release: { id: "rel", version: "2026.47", kind: "feature" },
      build: { id: "b", number: 3, commitSha: "a91f3c2", artifactDigest: "sha256:33" },
      previous: { release: { id: "rel0", version: "2026.46" }, build: { number: 1, artifactDigest: "sha256:11" } },
      requestedAt: new Date("2026-11-24T08:00:00Z"),
    });
    expect(JSON.parse(body)).toEqual({
      type: "deployment.rollback_requested",
      timestamp: "2026-11-24T08:00:00.000Z",
      data: {
        rollbackId: "r1",
        deploymentId: "d1",
        callbackUrl: "https://signalbox.example/api/hooks/rollbacks/r1",
        fencingNumber: 9,
        reason: "checkout fails",
        service: { id: "s", name: "web" },
        environment: { id: "e", name: "Production" },
        release: { id: "rel", version: "2026.47", kind: "feature" },
        build: { id: "b", number: 3, commitSha: "a91f3c2", artifactDigest: "sha256:33" },
        previous: { release: { id: "rel0", version: "2026.46" }, build: { number: 1, artifactDigest: "sha256:11" } },
      },
    });
  });
});
