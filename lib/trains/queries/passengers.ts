import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { people, releases, serviceDependencies, services, teams, tickets } from "@/db/schema";
import type { Bases } from "@/lib/domain/departure-plan";
import type { ReleaseState } from "@/lib/domain/release-state";
import { conditionUntil } from "@/lib/handoffs/queries/waivers";

export type AboardTicket = Awaited<ReturnType<typeof selectTickets>>[number];

const acceptedStates: readonly ReleaseState[] = ["accepted", "departing", "released"];

/** Whether QA has accepted the newest build: the release's status says so, and falls back with each newer build. */
export const isAccepted = (status: ReleaseState): boolean => acceptedStates.includes(status);

/** Whether what it was accepted under ends before it departs: then it is left behind at the QA exit. */
export const conditionEndsBefore = (
  { conditionUntil }: Pick<AboardTicket, "conditionUntil">,
  departsAt: Date,
): boolean => conditionUntil !== null && conditionUntil <= departsAt;

/** The tickets of these departures that stand aboard, or every one that ended its way there too; in the order of boarding. */
export async function loadTickets(
  reader: Reader,
  departureIds: readonly string[],
  { ended = false }: { ended?: boolean } = {},
) {
  const states = ended ? (["aboard", "arrived", "failed"] as const) : (["aboard"] as const);
  return await selectTickets(reader, and(anyOf(tickets.departureId, departureIds), inArray(tickets.status, states)));
}

/** These tickets, wherever they stand. */
export async function ticketsById(reader: Reader, ticketIds: readonly string[]) {
  return ticketIds.length === 0 ? [] : await selectTickets(reader, anyOf(tickets.id, ticketIds));
}

/** Every ticket that a release ever had, the first one first. */
export async function ticketsOfRelease(reader: Reader, releaseId: string) {
  return await selectTickets(reader, eq(tickets.releaseId, releaseId));
}

/** Those of a train that wait until somebody says which departure they take. */
export async function waitingTickets(reader: Reader, trainId: string) {
  return await selectTickets(reader, and(eq(tickets.trainId, trainId), eq(tickets.status, "waiting")));
}

async function selectTickets(reader: Reader, where: SQL | undefined) {
  const rows = await reader
    .select({
      ticketId: tickets.id,
      departureId: tickets.departureId,
      status: tickets.status,
      hotfix: tickets.hotfix,
      note: tickets.note,
      boardedAt: tickets.boardedAt,
      boardedBy: tickets.boardedBy,
      boardedByName: people.name,
      endedAt: tickets.endedAt,
      releaseId: releases.id,
      version: releases.version,
      kind: releases.kind,
      releaseStatus: releases.status,
      conditionUntil,
      createdBy: releases.createdBy,
      serviceId: services.id,
      serviceName: services.name,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
    })
    .from(tickets)
    .innerJoin(releases, eq(releases.id, tickets.releaseId))
    .innerJoin(services, eq(services.id, tickets.serviceId))
    .innerJoin(teams, eq(teams.id, services.teamId))
    .innerJoin(people, eq(people.id, tickets.boardedBy))
    .where(where)
    .orderBy(asc(tickets.boardedAt), asc(tickets.id));
  return rows.map((row) => ({
    ...row,
    name: `${row.serviceName} ${row.version}`,
    accepted: isAccepted(row.releaseStatus),
  }));
}

/** The tickets aboard, by departure. */
export async function loadPassengers(
  reader: Reader,
  departureIds: readonly string[],
): Promise<Map<string, AboardTicket[]>> {
  if (departureIds.length === 0) return new Map();
  return groupRows(await loadTickets(reader, departureIds), ({ departureId }) => departureId ?? "");
}

/** What each service stands on. */
export async function loadBases(reader: Reader): Promise<Bases> {
  const rows = await reader.select().from(serviceDependencies);
  return new Map(
    [...groupRows(rows, ({ serviceId }) => serviceId)].map(([id, group]) => [
      id,
      group.map(({ dependsOnId }) => dependsOnId),
    ]),
  );
}
