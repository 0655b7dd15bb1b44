import { newId } from "@/db/id";
import type { PersonKey } from "./example-plan";
import type { Writing } from "./history-rows";
import type { Story } from "./history-story";

const second = 1_000;
const minute = 60 * second;

const reason = "Vouchers were counted twice in one of ten baskets.";
export const rolledBackMessage = "The version before runs again on all instances.";

/** How a release that had arrived was taken back half an hour later: who, why, the call, the reports. */
export function writeRollback(
  story: Story,
  { deploymentId, finishedAt: arrivedAt }: { deploymentId: string; finishedAt: Date },
  { releaseId, name, audit, ids, receiver, chance, rows }: Writing,
): void {
  const id = newId();
  const serviceId = ids.service(story.service.name);
  const by: PersonKey = "manager2";
  const requestedAt = new Date(arrivedAt.getTime() + 34 * minute);
  const sentAt = new Date(requestedAt.getTime() + 40);
  const answeredAt = new Date(sentAt.getTime() + Math.floor(chance.between(20, 180)));
  const runningAt = new Date(answeredAt.getTime() + 2 * second);
  const finishedAt = new Date(runningAt.getTime() + Math.floor(chance.between(30, 120)) * second);
  // Higher than that of everything in the past: nothing newer of the service was deployed.
  const fencingNumber = 1_000_000;
  rows.rollbacks.push({
    id,
    deploymentId,
    serviceId,
    environmentId: ids.environment("Production"),
    previousDeploymentId: rows.deployments.findLast(
      (row) => row.serviceId === serviceId && row.id !== deploymentId && row.status === "succeeded",
    )?.id,
    deploymentWas: "succeeded",
    status: "rolled_back",
    reason,
    requestedBy: ids.person(by),
    requestedAt,
    fencingNumber,
    webhookId: `msg_${chance.hex(24)}`,
    callUntil: new Date(requestedAt.getTime() + 30 * minute),
    acceptedAt: answeredAt,
    runningAt,
    finishedAt,
    message: rolledBackMessage,
    createdAt: requestedAt,
    updatedAt: finishedAt,
  });
  rows.rollbackDeliveries.push({
    rollbackId: id,
    attempt: 1,
    url: receiver.url,
    requestBody: JSON.stringify({
      type: "deployment.rollback_requested",
      data: { rollbackId: id, deploymentId, fencingNumber, reason },
    }),
    sentAt,
    answeredAt,
    statusCode: 202,
  });
  rows.rollbackReports.push(
    { rollbackId: id, webhookId: `msg_${chance.hex(24)}`, status: "running", receivedAt: runningAt },
    {
      rollbackId: id,
      webhookId: `msg_${chance.hex(24)}`,
      status: "rolled_back",
      message: rolledBackMessage,
      receivedAt: finishedAt,
    },
  );
  const subject = { kind: "deployment", id: deploymentId, name: `${name} to Production` };
  const facts = { rollbackId: id, environment: "Production" };
  audit(requestedAt, by, "deployment.rollback_started", subject, { ...facts, reason, heldSlots: 0 });
  audit(answeredAt, undefined, "deployment.called", subject, { ...facts, status: 202, attempt: 1 });
  audit(finishedAt, undefined, "deployment.rolled_back", subject, { ...facts, message: rolledBackMessage });
  rows.releases
    .filter((release) => release.id === releaseId)
    .forEach((release) => {
      release.statusSince = finishedAt;
    });
}
