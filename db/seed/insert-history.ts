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
  rollbackDeliveries,
  rollbackReports,
  rollbacks,
  slotReleases,
  slots,
} from "@/db/schema";
import { developerOf } from "./example-plan";
import { writeDeparture, writeStagingStop } from "./history-departure";
import { writeRound } from "./history-rounds";
import { auditorOf, type HistoryRows, noRows, type Writing } from "./history-rows";
import { isAnytime, type Story } from "./history-story";
import type { ExampleIds, ExampleReceiver } from "./insert-plan";
import type { Chance } from "./random";

const second = 1_000;
const minute = 60 * second;
const stagingSeconds = 210;

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
  const rows = noRows();
  for (const story of stories) writeStory(story, ids, receiver, chance, rows);
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
  await tx.insert(rollbacks).values(rows.rollbacks);
  await tx.insert(rollbackDeliveries).values(rows.rollbackDeliveries);
  await tx.insert(rollbackReports).values(rows.rollbackReports);
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
  await tx.execute(sql`select setval('slot_fencing_numbers', ${rows.slots.length + 1})`);
  rows.audit.sort((a, b) => a.at.getTime() - b.at.getTime());
  await tx.insert(auditEvents).values(rows.audit);
}

function writeStory(story: Story, ids: ExampleIds, receiver: ExampleReceiver, chance: Chance, rows: HistoryRows): void {
  const releaseId = newId();
  const name = `${story.service.name} ${story.version}`;
  const author = developerOf[story.service.team];
  const first = story.rounds[0];
  if (!first) throw new Error("a story without a round");
  // A slot of its own opens with its last signature, some minutes after somebody pressed "deploy now".
  const lateMs = (story.lateMinutes ?? 0) * minute;
  const calledAt = new Date(
    story.during.start.getTime() + lateMs + (isAnytime(story) ? 400 * second : Math.floor(chance.between(6, 28))),
  );
  // In Production a train opens what has arrived in Staging.
  const staged = { openedAt: calledAt, finishedAt: new Date(calledAt.getTime() + stagingSeconds * second) };
  const openedAt = story.throughStaging ? new Date(staged.finishedAt.getTime() + 3 * second) : calledAt;
  const usual = new Date(openedAt.getTime() + Math.floor(chance.between(40, 420)) * second);
  const { overranMinutes, during } = story;
  const finishedAt = overranMinutes === undefined ? usual : new Date(during.end.getTime() + overranMinutes * minute);
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
  const writing: Writing = { releaseId, name, author, audit, ids, receiver, chance, rows };
  const last = story.rounds
    .map((round, index) => writeRound(round, index + 1, index + 1 === story.rounds.length, story.summary, writing))
    .at(-1);
  if (!last) throw new Error("a story without a round");
  if (story.throughStaging) writeStagingStop(story, last, staged, writing);
  writeDeparture(story, last, { openedAt, finishedAt }, writing);
}
