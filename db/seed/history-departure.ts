import { createHash } from "node:crypto";
import { newId } from "@/db/id";
import { approvalContent } from "@/lib/domain/approval-content";
import type { EnvironmentName, PersonKey } from "./example-plan";
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

type Times = { openedAt: Date; finishedAt: Date };

/** The slot a release left in, the signatures it had, the call that was made and what came back. */
export function writeDeparture(story: Story, last: AcceptedBuild, times: Times, writing: Writing): void {
  const { name, audit, releaseId } = writing;
  const { openedAt, finishedAt } = times;
  const slot = writeSlot(story, last, "Production", times, writing);
  writeSignatures(story, last, slot.id, writing);
  audit(openedAt, undefined, "slot.opened", slot);
  const release = { kind: "release", id: releaseId, name };
  audit(openedAt, undefined, "release.departed", release);
  const deploymentId = writeDeployment(story, last, { ...times, ...slot, environment: "Production" }, writing);
  audit(finishedAt, undefined, story.outcome === "failed" ? "release.failed" : "release.arrived", release);
  if (story.outcome === "rolled_back") writeRollback(story, { deploymentId, finishedAt }, writing);
}

/** Its stop before Production: nobody has to sign for Staging, and it arrived there, whatever happened afterwards. */
export function writeStagingStop(story: Story, last: AcceptedBuild, times: Times, writing: Writing): void {
  const slot = writeSlot(story, last, "Staging", times, writing);
  writing.audit(times.openedAt, undefined, "slot.opened", slot);
  const arrived: Story = { ...story, outcome: "released" };
  writeDeployment(arrived, last, { ...times, ...slot, environment: "Staging" }, writing);
}

type WrittenSlot = { kind: "slot"; id: string; name: string; fencingNumber: number };

function writeSlot(
  story: Story,
  last: AcceptedBuild,
  environment: EnvironmentName,
  { openedAt, finishedAt }: Times,
  { releaseId, name, author, audit, ids, rows }: Writing,
): WrittenSlot {
  const slotId = newId();
  const fencingNumber = rows.slots.length + 1;
  const bookedAt = isAnytime(story) ? story.during.start : new Date(last.decidedAt.getTime() - 1_800 * second);
  rows.slots.push({
    id: slotId,
    environmentId: ids.environment(environment),
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
    environmentId: ids.environment(environment),
    during: story.during,
    live: true,
  });
  const slot = { kind: "slot" as const, id: slotId, name };
  audit(bookedAt, author, "slot.booked", slot, { startsAt: story.during.start.toISOString(), environment });
  return { ...slot, fencingNumber };
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

type Opened = Times & WrittenSlot & { environment: EnvironmentName };

function writeDeployment(story: Story, last: AcceptedBuild, opened: Opened, writing: Writing): string {
  const { releaseId, name, audit, ids, receiver, chance, rows } = writing;
  const { id: slotId, fencingNumber, openedAt, finishedAt, environment } = opened;
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
    environmentId: ids.environment(environment),
    buildId: last.buildId,
    artifactDigest: last.artifactDigest,
    handoffId: last.handoffId,
    targetId: ids.target(story.service.name, environment),
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
  const deployment = { kind: "deployment", id: deploymentId, name };
  audit(answeredAt, undefined, "deployment.called", deployment, { status: 202, attempt: 1 });
  audit(finishedAt, undefined, `deployment.${outcome}`, deployment);
  return deploymentId;
}
