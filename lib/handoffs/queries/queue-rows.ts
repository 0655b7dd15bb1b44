import { and, asc, desc, eq, getTableColumns, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { builds, handoffs, people, releases, services, teams } from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";

export type QueueScope = { reach: Reach; teamId?: string; serviceId?: string };

/**
 * More than anybody works through at once. What is left out beyond them went back to its developers, or was accepted, longest ago:
 * never what somebody has to test.
 */
const mostCards = 400;

/** What a reader may see and asked for, as a condition on services. */
export function inScope({ reach, teamId, serviceId }: QueueScope): SQL | undefined {
  return and(
    reach === "all" ? undefined : reach.length === 0 ? sql`false` : inArray(services.teamId, [...reach]),
    teamId === undefined ? undefined : eq(services.teamId, teamId),
    serviceId === undefined ? undefined : eq(services.id, serviceId),
  );
}

/**
 * The newest turn of every release that is with QA, back with its developers or accepted and not yet leaving, with its build. One
 * statement.
 */
export async function loadQueueRows(reader: Reader, scope: QueueScope) {
  const tester = alias(people, "tester");
  const giver = alias(people, "giver");
  const offered = alias(people, "offered");
  const newest = reader
    .selectDistinctOn([handoffs.releaseId], getTableColumns(handoffs))
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .where(inArray(releases.status, ["with_qa", "with_dev", "accepted"]))
    .orderBy(handoffs.releaseId, desc(handoffs.round))
    .as("newest");
  const withQa = inArray(newest.status, ["queued", "testing"]);
  return reader
    .select({
      handoffId: newest.id,
      releaseId: releases.id,
      releaseStatus: releases.status,
      version: releases.version,
      kind: releases.kind,
      databaseChange: releases.databaseChange,
      summary: releases.summary,
      service: { id: services.id, name: services.name },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      status: newest.status,
      round: newest.round,
      note: newest.note,
      handedOverAt: newest.handedOverAt,
      handedOverBy: giver.name,
      claimedAt: newest.claimedAt,
      testerId: newest.testerId,
      testerName: tester.name,
      offeredTo: newest.offeredTo,
      offeredName: offered.name,
      offeredUntil: newest.offeredUntil,
      decidedAt: newest.decidedAt,
      endedAt: newest.endedAt,
      category: newest.category,
      severity: newest.severity,
      reason: newest.reason,
      number: builds.number,
      changes: builds.changes,
      checks: builds.checks,
      runUrl: builds.runUrl,
      bounces:
        sql<number>`(select count(*) from handoffs bounced where bounced.release_id = ${releases.id} and bounced.status = 'rejected')`.mapWith(
          Number,
        ),
    })
    .from(newest)
    .innerJoin(releases, eq(releases.id, newest.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .innerJoin(builds, eq(builds.id, newest.buildId))
    .innerJoin(giver, eq(giver.id, newest.handedOverBy))
    .leftJoin(tester, eq(tester.id, newest.testerId))
    .leftJoin(offered, eq(offered.id, newest.offeredTo))
    .where(
      and(
        inScope(scope),
        or(
          withQa,
          and(eq(newest.status, "accepted"), eq(releases.status, "accepted")),
          eq(releases.status, "with_dev"),
        ),
      ),
    )
    .orderBy(
      desc(withQa),
      desc(sql`${releases.kind} = 'hotfix'`),
      asc(sql`case when ${withQa} then ${newest.handedOverAt} end`),
      desc(newest.handedOverAt),
    )
    .limit(mostCards);
}
export type QueueRow = Awaited<ReturnType<typeof loadQueueRows>>[number];
