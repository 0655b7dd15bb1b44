import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { deployments, environments, releases, slotReleases, slots } from "@/db/schema";
import { together } from "@/db/together";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import { type Actor, isMember } from "@/lib/auth/actor";
import type { ReleaseFacts, SlotFacts } from "@/lib/domain/slot-facts";
import { slotSignatures } from "@/lib/domain/slot-signatures";
import { addJobs } from "@/lib/jobs/enqueue";
import { slotName } from "./slot-name";

type NewDeployment = typeof deployments.$inferInsert & { id: string };

/**
 * When the queue makes the first call if nobody else has. The worker that opens a slot calls at once, without the queue's
 * detour, and takes the job away with the answer; the job is the net beneath, for the case that it dies before.
 */
const callJobAfterMillis = 3_000;

export type Opened = { slotIds: string[]; deploymentIds: string[] };

/**
 * Opens these slots, whose gates all pass and whose rows the caller has locked: each gets its fencing number, each of its
 * releases a deployment of the newest build and a job that sees to its call, and at the last stop of the path the release
 * departs. Everything is in the caller's transaction (rule 8) and set-based: the number of statements does not grow with the
 * number of slots.
 *
 * Returns what this call opened. One that is no longer booked is left out (rule 7: a slot opens once);
 * a build that is not the newest or not accepted is refused by the database (rule 4), which fails the whole transaction.
 */
export async function writeOpenings(tx: Tx, actor: Actor, openings: readonly SlotFacts[], now: Date): Promise<Opened> {
  if (openings.length === 0) return { slotIds: [], deploymentIds: [] };
  const numbers = await openRows(tx, actor, openings, now);
  const opened = openings.filter(({ slot }) => numbers.has(slot.id));
  const started = opened.flatMap((facts) =>
    facts.releases.map((release) => deploymentOf(facts, release, numbers.get(facts.slot.id) ?? 0)),
  );
  if (started.length === 0) return { slotIds: [], deploymentIds: [] };
  const netAt = new Date(now.getTime() + callJobAfterMillis);
  const jobs = started.map(({ id }) => ({ payload: { deploymentId: id }, key: `call:${id}`, runAt: netAt }));
  const [departed] = await together(tx, [
    () => departReleases(tx, opened, now),
    () => tx.insert(deployments).values(started),
    () => addJobs(tx, "call_deployment", jobs),
  ]);
  await together(tx, [
    () => recordAudit(tx, actor, now, ...opened.flatMap((facts) => entriesOf(facts, started, departed, now))),
    () =>
      announce(
        tx,
        ...opened.map(({ slot }) => ({ noun: "slots" as const, id: slot.id })),
        ...started.map(({ id }) => ({ noun: "deployments" as const, id })),
        ...[...departed].map((id) => ({ noun: "releases" as const, id })),
      ),
  ]);
  return { slotIds: opened.map(({ slot }) => slot.id), deploymentIds: started.map(({ id }) => id) };
}

async function openRows(tx: Tx, actor: Actor, openings: readonly SlotFacts[], now: Date): Promise<Map<string, number>> {
  const ids = openings.map(({ slot }) => slot.id);
  const rows = await tx
    .update(slots)
    .set({
      status: "open",
      fencingNumber: sql`nextval('slot_fencing_numbers')`,
      openedAt: now,
      openedBy: isMember(actor) ? actor.personId : null,
    })
    .where(and(inArray(slots.id, ids), eq(slots.status, "booked")))
    .returning({ id: slots.id, fencingNumber: slots.fencingNumber });
  return new Map(rows.flatMap(({ id, fencingNumber }) => (fencingNumber === null ? [] : [[id, fencingNumber]])));
}

function deploymentOf({ slot, environment }: SlotFacts, release: ReleaseFacts, fencingNumber: number): NewDeployment {
  const { newestBuild, newestHandoff, target } = release;
  if (newestBuild === null || target === null) throw new Error("a release without build or target passed its gates");
  const isAccepted = newestHandoff?.state === "accepted" && newestHandoff.buildId === newestBuild.id;
  const id = newId();
  return {
    id,
    slotId: slot.id,
    releaseId: release.releaseId,
    serviceId: release.serviceId,
    environmentId: environment.id,
    buildId: newestBuild.id,
    artifactDigest: newestBuild.artifactDigest,
    handoffId: isAccepted ? newestHandoff.id : null,
    targetId: target.id,
    fencingNumber,
    webhookId: `msg_${id.replaceAll("-", "")}`,
    // A slot lies inside its opening (rule 2), so no call is made after the window's close either (case 9).
    callUntil: slot.during.end,
  };
}

/** A release's status speaks of the last stop of its path: only there does it depart. Returns those that did. */
async function departReleases(tx: Tx, opened: readonly SlotFacts[], now: Date): Promise<Set<string>> {
  const slotIds = opened.map(({ slot }) => slot.id);
  const lastStop = sql`(select id from ${environments} order by position desc limit 1)`;
  const leaving = sql`(
    select release_id from ${slotReleases}
    where slot_id = any(${sql.param(slotIds)}::uuid[]) and environment_id = ${lastStop})`;
  const rows = await tx
    .update(releases)
    .set({ status: "departing", statusSince: now })
    .where(and(inArray(releases.id, leaving), eq(releases.status, "accepted")))
    .returning({ id: releases.id });
  return new Set(rows.map(({ id }) => id));
}

function entriesOf(facts: SlotFacts, started: NewDeployment[], departed: Set<string>, now: Date): AuditEntry[] {
  const { slot, environment } = facts;
  const signedBeforehand = beforehandIn(facts, now);
  const latenessMillis = Math.max(0, now.getTime() - slot.during.start.getTime());
  return facts.releases.flatMap(({ releaseId, serviceName, version, newestBuild }): AuditEntry[] => {
    const deployment = started.find((row) => row.slotId === slot.id && row.releaseId === releaseId);
    const release = { name: `${serviceName} ${version}`, environment: environment.name };
    return [
      {
        action: "slot.opened",
        subject: { kind: "slot", id: slot.id, name: slotName(facts) },
        releaseId,
        data: { ...release, fencingNumber: deployment?.fencingNumber, latenessMillis, ...signedBeforehand },
      },
      {
        action: "deployment.started",
        subject: { kind: "deployment", id: deployment?.id, name: `${release.name} to ${environment.name}` },
        releaseId,
        data: { slotId: slot.id, build: newestBuild?.number, artifactDigest: deployment?.artifactDigest },
      },
      ...(departed.has(releaseId)
        ? [
            {
              action: "release.departed" as const,
              subject: { kind: "release", id: releaseId, name: release.name },
              releaseId,
              data: { slotId: slot.id, environment: environment.name },
            },
          ]
        : []),
    ];
  });
}

/** Whose signature beforehand the slot opened on: what covered it is on its record, since no signature of its own is. */
function beforehandIn(facts: SlotFacts, now: Date): { signedBeforehand?: { by: string; standingId: string }[] } {
  const signed = slotSignatures(facts, now)?.tally.stages.flatMap((stage) => stage.signed) ?? [];
  const beforehand = signed.flatMap(({ personName, standingId }) =>
    standingId === undefined ? [] : [{ by: personName, standingId }],
  );
  return beforehand.length === 0 ? {} : { signedBeforehand: beforehand };
}
