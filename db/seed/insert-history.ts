import { createHash } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import {
  approvals,
  auditEvents,
  builds,
  deliveries,
  deploymentReports,
  deployments,
  handoffs,
  releases,
  slotReleases,
  slots,
} from "@/db/schema";
import { approvalContent } from "@/lib/domain/approval-content";
import { developerOf, type PersonKey } from "./example-plan";
import type { Round, Story } from "./history-story";
import type { ExampleIds, ExampleReceiver } from "./insert-plan";
import type { Chance } from "./random";

const second = 1_000;

type Rows = {
  releases: (typeof releases.$inferInsert)[];
  builds: (typeof builds.$inferInsert)[];
  handoffs: (typeof handoffs.$inferInsert)[];
  slots: (typeof slots.$inferInsert)[];
  slotReleases: (typeof slotReleases.$inferInsert)[];
  approvals: (typeof approvals.$inferInsert)[];
  deployments: (typeof deployments.$inferInsert)[];
  deliveries: (typeof deliveries.$inferInsert)[];
  reports: (typeof deploymentReports.$inferInsert)[];
  audit: (typeof auditEvents.$inferInsert)[];
};

type Place = { ids: ExampleIds; receiver: ExampleReceiver; chance: Chance; rows: Rows };

/**
 * Writes the past down as the product itself would have: builds, rounds, signatures, calls, reports and the audit log. In
 * bulk, because the guards in Postgres check each row all the same and a newcomer waits for it.
 */
export async function insertHistory(
  tx: Tx,
  stories: readonly Story[],
  ids: ExampleIds,
  receiver: ExampleReceiver,
  chance: Chance,
): Promise<void> {
  const rows: Rows = {
    releases: [],
    builds: [],
    handoffs: [],
    slots: [],
    slotReleases: [],
    approvals: [],
    deployments: [],
    deliveries: [],
    reports: [],
    audit: [],
  };
  for (const story of stories) writeStory(story, { ids, receiver, chance, rows });
  await tx.insert(releases).values(rows.releases);
  await tx.insert(builds).values(rows.builds);
  await tx.insert(handoffs).values(rows.handoffs);
  // Deployments are only made in open slots: the past opens and closes as the present does.
  await tx.insert(slots).values(rows.slots);
  await tx.insert(slotReleases).values(rows.slotReleases);
  await tx.insert(approvals).values(rows.approvals);
  await tx.insert(deployments).values(rows.deployments);
  await tx.insert(deliveries).values(rows.deliveries);
  await tx.insert(deploymentReports).values(rows.reports);
  await tx
    .update(slots)
    .set({
      status: "closed",
      closedAt: sql`(select max(d.finished_at) from deployments d where d.slot_id = ${slots.id})`,
    })
    .where(
      inArray(
        slots.id,
        rows.slots.map((slot) => slot.id ?? ""),
      ),
    );
  await tx.execute(sql`select setval('slot_fencing_numbers', ${Math.max(1, stories.length)})`);
  rows.audit.sort((a, b) => a.at.getTime() - b.at.getTime());
  await tx.insert(auditEvents).values(rows.audit);
}

