import { desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { departures, people, ticketMoves, trains } from "@/db/schema";
import { type Actor, may } from "@/lib/auth/actor";
import { departureName } from "@/lib/domain/departure-name";
import type { ReleaseState } from "@/lib/domain/release-state";
import { formatInstant } from "@/lib/time/format";
import { type AboardTicket, conditionEndsBefore } from "./passengers";

const [fromRun, toRun] = [alias(departures, "from_run"), alias(departures, "to_run")];
const [fromTrain, toTrain] = [alias(trains, "from_train"), alias(trains, "to_train")];

/** The steps of tickets, newest first, by ticket: of these, or of everybody who left this departure. One statement. */
export async function loadMoves(reader: Reader, which: { ticketIds: readonly string[] } | { leftDepartureId: string }) {
  if ("ticketIds" in which && which.ticketIds.length === 0) return new Map<string, Move[]>();
  const rows = await reader
    .select({
      ticketId: ticketMoves.ticketId,
      kind: ticketMoves.kind,
      reason: ticketMoves.reason,
      at: ticketMoves.movedAt,
      by: people.name,
      fromId: fromRun.id,
      fromStart: fromRun.originalLocalStart,
      fromLabel: fromRun.label,
      fromTrain: fromTrain.name,
      toId: toRun.id,
      toStart: toRun.originalLocalStart,
      toLabel: toRun.label,
      toTrain: toTrain.name,
    })
    .from(ticketMoves)
    .leftJoin(people, eq(people.id, ticketMoves.movedBy))
    .leftJoin(fromRun, eq(fromRun.id, ticketMoves.fromDepartureId))
    .leftJoin(fromTrain, eq(fromTrain.id, fromRun.trainId))
    .leftJoin(toRun, eq(toRun.id, ticketMoves.toDepartureId))
    .leftJoin(toTrain, eq(toTrain.id, toRun.trainId))
    .where(
      "ticketIds" in which
        ? inArray(ticketMoves.ticketId, [...which.ticketIds])
        : eq(ticketMoves.fromDepartureId, which.leftDepartureId),
    )
    .orderBy(desc(ticketMoves.movedAt), desc(ticketMoves.id));
  const run = (id: string | null, train: string | null, start: string | null, label: string | null) =>
    id !== null && train !== null && start !== null ? { id, name: departureName(train, start, label ?? "") } : null;
  const moves = rows.map(({ ticketId, kind, reason, at, by, ...way }) => ({
    ticketId,
    move: {
      kind,
      reason,
      at,
      by,
      from: run(way.fromId, way.fromTrain, way.fromStart, way.fromLabel),
      to: run(way.toId, way.toTrain, way.toStart, way.toLabel),
    },
  }));
  return new Map(
    [...groupRows(moves, (row) => row.ticketId)].map(([id, group]) => [id, group.map(({ move }) => move)]),
  );
}

type Move = { kind: (typeof ticketMoves.$inferSelect)["kind"]; reason: string; at: Date; by: string | null } & Record<
  "from" | "to",
  { id: string; name: string } | null
>;

export const releaseOf = (ticket: AboardTicket) => ({
  id: ticket.releaseId,
  name: ticket.name,
  version: ticket.version,
  kind: ticket.kind,
  status: ticket.releaseStatus,
  service: { id: ticket.serviceId, name: ticket.serviceName },
});

type Readiness = { word: "ready" | "condition_ends" | "with_qa" | "with_dev" | "no_build"; reason: string };

const readinessOf: Record<ReleaseState, Readiness> = {
  draft: { word: "no_build", reason: "No build has been handed over yet." },
  with_qa: { word: "with_qa", reason: "QA has not judged its newest build yet." },
  with_dev: { word: "with_dev", reason: "QA sent its last build back; the next one is awaited." },
  accepted: { word: "ready", reason: "QA has accepted its newest build." },
  departing: { word: "ready", reason: "It is on its way." },
  released: { word: "ready", reason: "It has arrived." },
  failed: { word: "with_dev", reason: "Its deployment failed." },
  rolled_back: { word: "with_dev", reason: "It was rolled back." },
  withdrawn: { word: "with_dev", reason: "It was withdrawn." },
};

type Run = { departsAt: Date; zone: string };

/** Whether it could leave as it stands; `run` is null where it waits for a departure. */
function readiness(ticket: AboardTicket, run: Run | null): Readiness {
  const { conditionUntil, releaseStatus } = ticket;
  if (releaseStatus !== "accepted" || conditionUntil === null || run === null) return readinessOf[releaseStatus];
  const until = formatInstant(conditionUntil, run.zone);
  return conditionEndsBefore(ticket, run.departsAt)
    ? {
        word: "condition_ends",
        reason: `QA has accepted it under a condition that ends before the departure, ${until}: settled, or it stays behind.`,
      }
    : { word: "ready", reason: `QA has accepted its newest build under a condition, until ${until}.` };
}

/** A ticket as the departure's page and the release's page show it, with what the reader may do with it. */
export function ticketView(
  ticket: AboardTicket,
  moves: readonly Move[],
  actor: Actor,
  { isMovable, run }: { isMovable: boolean; run: Run | null },
) {
  const { word, reason } = readiness(ticket, run);
  const mine = isMovable && (ticket.status === "aboard" || ticket.status === "waiting");
  const allowed = mine && may(actor, "slot.book", ticket.team.id);
  return {
    id: ticket.ticketId,
    status: ticket.status,
    release: releaseOf(ticket),
    team: ticket.team,
    hotfix: ticket.hotfix,
    note: ticket.note,
    readiness: word,
    reason,
    boardedAt: ticket.boardedAt,
    boardedBy: ticket.boardedByName,
    moves: [...moves],
    mayLeave: allowed,
    mayMove: allowed,
  };
}
