/** What a request may look like, for those that pipelines send. A test holds each against the procedure's own input. */
type Example = { parameters?: Record<string, string>; body?: Record<string, unknown> };

const environmentId = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d001";
const occurrenceId = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d002";
const buildId = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d005";
const releaseId = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d003";
const slotId = "019ab1c2-5c00-7cc2-a7c4-91f2b6f0d004";

export const examples: Readonly<Record<string, Example>> = {
  "handoffs.handOver": {
    body: {
      service: "ledger",
      version: "4.2.0",
      commitSha: "a91f3c2e5b7d",
      artifactDigest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      changes: [{ title: "Round refunds to the cent", author: "Dana Developer" }],
      checks: { passed: 412, total: 412 },
      authorEmail: "dana@example.com",
      runUrl: "https://ci.example.com/runs/8123",
      release: { kind: "feature", summary: "Refunds to the cent", databaseChange: "compatible" },
    },
  },
  "releases.recordCheck": {
    parameters: { buildId },
    body: {
      name: "e2e",
      source: "ci",
      status: "completed",
      conclusion: "passed",
      passed: 88,
      total: 88,
      url: "https://ci.example.com/runs/8123",
      reportedAt: "2026-11-24T06:00:00Z",
    },
  },
  "windows.status": { parameters: { environment: "Production", service: "ledger" } },
  "slots.week": {
    parameters: { environmentId, from: "2026-11-23T00:00:00+01:00", to: "2026-11-30T00:00:00+01:00" },
  },
  "slots.freeRanges": { parameters: { environmentId, durationMinutes: "60", limit: "3" } },
  "slots.book": {
    body: {
      occurrenceId,
      lane: 1,
      during: { start: "2026-11-24T06:00:00+01:00", end: "2026-11-24T07:00:00+01:00" },
      releaseIds: [releaseId],
    },
  },
  "slots.deployNow": { parameters: { releaseId }, body: { minutes: 60 } },
  "licences.record": {
    body: {
      service: "flags",
      kind: "regression_tests",
      outcome: "passed",
      summary: "412 regression tests, all green",
      evidenceUrl: "https://ci.example.com/runs/8123",
      artifactDigest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
  },
  "deployments.rollBack": { body: { reason: "Checkout fails for one in ten." } },
  "plans.compare": {
    body: {
      text: "signalbox: 1\nwindows:\n  - name: Core\n    environment: Production\n    zone: Europe/Berlin\n    localStart: 2026-11-24T06:00\n    durationMinutes: 360\n    rrule: FREQ=WEEKLY;BYDAY=TU\n",
      prune: false,
    },
  },
  "plans.apply": {
    body: {
      text: "signalbox: 1\nteams:\n  - name: Payments\n    hue: 5\n",
      digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
  },
  "slots.move": {
    parameters: { slotId },
    body: { occurrenceId, lane: 2, during: { start: "2026-11-24T08:00:00+01:00", end: "2026-11-24T09:00:00+01:00" } },
  },
  "slots.cancel": { parameters: { slotId }, body: { reason: "The migration needs another look." } },
  "releases.detail": { parameters: { releaseId } },
  "access.createToken": { body: { name: "ledger pipeline", permissions: ["plan.read", "release.write", "slot.book"] } },
};
