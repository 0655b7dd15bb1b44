import { and, desc, eq, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import {
  deployments,
  environments,
  freezeExceptions,
  freezes,
  people,
  releases,
  services,
  slotReleases,
  slots,
  teams,
} from "@/db/schema";
import type { Reach } from "@/lib/domain/permission";
import type { ListExceptionsInput } from "@/lib/freezes/input/exceptions";

const asker = alias(people, "asker");
const decider = alias(people, "decider");
const ender = alias(people, "ender");
const reviewer = alias(people, "reviewer");

/** More than anybody looks through; the newest come first. */
const most = 200;

const isOver = (now: Date): SQL => lte(sql`upper(${freezeExceptions.during})`, sql`${now.toISOString()}::timestamptz`);

const ofNobody: SQL = sql`false`;

function matching({ freezeId, releaseId, only }: ListExceptionsInput, scope: Reach, now: Date): SQL | undefined {
  return and(
    freezeId === undefined ? undefined : eq(freezeExceptions.freezeId, freezeId),
    releaseId === undefined ? undefined : eq(freezeExceptions.releaseId, releaseId),
    scope === "all" ? undefined : scope.length === 0 ? ofNobody : inArray(services.teamId, [...scope]),
    only === "waiting"
      ? and(
          eq(freezeExceptions.status, "requested"),
          sql`upper(${freezeExceptions.during}) > ${now.toISOString()}::timestamptz`,
        )
      : undefined,
    only === "to_review"
      ? or(eq(freezeExceptions.status, "revoked"), and(eq(freezeExceptions.status, "granted"), isOver(now)))
      : undefined,
  );
}

/** The exceptions of the scope, newest first, each with the slot that opened in its time box, if one did. Two statements. */
export async function listExceptions(reader: Reader, filter: ListExceptionsInput, scope: Reach, now: Date) {
  const rows = await reader
    .select({
      id: freezeExceptions.id,
      status: freezeExceptions.status,
      freeze: { id: freezes.id, name: freezes.name },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      release: { id: releases.id, serviceName: services.name, version: releases.version },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      reason: freezeExceptions.reason,
      askedBy: freezeExceptions.requestedBy,
      requestedBy: asker.name,
      requestedAt: freezeExceptions.requestedAt,
      during: freezeExceptions.during,
      decidedBy: decider.name,
      decidedAt: freezeExceptions.decidedAt,
      decisionComment: freezeExceptions.decisionComment,
      endedBy: ender.name,
      endedAt: freezeExceptions.endedAt,
      reviewedBy: reviewer.name,
      reviewedAt: freezeExceptions.reviewedAt,
      review: freezeExceptions.review,
    })
    .from(freezeExceptions)
    .innerJoin(freezes, eq(freezes.id, freezeExceptions.freezeId))
    .innerJoin(environments, eq(environments.id, freezeExceptions.environmentId))
    .innerJoin(releases, eq(releases.id, freezeExceptions.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .innerJoin(asker, eq(asker.id, freezeExceptions.requestedBy))
    .leftJoin(decider, eq(decider.id, freezeExceptions.decidedBy))
    .leftJoin(ender, eq(ender.id, freezeExceptions.endedBy))
    .leftJoin(reviewer, eq(reviewer.id, freezeExceptions.reviewedBy))
    .where(matching(filter, scope, now))
    .orderBy(desc(freezeExceptions.requestedAt), desc(freezeExceptions.id))
    .limit(most);
  const uses = await loadUses(
    reader,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, use: uses.get(row.id) ?? null }));
}

/** The slot that opened in the time box of each; of several the last one. */
async function loadUses(reader: Reader, exceptionIds: string[]) {
  if (exceptionIds.length === 0) return new Map<string, never>();
  const rows = await reader
    .selectDistinctOn([freezeExceptions.id], {
      exceptionId: freezeExceptions.id,
      slotId: slots.id,
      openedAt: sql`${slots.openedAt}`.mapWith(slots.openedAt),
      deploymentId: deployments.id,
      deploymentStatus: deployments.status,
    })
    .from(freezeExceptions)
    .innerJoin(
      slotReleases,
      and(
        eq(slotReleases.releaseId, freezeExceptions.releaseId),
        eq(slotReleases.environmentId, freezeExceptions.environmentId),
      ),
    )
    .innerJoin(slots, eq(slots.id, slotReleases.slotId))
    .leftJoin(deployments, and(eq(deployments.slotId, slots.id), eq(deployments.releaseId, freezeExceptions.releaseId)))
    .where(
      and(
        anyOf(freezeExceptions.id, exceptionIds),
        sql`${slots.openedAt} <@ ${freezeExceptions.during}`,
        lte(freezeExceptions.decidedAt, slots.openedAt),
      ),
    )
    .orderBy(freezeExceptions.id, desc(slots.openedAt));
  return new Map(rows.map(({ exceptionId, ...use }) => [exceptionId, use]));
}

/** How many wait for an answer, and how many for a review. */
export async function countExceptions(reader: Reader, now: Date): Promise<{ waiting: number; toReview: number }> {
  const count = (only: "waiting" | "to_review") => reader.$count(freezeExceptions, matching({ only }, "all", now));
  return { waiting: await count("waiting"), toReview: await count("to_review") };
}