function writeStory(story: Story, { ids, receiver, chance, rows }: Place): void {
  const releaseId = newId();
  const name = `${story.service.name} ${story.version}`;
  const author = developerOf[story.service.team];
  const first = story.rounds[0];
  if (!first) throw new Error("a story without a round");
  const finishedAt = new Date(story.during.start.getTime() + Math.floor(chance.between(40, 420)) * second);
  const audit = auditorOf(rows, ids, releaseId);

  rows.releases.push({
    id: releaseId,
    serviceId: ids.service(story.service.name),
    version: story.version,
    kind: story.kind,
    status: story.outcome,
    summary: story.summary,
    rollbackPlan: "Deploy the version before.",
    createdBy: ids.person(author),
    createdAt: first.handedOverAt,
    updatedAt: finishedAt,
    statusSince: finishedAt,
  });
  audit(first.handedOverAt, author, "release.created", { kind: "release", id: releaseId, name });
  const last = story.rounds
    .map((round, index) =>
      writeRound(round, index + 1, index + 1 === story.rounds.length, {
        story,
        releaseId,
        name,
        author,
        audit,
        place: { ids, receiver, chance, rows },
      }),
    )
    .at(-1);
  if (!last) throw new Error("a story without a round");

  const slotId = newId();
  const fencingNumber = rows.slots.length + 1;
  const openedAt = new Date(story.during.start.getTime() + Math.floor(chance.between(6, 28)));
  const bookedAt = new Date(first.handedOverAt.getTime() + 600 * second);
  rows.slots.push({
    id: slotId,
    environmentId: ids.environment("Production"),
    occurrenceId: story.occurrenceId,
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

  const content = approvalContent({
    environment: { id: ids.environment("Production"), name: "Production" },
    policy: { version: ids.policy.version, coversTime: "occurrence" },
    slot: { during: story.during, occurrence: { id: story.occurrenceId, during: story.during } },
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
    const givenAt = new Date(last.decidedAt.getTime() + Math.floor(chance.between(60, 1500)) * second);
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

  const deploymentId = newId();
  const sentAt = new Date(openedAt.getTime() + 9);
  const answeredAt = new Date(sentAt.getTime() + Math.floor(chance.between(20, 180)));
  const runningAt = new Date(answeredAt.getTime() + 2 * second);
  const message = story.outcome === "failed" ? "Health check failed on 2 of 6 instances." : "";
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
    status: story.outcome === "released" ? "succeeded" : "failed",
    webhookId: `msg_${chance.hex(24)}`,
    callUntil: story.during.end,
    acceptedAt: answeredAt,
    runningAt,
    finishedAt,
    message,
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
  const outcome = story.outcome === "released" ? "succeeded" : "failed";
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
  audit(finishedAt, undefined, story.outcome === "released" ? "release.arrived" : "release.failed", {
    kind: "release",
    id: releaseId,
    name,
  });
}

type Auditor = (
  at: Date,
  by: PersonKey | undefined,
  action: string,
  subject: { kind: string; id: string; name: string },
  data?: Record<string, unknown>,
) => void;

function auditorOf(rows: Rows, ids: ExampleIds, releaseId: string): Auditor {
  return (at, by, action, subject, data = {}) => {
    rows.audit.push({
      at,
      actorKind: by ? "person" : "worker",
      actorId: by && ids.person(by),
      actorName: by ? ids.personName(by) : "Signalbox",
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name,
      releaseId,
      data,
    });
  };
}

type RoundContext = { story: Story; releaseId: string; name: string; author: PersonKey; audit: Auditor; place: Place };

function writeRound(round: Round, number: number, isLast: boolean, context: RoundContext) {
  const { story, releaseId, name, author, audit, place } = context;
  const { ids, chance, rows } = place;
  const buildId = newId();
  const handoffId = newId();
  const artifactDigest = `sha256:${chance.hex(64)}`;
  const tester = chance.pick<PersonKey>(["qa", "qa2"]);
  const total = Math.floor(chance.between(120, 480));
  rows.builds.push({
    id: buildId,
    releaseId,
    number,
    commitSha: chance.hex(40),
    artifactDigest,
    changes: [{ title: story.summary }],
    changedFiles: Math.floor(chance.between(1, number === 1 ? 40 : 6)),
    changedLines: Math.floor(chance.between(4, number === 1 ? 900 : 60)),
    checks: { passed: total, total },
    source: "pipeline",
    createdBy: ids.person(author),
    createdAt: round.handedOverAt,
  });
  rows.handoffs.push({
    id: handoffId,
    releaseId,
    buildId,
    round: number,
    status: isLast ? "accepted" : "rejected",
    handedOverBy: ids.person(author),
    handedOverAt: round.handedOverAt,
    testerId: ids.person(tester),
    claimedAt: round.claimedAt,
    verdict: isLast ? "accepted" : "rejected",
    decidedAt: round.decidedAt,
    category: round.rejection?.category,
    severity: round.rejection?.severity,
    reason: round.rejection?.reason ?? "",
    endedAt: round.decidedAt,
    createdAt: round.handedOverAt,
    updatedAt: round.decidedAt,
  });
  const subject = { kind: "handoff", id: handoffId, name: `${name} rc ${number}` };
  audit(round.handedOverAt, author, "build.handed_over", { kind: "build", id: buildId, name: `${name} rc ${number}` });
  audit(round.claimedAt, tester, "handoff.claimed", subject);
  const facts = round.rejection ? { category: round.rejection.category, reason: round.rejection.reason } : {};
  audit(round.decidedAt, tester, isLast ? "handoff.accepted" : "handoff.rejected", subject, facts);
  return { buildId, handoffId, artifactDigest, number, decidedAt: round.decidedAt };
}
