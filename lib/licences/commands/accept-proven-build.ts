import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { builds, handoffs, releases } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope } from "@/lib/auth/actor";
import type { ContinuousLicence } from "@/lib/domain/continuous-licence";
import { decideProven } from "@/lib/domain/handoff";
import { decideRelease } from "@/lib/domain/release";
import { type LockedHandoff, lockHandoff } from "@/lib/handoffs/queries/locked-handoff";
import type { RecordProofOutput } from "@/lib/licences/input";

type Run = {
  service: { id: string; name: string };
  /** As it stands with the run's own proof. */
  licence: ContinuousLicence;
  artifactDigest: string;
  runUrl: string;
};
type Outcome = NonNullable<RecordProofOutput["build"]>;

/**
 * Lets a passed regression run accept exactly the build that it was about, in a tester's place (rule 4): only while the service is
 * licensed, only a build that waits in QA's queue. What a tester has in test or has judged is theirs; no run speaks over a rejection, and
 * none for an older build than the newest. Not being able to accept is no refusal: the proof counts all the same, and the answer says
 * why a person must judge. The database checks the acceptance again (`handoffs_run_is_proven`).
 */
export async function acceptProvenBuild(tx: Tx, actor: Member, run: Run, now: Date): Promise<Outcome> {
  const [known] = await tx
    .select({ handoffId: handoffs.id, releaseId: builds.releaseId })
    .from(builds)
    .innerJoin(releases, eq(releases.id, builds.releaseId))
    .innerJoin(handoffs, eq(handoffs.buildId, builds.id))
    .where(and(eq(releases.serviceId, run.service.id), eq(builds.artifactDigest, run.artifactDigest)))
    .orderBy(desc(builds.createdAt), desc(builds.id))
    .limit(1);
  if (known === undefined) {
    const reason = "No build with this artifact was handed over yet. Hand it over, then record the run again.";
    return { accepted: false, releaseId: null, handoffId: null, reason };
  }
  const not = (reason: string): Outcome => ({ accepted: false, ...known, reason });
  if (!run.licence.licensed) return not(`A tester must judge it. ${run.licence.reason}`);
  const locked = await lockHandoff(tx, known.handoffId, readScope(actor));
  if (!locked.ok) return not(locked.refusal.message);
  const decided = decideProven(locked.value);
  if (!decided.ok) return { ...not(decided.refusal.message), accepted: locked.value.status === "accepted" };
  const moved = decideRelease(locked.value.release, "build_accepted");
  if (!moved.ok) return not(moved.refusal.message);
  await writeAcceptance(tx, actor, locked.value, { status: decided.value, releaseStatus: moved.value, run }, now);
  return { accepted: true, ...known, reason: `${locked.value.name} was accepted by its regression run.` };
}

async function writeAcceptance(
  tx: Tx,
  actor: Member,
  { id, name, round, buildNumber, release }: LockedHandoff,
  {
    status,
    releaseStatus,
    run,
  }: { status: LockedHandoff["status"]; releaseStatus: LockedHandoff["release"]["status"]; run: Run },
  now: Date,
): Promise<void> {
  const { runUrl, artifactDigest } = run;
  await tx
    .update(handoffs)
    .set({ status, verdict: "accepted", decidedAt: now, regressionRunUrl: runUrl, updatedAt: now })
    .where(eq(handoffs.id, id));
  await tx
    .update(releases)
    .set({ status: releaseStatus, statusSince: now, updatedAt: now })
    .where(eq(releases.id, release.id));
  await recordAudit(tx, actor, now, {
    action: "handoff.accepted",
    subject: { kind: "handoff", id, name },
    releaseId: release.id,
    data: { round, number: buildNumber, by: "regression run", runUrl, artifactDigest },
  });
  await announce(tx, { noun: "handoffs", id }, { noun: "releases", id: release.id });
}
