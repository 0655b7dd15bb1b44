import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { builds, handoffs } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { liveHandoffStates } from "@/lib/domain/handoff-state";
import { accept, type Result } from "@/lib/domain/refusal";
import { decideRelease } from "@/lib/domain/release";
import type { HandOverInput, HandOverOutput } from "@/lib/handoffs/input";
import { tell } from "@/lib/notices/tell";
import type { LockedRelease } from "@/lib/releases/queries/locked-release";
import { beginTestPlan } from "./begin-test-plan";
import { findOrCreateRelease } from "./find-or-create-release";
import { firstLook } from "./offer-first-look";
import { moveRelease } from "./write-handoff";

/**
 * Gives QA a build: the one way in, for a person and for a pipeline. Makes the build (the next rc, immutable) and its turn with QA,
 * and the release too when this version is new, in one transaction behind the release's lock.
 *
 * - A newer build supersedes the turn that waits, is in test or was accepted: earlier verdicts stay readable and count for nothing,
 *   and the same tester may judge again (case 17): they are asked first, for a while.
 * - The same artifact digest again gives the same build and turn, `created: false`, whatever else the announcement says and whatever
 *   became of the release since: a pipeline may retry for ever.
 *
 * Refuses with `not_found` and `forbidden` (service), and with `wrong_state` for a release that is departing, failed, or over.
 */
export async function handOver(
  tx: Tx,
  actor: Member,
  input: HandOverInput,
  now: Date,
): Promise<Result<HandOverOutput>> {
  const found = await findOrCreateRelease(tx, actor, input, now);
  if (!found.ok) return found;
  const { release, releaseCreated } = found.value;
  const known = await findBuild(tx, release.id, input.artifactDigest);
  if (known !== undefined) return accept({ ...known, releaseId: release.id, created: false, releaseCreated });
  const decided = decideRelease(release, "build_handed_over");
  if (!decided.ok) return decided;

  const superseded = await supersede(tx, actor, release, now);
  const { number, round } = await nextNumbers(tx, release.id);
  const [buildId, handoffId] = [newId(), newId()];
  const { commitSha, artifactDigest, changes, changedFiles, checks, authorEmail, runUrl, note } = input;
  const { linesAdded, linesRemoved, commitCount, compareUrl } = input;
  await tx.insert(builds).values({
    id: buildId,
    releaseId: release.id,
    number,
    commitSha,
    artifactDigest,
    changes,
    changedFiles,
    changedLines: input.changedLines ?? linesTouched(input),
    linesAdded,
    linesRemoved,
    commitCount: commitCount ?? (changes.length === 0 ? undefined : changes.length),
    compareUrl,
    checks,
    authorEmail,
    runUrl,
    source: actor.kind === "person" ? "person" : "pipeline",
    createdBy: actor.personId,
    createdAt: now,
  });
  const offer = await firstLook(tx, release, now);
  await tx.insert(handoffs).values({
    ...offer,
    id: handoffId,
    releaseId: release.id,
    buildId,
    round,
    note,
    handedOverBy: actor.personId,
    handedOverAt: now,
    createdAt: now,
    updatedAt: now,
  });
  const build = `${release.name} rc ${number}`;
  const subject = { noun: "queue" as const, id: handoffId };
  await tell(
    tx,
    actor,
    now,
    {
      to: [offer?.offeredTo],
      kind: "build_offered",
      subject,
      params: { build, until: offer?.offeredUntil.toISOString() ?? null },
    },
    {
      // Whoever is asked first about the newer build need not be told of the older one.
      to: [superseded?.testerId === offer?.offeredTo ? null : superseded?.testerId],
      kind: "test_ended",
      subject,
      params: { build: `${release.name} rc ${superseded?.number}`, reason: `${build} was handed over.` },
    },
  );
  await beginTestPlan(tx, handoffId, release.serviceId, now);
  const moved = await moveRelease(tx, release, "build_handed_over", now);
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, now, {
    action: "build.handed_over",
    subject: { kind: "build", id: buildId, name: build },
    releaseId: release.id,
    data: {
      number,
      round,
      commitSha,
      artifactDigest,
      ...(superseded === undefined ? {} : { supersedes: superseded.number }),
    },
  });
  await announce(tx, { noun: "handoffs", id: handoffId });
  return accept({ releaseId: release.id, buildId, handoffId, number, round, created: true, releaseCreated });
}

/** Added and removed together, where a pipeline says both and not the sum. */
function linesTouched({ linesAdded, linesRemoved }: HandOverInput): number | undefined {
  return linesAdded === undefined || linesRemoved === undefined ? undefined : linesAdded + linesRemoved;
}

async function findBuild(tx: Tx, releaseId: string, artifactDigest: string) {
  const [known] = await tx
    .select({ buildId: builds.id, handoffId: handoffs.id, number: builds.number, round: handoffs.round })
    .from(builds)
    .innerJoin(handoffs, eq(handoffs.buildId, builds.id))
    .where(and(eq(builds.releaseId, releaseId), eq(builds.artifactDigest, artifactDigest)));
  return known;
}

/** Ends the release's live turn, if there is one. Returns the number of the build it was of, and who had it in test. */
async function supersede(tx: Tx, actor: Member, release: LockedRelease, now: Date) {
  const [ended] = await tx
    .update(handoffs)
    .set({ status: "superseded", endedAt: now, updatedAt: now })
    .from(builds)
    .where(
      and(
        eq(handoffs.releaseId, release.id),
        inArray(handoffs.status, [...liveHandoffStates]),
        eq(builds.id, handoffs.buildId),
      ),
    )
    .returning({
      id: handoffs.id,
      round: handoffs.round,
      number: builds.number,
      testerId: handoffs.testerId,
      verdict: handoffs.verdict,
    });
  if (ended === undefined) return undefined;
  await recordAudit(tx, actor, now, {
    action: "handoff.superseded",
    subject: { kind: "handoff", id: ended.id, name: `${release.name} rc ${ended.number}` },
    releaseId: release.id,
    data: { number: ended.number, round: ended.round },
  });
  await announce(tx, { noun: "handoffs", id: ended.id });
  return { number: ended.number, testerId: ended.verdict === null ? ended.testerId : null };
}

/** The lock makes these two safe: nobody else numbers builds of this release meanwhile. */
async function nextNumbers(tx: Tx, releaseId: string): Promise<{ number: number; round: number }> {
  const [numbers] = await tx
    .select({
      number: sql<number>`coalesce(max(${builds.number}), 0) + 1`.mapWith(Number),
      round: sql<number>`coalesce(max(${handoffs.round}), 0) + 1`.mapWith(Number),
    })
    .from(builds)
    .leftJoin(handoffs, eq(handoffs.buildId, builds.id))
    .where(eq(builds.releaseId, releaseId));
  if (numbers === undefined) throw new Error("an aggregate without a row");
  return numbers;
}
