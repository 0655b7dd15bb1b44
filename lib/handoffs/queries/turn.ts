import { desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { buildChecks, builds, handoffs, people, releases, services, teams, testAreas } from "@/db/schema";
import { type Member, readScope } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { itemState, progressOf } from "@/lib/domain/test-checklist";
import { loadInTest } from "@/lib/groups/queries/service-groups";
import { loadTesters } from "@/lib/groups/queries/testers";
import type { RoundBeside, Turn } from "@/lib/handoffs/input/turn-output";
import { loadBuildAuthors } from "./build-authors";
import { loadCardParts } from "./card-parts";
import { judgeOf } from "./judge-of";
import { loadTestStates } from "./test-state";
import { loadEvidence, loadTurnItems } from "./turn-items";

/**
 * One build's turn with QA: its test plan, evidence and checks, and the rounds of its release side by side. `undefined` when it does not
 * exist or is outside the member's scope, which to them is the same.
 */
export async function loadTurn(
  reader: Reader,
  handoffId: string,
  member: Member,
  now: Date,
): Promise<Turn | undefined> {
  const tester = alias(people, "tester");
  const offered = alias(people, "offered");
  const [row] = await reader
    .select({
      handoff: handoffs,
      number: builds.number,
      buildId: builds.id,
      release: {
        id: releases.id,
        version: releases.version,
        kind: releases.kind,
        summary: releases.summary,
        databaseChange: releases.databaseChange,
      },
      service: { id: services.id, name: services.name },
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      testerName: tester.name,
      offeredName: offered.name,
    })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .leftJoin(tester, eq(tester.id, handoffs.testerId))
    .leftJoin(offered, eq(offered.id, handoffs.offeredTo))
    .where(eq(handoffs.id, handoffId));
  const scope = readScope(member);
  if (row === undefined || !reaches(scope, row.team.id)) return undefined;
  const { handoff, release, service, team, number } = row;
  const { status, testerId, offeredTo, offeredUntil } = handoff;
  const part = (await loadCardParts(reader, [{ handoffId, releaseId: release.id, service }], now))({
    handoffId,
    releaseId: release.id,
    service,
  });
  const rounds = await loadRoundsBeside(reader, release.id);
  const authors = (await loadBuildAuthors(reader, [release.id])).get(release.id) ?? [];
  const checks = await reader
    .select()
    .from(buildChecks)
    .where(eq(buildChecks.buildId, row.buildId))
    .orderBy(buildChecks.name);
  const items = await loadTurnItems(reader, handoffId);
  const inTest = part.group === null ? [] : ((await loadInTest(reader, [part.group.id])).get(part.group.id) ?? []);
  const isOffered = status === "queued" && offeredTo !== null && offeredUntil !== null && offeredUntil > now;
  return {
    handoffId,
    status,
    round: handoff.round,
    release,
    service,
    team,
    number,
    group: part.group && { id: part.group.id, name: part.group.name, limit: part.group.limit, inTest: inTest.length },
    tester: testerId === null ? null : { id: testerId, name: row.testerName ?? "" },
    claimedAt: handoff.claimedAt,
    handedOverAt: handoff.handedOverAt,
    offer: isOffered ? { person: { id: offeredTo, name: row.offeredName ?? "" }, until: offeredUntil } : null,
    offerIsMine: isOffered && offeredTo === member.personId,
    mustMake: part.shown.mustMake,
    need: part.shown.need,
    items: items.map((item) => {
      const state = itemState(item, checks);
      return { ...item, state, byCheck: state !== item.state };
    }),
    areas: await loadAreas(reader, handoffId),
    evidence: await loadEvidence(reader, handoffId),
    checks: checks.map(({ buildId: _, externalId: __, createdAt: ___, updatedAt: ____, ...check }) => check),
    waiver: part.shown.waiver,
    rounds: rounds.map(({ testerId: _, ...round }) => round),
    lastLookNumber:
      rounds.find((round) => round.testerId === member.personId && round.verdict !== null && round.number < number)
        ?.number ?? null,
    testers: scope === "all" ? await loadTesters(reader) : [],
    judge: judgeOf({ teamId: team.id, teamName: team.name, name: `rc ${number}`, group: part.group }, member, authors),
    isMine: testerId === member.personId,
    zone: member.zone,
  };
}

/** Every round of a release, newest first, each with how far its test plan came. */
async function loadRoundsBeside(
  reader: Reader,
  releaseId: string,
): Promise<(RoundBeside & { testerId: string | null })[]> {
  const rows = await reader
    .select({
      handoffId: handoffs.id,
      round: handoffs.round,
      number: builds.number,
      status: handoffs.status,
      verdict: handoffs.verdict,
      category: handoffs.category,
      severity: handoffs.severity,
      reason: handoffs.reason,
      testerId: handoffs.testerId,
      testerName: people.name,
      handedOverAt: handoffs.handedOverAt,
      claimedAt: handoffs.claimedAt,
      decidedAt: handoffs.decidedAt,
      endedAt: handoffs.endedAt,
      note: handoffs.note,
      commitSha: builds.commitSha,
      commitCount: builds.commitCount,
      changedFiles: builds.changedFiles,
      changedLines: builds.changedLines,
      linesAdded: builds.linesAdded,
      linesRemoved: builds.linesRemoved,
      compareUrl: builds.compareUrl,
      runUrl: builds.runUrl,
      changes: builds.changes,
    })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .leftJoin(people, eq(people.id, handoffs.testerId))
    .where(eq(handoffs.releaseId, releaseId))
    .orderBy(desc(handoffs.round));
  const states = await loadTestStates(
    reader,
    rows.map((row) => row.handoffId),
  );
  return rows.map((row) => {
    const { items = [], checks = [] } = states.get(row.handoffId) ?? {};
    return { ...row, items: progressOf(items, checks) };
  });
}

async function loadAreas(reader: Reader, handoffId: string): Promise<Turn["areas"]> {
  return reader
    .select({
      area: testAreas.area,
      verdict: testAreas.verdict,
      note: testAreas.note,
      by: people.name,
      at: testAreas.decidedAt,
    })
    .from(testAreas)
    .innerJoin(people, eq(people.id, testAreas.personId))
    .where(eq(testAreas.handoffId, handoffId));
}
