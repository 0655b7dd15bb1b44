import { createHash } from "node:crypto";
import { newId } from "@/db/id";
import { approvalContent } from "@/lib/domain/approval-content";
import type { PersonKey } from "./example-plan";
import { rolledBackMessage, writeRollback } from "./history-rollback";
import type { AcceptedBuild } from "./history-rounds";
import type { Writing } from "./history-rows";
import { isAnytime, type Story } from "./history-story";

const second = 1_000;

function originOf({ occurrence, departureId, kind }: Story): "train" | "window" | "emergency" | "continuous" {
  if (departureId !== undefined) return "train";
  if (occurrence !== null) return "window";
  return kind === "hotfix" ? "emergency" : "continuous";
}

/** The slot a release left in, the signatures it had, the call that was made and what came back. */
export function writeDeparture(
  story: Story,
  last: AcceptedBuild,
  { openedAt, finishedAt }: { openedAt: Date; finishedAt: Date },
  writing: Writing,
): void {
  const { releaseId, name, author, audit, ids, rows } = writing;
  const slotId = newId();
  const fencingNumber = rows.slots.length + 1;
  const bookedAt = isAnytime(story) ? story.during.start : new Date(last.decidedAt.getTime() - 1_800 * second);
  rows.slots.push({
    id: slotId,
    environmentId: ids.environment("Production"),
    occurrenceId: story.occurrence?.id ?? null,
    departureId: story.departureId ?? null,
    origin: originOf(story),
    lane: story.lane,
    teamId: ids.team(story.service.team),
    during: story.during,
    status: "open",
    bookedBy: ids.person(author),
    bookedAt,
    fencingNumber,
    openedAt,
    createdAt: bookedAt,
    updatedAt: finishedAt,
  });
  rows.slotReleases.push({
    slotId,
    releaseId,
    serviceId: ids.service(story.service.name),
    environmentId: ids.environment("Production"),
    during: story.during,
    live: true,
  });
  const slot = { kind: "slot", id: slotId, name };
  audit(bookedAt, author, "slot.booked", slot, {
    startsAt: story.during.start.toISOString(),
    environment: "Production",
  });

  writeSignatures(story, last, slotId, writing);
  writeDeployment(story, last, { slotId, fencingNumber, openedAt, finishedAt }, writing);
}

function writeSignatures(story: Story, last: AcceptedBuild, slotId: string, writing: Writing): void {
  const { releaseId, name, audit, ids, receiver, chance, rows } = writing;
  const slot = { kind: "slot", id: slotId, name };
  const content = approvalContent({
    environment: { id: ids.environment("Production"), name: "Production" },
    policy: { version: ids.policy.version, coversTime: "occurrence" },
    slot: { during: story.during, occurrence: story.occurrence },
    releases: [
      {
        releaseId,
        serviceName: story.service.name,
        version: story.version,
        build: { number: last.number, artifactDigest: last.artifactDigest },
        target: { url: receiver.url, strategy: "direct", version: 1 },
      },
    ],
  });
  const digest = createHash("sha256").update(content).digest("hex");
  for (const signer of [chance.pick<PersonKey>(["manager", "manager2"]), chance.pick<PersonKey>(["qa", "qa2"])]) {
    const asked = isAnytime(story) ? story.during.start : last.decidedAt;
    const longest = isAnytime(story) ? 390 : 1_500;
    const givenAt = new Date(asked.getTime() + Math.floor(chance.between(60, longest)) * second);
    rows.approvals.push({
      slotId,
      policyId: ids.policy.id,
      personId: ids.person(signer),
      verdict: "approve",
      digest,
      content,
      givenAt,
    });
    audit(givenAt, signer, "approval.given", slot);
  }
}

type Opened = { slotId: string; fencingNumber: number; openedAt: Date; finishedAt: Date };

function writeDeployment(story: Story, last: AcceptedBuild, opened: Opened, writing: Writing): void {
  const { releaseId, name, audit, ids, receiver, chance, rows } = writing;
  const { slotId, fencingNumber, openedAt, finishedAt } = opened;
  const slot = { kind: "slot", id: slotId, name };
  const deploymentId = newId();
  const sentAt = new Date(openedAt.getTime() + 9);
  const answeredAt = new Date(sentAt.getTime() + Math.floor(chance.between(20, 180)));
  const runningAt = new Date(answeredAt.getTime() + 2 * second);
  const message = story.outcome === "failed" ? "Health check failed on 2 of 6 instances." : "";
  const arrived = story.outcome !== "failed";
  const isBack = story.outcome === "rolled_back";
  rows.deployments.push({
    id: deploymentId,
    slotId,
    releaseId,
    serviceId: ids.service(story.service.name),
    environmentId: ids.environment("Production"),
    buildId: last.buildId,
    artifactDigest: last.artifactDigest,
    handoffId: last.handoffId,
    targetId: ids.target(story.service.name, "Production"),
    fencingNumber,
    status: isBack ? "rolled_back" : arrived ? "succeeded" : "failed",
    webhookId: `msg_${chance.hex(24)}`,
    callUntil: story.during.end,
    acceptedAt: answeredAt,
    runningAt,
    finishedAt,
    message: isBack ? rolledBackMessage : message,
    createdAt: openedAt,
    updatedAt: finishedAt,
  });
  rows.deliveries.push({
    deploymentId,
    attempt: 1,
    url: receiver.url,
    requestBody: JSON.stringify({ type: "deployment.requested", data: { deploymentId, fencingNumber } }),
    sentAt,
    answeredAt,
    statusCode: 202,
  });
  const outcome = arrived ? "succeeded" : "failed";
  rows.reports.push(
    { deploymentId, webhookId: `msg_${chance.hex(24)}`, status: "running", receivedAt: runningAt },
    { deploymentId, webhookId: `msg_${chance.hex(24)}`, status: outcome, message, receivedAt: finishedAt },
  );
  audit(openedAt, undefined, "slot.opened", slot);
  audit(openedAt, undefined, "release.departed", { kind: "release", id: releaseId, name });
  audit(
    answeredAt,
    undefined,
    "deployment.called",
    { kind: "deployment", id: deploymentId, name },
    { status: 202, attempt: 1 },
  );
  audit(finishedAt, undefined, `deployment.${outcome}`, { kind: "deployment", id: deploymentId, name });
  audit(finishedAt, undefined, arrived ? "release.arrived" : "release.failed", {
    kind: "release",
    id: releaseId,
    name,
  });
  if (isBack) writeRollback(story, { deploymentId, finishedAt }, writing);
}
