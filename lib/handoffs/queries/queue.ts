import { and, asc, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { services, teams } from "@/db/schema";
import { type Member, readScope } from "@/lib/auth/actor";
import { failingGates } from "@/lib/domain/gate";
import type { Reach } from "@/lib/domain/permission";
import { queueOrder } from "@/lib/domain/queue-order";
import { slotGates } from "@/lib/domain/slot-gates";
import type { Queue, QueueCard, QueueInput } from "@/lib/handoffs/input";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { loadBuildAuthors } from "./build-authors";
import { loadCardParts } from "./card-parts";
import { loadNextDepartures } from "./departures-of-releases";
import { loadQueueFigures } from "./figures";
import { loadGroupsInQueue } from "./groups-in-queue";
import { judgeOf } from "./judge-of";
import { loadLastLooks } from "./last-looks";
import { inScope, loadQueueRows, type QueueRow } from "./queue-rows";

/**
 * QA's queue as this member sees it, in the order of `queueOrder`: what waits, what is in test, what is back with its developers,
 * what was accepted and has not left. The number of statements does not grow with the number of builds.
 */
export async function loadQueue(reader: Reader, member: Member, input: QueueInput, now: Date): Promise<Queue> {
  const reach = readScope(member);
  const scope = { reach, ...input };
  const rows = await loadQueueRows(reader, scope);
  const releaseIds = rows.map((row) => row.releaseId);
  const authors = await loadBuildAuthors(reader, releaseIds);
  const looks = await loadLastLooks(reader, member.personId, releaseIds);
  const departures = await loadNextDepartures(reader, releaseIds, now);
  const parts = await loadCardParts(reader, rows, now);
  const closed = await loadClosedGates(
    reader,
    rows.flatMap((row) => (columnOf(row) === "accepted" ? (departures.get(row.releaseId)?.slotId ?? []) : [])),
    now,
  );
  const cards = rows.map((row): QueueCard => {
    const departure = departures.get(row.releaseId);
    const {
      releaseId,
      releaseStatus: _,
      status,
      testerId,
      testerName,
      endedAt: __,
      category,
      severity,
      reason,
      offeredTo,
      offeredName,
      offeredUntil,
      ...card
    } = row;
    const part = parts(row);
    const offered = status === "queued" && offeredTo !== null && offeredUntil !== null && offeredUntil > now;
    return {
      ...card,
      ...part.shown,
      releaseId,
      column: columnOf(row),
      tester: testerId === null || testerName === null ? null : { id: testerId, name: testerName },
      offer: offered
        ? {
            person: { id: offeredTo, name: offeredName ?? "" },
            until: offeredUntil,
            isMine: offeredTo === member.personId,
          }
        : null,
      back: backOf(row),
      lastLook: looks.get(releaseId) ?? null,
      departure: departure === undefined ? null : { ...departure, closedGates: closed.get(departure.slotId) ?? [] },
      judge: judgeOf(
        { teamId: row.team.id, teamName: row.team.name, name: `rc ${row.number}`, group: part.group },
        member,
        authors.get(releaseId) ?? [],
      ),
      isMine: testerId === member.personId,
    };
  });
  cards.sort(queueOrder(now));
  const judged = member.permissions.get("handoff.judge");
  return {
    cards,
    figures: await loadQueueFigures(reader, scope, now),
    ...(await loadGroupsInQueue(reader, member, reach)),
    ...(await loadChoices(reader, reach)),
    ownTeamIds: judged === undefined ? [] : judged === "all" ? null : [...judged],
  };
}

function columnOf({ status, releaseStatus }: QueueRow): QueueCard["column"] {
  if (status === "queued") return "waiting";
  if (status === "testing") return "testing";
  return releaseStatus === "with_dev" ? "back" : "accepted";
}

function backOf(row: QueueRow): QueueCard["back"] {
  if (row.releaseStatus !== "with_dev") return null;
  const { category, severity, reason } = row;
  const at = row.endedAt ?? row.decidedAt ?? row.handedOverAt;
  // QA had accepted what is back with a verdict that is no rejection; the words of that yes are no reason for its return.
  if (row.status !== "rejected" && row.decidedAt !== null) {
    return { how: "deployment_failed", category: null, severity: null, reason: "", at };
  }
  return { how: row.status === "rejected" ? "rejected" : "withdrawn", category, severity, reason, at };
}

async function loadClosedGates(reader: Reader, slotIds: string[], now: Date): Promise<Map<string, string[]>> {
  const facts = await loadSlotFacts(reader, slotIds, now);
  return new Map(
    [...facts].map(([slotId, slot]) => {
      const { start } = slot.slot.during;
      return [slotId, failingGates(slotGates(slot, start > now ? start : now)).map((gate) => gate.title)];
    }),
  );
}

async function loadChoices(reader: Reader, reach: Reach) {
  const visible = and(inScope({ reach }), isNull(services.archivedAt));
  const rows = await reader
    .select({ id: services.id, name: services.name, teamId: teams.id, teamName: teams.name })
    .from(services)
    .innerJoin(teams, sql`${teams.id} = ${services.teamId}`)
    .where(visible)
    .orderBy(asc(sql`lower(${services.name})`));
  const names = new Map(rows.map(({ teamId, teamName }) => [teamId, teamName]));
  return {
    services: rows.map(({ id, name, teamId }) => ({ id, name, teamId })),
    teams: [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
  };
}
