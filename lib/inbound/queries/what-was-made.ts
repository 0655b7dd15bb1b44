import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { builds, deployments, environments, releases, services } from "@/db/schema";
import type { Made } from "@/lib/domain/inbound/fact";

/** Builds of exactly this artifact, or of this commit, whichever side gives its id in short. Hexadecimal, so `%` is no danger. */
function isOf({ commitSha, artifactDigest }: Made): SQL | undefined {
  return or(
    artifactDigest === undefined ? undefined : eq(builds.artifactDigest, artifactDigest),
    commitSha === undefined ? undefined : isOfCommit(commitSha),
  );
}

const isOfCommit = (commit: string) =>
  sql`(${builds.commitSha} like ${`${commit}%`} or ${commit} like ${builds.commitSha} || '%')`;

/** The digest of a build for whose artifact its commit stands, as `digestOfCommit` makes it. */
const digestOfItsCommit = sql`'sha256:' || encode(sha256(convert_to('commit ' || ${builds.commitSha}, 'UTF8')), 'hex')`;

/**
 * Builds that are what was deployed. Where an artifact is told, its commit says no more than where it stands for the artifact: another
 * artifact of the same commit is not what QA accepted.
 */
function isDeployed(made: Made): SQL | undefined {
  const { commitSha, artifactDigest } = made;
  if (commitSha === undefined || artifactDigest === undefined) return isOf(made);
  return or(
    eq(builds.artifactDigest, artifactDigest),
    and(isOfCommit(commitSha), eq(builds.artifactDigest, digestOfItsCommit)),
  );
}

/** The builds of a service that were made of this commit or are this artifact, newest first. */
export async function findBuilds(reader: Reader, serviceId: string, made: Made) {
  const same = isOf(made);
  if (same === undefined) return [];
  return await reader
    .select({
      buildId: builds.id,
      releaseId: releases.id,
      name: sql<string>`${services.name} || ' ' || ${releases.version} || ' rc ' || ${builds.number}`,
    })
    .from(builds)
    .innerJoin(releases, eq(releases.id, builds.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(eq(releases.serviceId, serviceId), same))
    .orderBy(desc(builds.createdAt))
    .limit(20);
}

/** The newest deployment of what was made, in an environment that people call so. */
export async function findDeployment(reader: Reader, serviceId: string, environment: string, made: Made) {
  const same = isDeployed(made);
  if (same === undefined) return undefined;
  const [row] = await reader
    .select({
      id: deployments.id,
      status: deployments.status,
      startedAt: deployments.createdAt,
      releaseId: deployments.releaseId,
      name: sql<string>`${services.name} || ' ' || ${releases.version} || ' to ' || ${environments.name}`,
    })
    .from(deployments)
    .innerJoin(builds, eq(builds.id, deployments.buildId))
    .innerJoin(releases, eq(releases.id, deployments.releaseId))
    .innerJoin(services, eq(services.id, deployments.serviceId))
    .innerJoin(environments, eq(environments.id, deployments.environmentId))
    .where(and(eq(deployments.serviceId, serviceId), sql`lower(${environments.name}) = lower(${environment})`, same))
    .orderBy(desc(deployments.createdAt), desc(deployments.id))
    .limit(1);
  return row;
}

/** The release of a service with this version, if there is one. */
export async function findRelease(reader: Reader, serviceId: string, version: string) {
  const [row] = await reader
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.serviceId, serviceId), eq(releases.version, version)));
  return row;
}
