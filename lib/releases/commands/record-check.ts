import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { buildChecks, builds, handoffs, releases, services } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RecordCheckInput } from "@/lib/releases/input/check-input";

type Recorded = { checkId: string; changed: boolean };

/** The order of `checkStatuses`, for reports that bear the same moment. */
const howFar = (row: "build_checks" | "excluded") =>
  sql.raw(`array_position(array['queued', 'running', 'completed'], ${row}.status)`);

/**
 * Writes down what a pipeline says of one check of a build. One row per build, source and name, with its last word by the source's
 * clock: a doubled or late report changes nothing (`changed: false`), whatever the order of arrival, because Postgres decides it in the
 * write itself. Refuses with `not_found` and `forbidden`. The actor is whoever reports: a person, a token, or a pipeline that was known
 * by its signature (`worker`, `receiver`).
 */
export async function recordCheck(
  tx: Tx,
  actor: Actor,
  { buildId, reportedAt = undefined, ...said }: RecordCheckInput,
  now: Date,
): Promise<Result<Recorded>> {
  const [build] = await tx
    .select({
      number: builds.number,
      releaseId: releases.id,
      version: releases.version,
      service: services.name,
      teamId: services.teamId,
      handoffId: handoffs.id,
    })
    .from(builds)
    .innerJoin(releases, eq(releases.id, builds.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .leftJoin(handoffs, eq(handoffs.buildId, builds.id))
    .where(eq(builds.id, buildId));
  const known = actor.kind === "receiver" || reaches(readScope(actor), build?.teamId ?? null);
  if (build === undefined || !known) return refuse("not_found", "There is no such build.", { field: "buildId" });
  if (isMember(actor)) {
    const reached = requireReach(actor, "release.write", build.teamId);
    if (!reached.ok) return reached;
  }
  const row = {
    ...said,
    conclusion: said.conclusion ?? null,
    url: said.url ?? null,
    passed: said.passed ?? null,
    total: said.total ?? null,
    startedAt: said.startedAt ?? null,
    finishedAt: said.finishedAt ?? (said.status === "completed" ? (reportedAt ?? now) : null),
    reportedAt: reportedAt ?? now,
  };
  const [written] = await tx
    .insert(buildChecks)
    .values({ ...row, id: newId(), buildId, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: [buildChecks.buildId, buildChecks.source, buildChecks.name],
      set: { ...row, startedAt: row.startedAt ?? sql`${buildChecks.startedAt}`, updatedAt: now },
      setWhere: sql`(excluded.reported_at, ${howFar("excluded")}) > (${buildChecks.reportedAt}, ${howFar("build_checks")})`,
    })
    .returning({ id: buildChecks.id });
  if (written === undefined) return accept({ checkId: await knownCheck(tx, buildId, row), changed: false });
  await recordAudit(tx, actor, now, {
    action: "build.checked",
    subject: { kind: "build", id: buildId, name: `${build.service} ${build.version} rc ${build.number}` },
    releaseId: build.releaseId,
    data: { check: row.name, source: row.source, status: row.status, conclusion: row.conclusion, number: build.number },
  });
  await announce(tx, { noun: "handoffs", id: build.handoffId ?? undefined }, { noun: "releases", id: build.releaseId });
  return accept({ checkId: written.id, changed: true });
}

async function knownCheck(tx: Tx, buildId: string, { source, name }: { source: string; name: string }) {
  const [check] = await tx
    .select({ id: buildChecks.id })
    .from(buildChecks)
    .where(and(eq(buildChecks.buildId, buildId), eq(buildChecks.source, source), eq(buildChecks.name, name)));
  if (check === undefined) throw new Error("a check that stood in the way is gone although checks are never deleted");
  return check.id;
}
