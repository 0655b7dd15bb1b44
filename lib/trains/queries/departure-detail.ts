import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import {
  auditEvents,
  departureBlockers,
  departureDecisions,
  departures,
  people,
  rollCallAnswers,
  trains,
} from "@/db/schema";
import { type Actor, isMember, may, readScope } from "@/lib/auth/actor";
import { mayEndBlocker } from "@/lib/domain/departure-blocker";
import type { DepartureBlockerEvent } from "@/lib/domain/departure-blocker-state";
import { goStands, missingForGo } from "@/lib/domain/departure-go";
import { comingDepartureStates, type DepartureState } from "@/lib/domain/departure-state";
import { reaches } from "@/lib/domain/permission";
import { accept, refuse } from "@/lib/domain/refusal";
import { viewDepartures } from "./departures";
import { loadGoFacts } from "./go-facts";
import { readLine } from "./line";
import { loadTickets, ticketsById } from "./passengers";
import { loadDepartureSlots } from "./slots-of-departure";
import { loadMoves, releaseOf, ticketView } from "./ticket-views";
import { loadPaths } from "./train-path";

const mostHistory = 100;

/**
 * All that the page of a departure needs to answer: who is aboard, who is not ready, do we go? What belongs to teams that the reader may not
 * see is left out.
 */
export async function readDeparture(reader: Reader, actor: Actor, departureId: string) {
  const scope = readScope(actor);
  const [row] = await reader
    .select({ departure: departures, train: trains })
    .from(departures)
    .innerJoin(trains, eq(trains.id, departures.trainId))
    .where(eq(departures.id, departureId));
  const [view] = await viewDepartures(reader, scope, eq(departures.id, departureId), 1);
  if (row === undefined || view === undefined) return refuse("not_found", "There is no such departure.");
  const { departure, train } = row;
  const { status } = departure;
  const all = await loadTickets(reader, [departureId], { ended: true });
  const aboard = all.filter(({ team }) => reaches(scope, team.id));
  const slots = await loadDepartureSlots(reader, departureId);
  const path = (await loadPaths(reader, [train.id])).get(train.id) ?? [];
  const moves = await loadMoves(reader, { ticketIds: aboard.map(({ ticketId }) => ticketId) });
  const facts = await loadGoFacts(reader, departureId, train.goRule, all);
  const isComing = comingDepartureStates.some((state) => state === status);
  const standing = { isMovable: isComing, run: { departsAt: departure.departsAt, zone: train.zone } };
  const crew = [view.conductor?.id, view.backup?.id];
  const runs = may(actor, "slot.open", null) || (isMember(actor) && crew.includes(actor.personId));
  return accept({
    departure: view,
    tickets: aboard.map((ticket) => ticketView(ticket, moves.get(ticket.ticketId) ?? [], actor, standing)),
    movedOn: await readMovedOn(reader, actor, departureId),
    rollCall: await readRollCall(reader, actor, departureId, aboard, status),
    blockers: await readBlockers(reader, actor, departureId, runs),
    decisions: await readDecisions(reader, departureId),
    go: { rule: train.goRule, decided: goStands(facts), missing: isComing ? missingForGo(facts) : [] },
    line: {
      onFailure: train.onFailure,
      ...(await readLine(reader, { status, onFailure: train.onFailure, path }, aboard, slots)),
    },
    may: mayDo(actor, departure, { goRoles: train.goRoles, runs }),
    history: await readHistory(reader, departureId),
  });
}

/** Who was aboard and went elsewhere, or was taken off: the newest step of each. */
async function readMovedOn(reader: Reader, actor: Actor, departureId: string) {
  const left = await loadMoves(reader, { leftDepartureId: departureId });
  const gone = await ticketsById(reader, [...left.keys()]);
  return gone
    .filter(({ team, departureId: at }) => at !== departureId && reaches(readScope(actor), team.id))
    .flatMap((ticket) => {
      const move = left.get(ticket.ticketId)?.[0];
      return move === undefined ? [] : [{ release: releaseOf(ticket), team: ticket.team, move }];
    });
}

async function readRollCall(
  reader: Reader,
  actor: Actor,
  departureId: string,
  aboard: readonly { team: { id: string; name: string; hue: number } }[],
  status: DepartureState,
) {
  const answers = await reader
    .select({ answer: rollCallAnswers, by: people.name })
    .from(rollCallAnswers)
    .innerJoin(people, eq(people.id, rollCallAnswers.personId))
    .where(eq(rollCallAnswers.departureId, departureId));
  const asks = ["boarding", "locked", "go", "held"].includes(status);
  const teams = [...new Map(aboard.map(({ team }) => [team.id, team])).values()];
  return teams
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((team) => {
      const found = answers.find(({ answer }) => answer.teamId === team.id);
      return {
        team,
        ready: found?.answer.ready ?? null,
        note: found?.answer.note ?? "",
        by: found?.by ?? null,
        at: found?.answer.answeredAt ?? null,
        mayAnswer: asks && (may(actor, "slot.book", team.id) || may(actor, "slot.open", null)),
      };
    });
}

async function readBlockers(reader: Reader, actor: Actor, departureId: string, runs: boolean) {
  const [raiser, ender] = [alias(people, "raiser"), alias(people, "ender")];
  const rows = await reader
    .select({ blocker: departureBlockers, raisedBy: raiser.name, endedBy: ender.name })
    .from(departureBlockers)
    .leftJoin(raiser, eq(raiser.id, departureBlockers.raisedBy))
    .leftJoin(ender, eq(ender.id, departureBlockers.endedBy))
    .where(eq(departureBlockers.departureId, departureId))
    .orderBy(desc(departureBlockers.raisedAt));
  return rows.map(({ blocker, raisedBy, endedBy }) => {
    const { id, kind, status, reason, raisedAt, endedAt, endReason } = blocker;
    const standing = { raised: isMember(actor) && blocker.raisedBy === actor.personId, runs };
    const mayEnd = (how: DepartureBlockerEvent) => status === "open" && mayEndBlocker(how, standing);
    const endings = { mayResolve: mayEnd("resolved"), mayWaive: mayEnd("waived") };
    return { id, kind, status, reason, raisedBy, raisedAt, endedBy, endedAt, endReason, ...endings };
  });
}

async function readDecisions(reader: Reader, departureId: string) {
  const rows = await reader
    .select({ decision: departureDecisions, by: people.name })
    .from(departureDecisions)
    .leftJoin(people, eq(people.id, departureDecisions.personId))
    .where(eq(departureDecisions.departureId, departureId))
    .orderBy(desc(departureDecisions.decidedAt), desc(departureDecisions.id));
  return rows.map(({ decision: { decision, decidedAt, note, readiness }, by }) => ({
    decision,
    by,
    at: decidedAt,
    note,
    ...readiness,
  }));
}

async function readHistory(reader: Reader, departureId: string) {
  const rows = await reader
    .select({ at: auditEvents.at, by: auditEvents.actorName, action: auditEvents.action, data: auditEvents.data })
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectKind, "departure"), eq(auditEvents.subjectId, departureId)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(mostHistory);
  return rows.map(({ data, ...row }) => ({ ...row, data: data as Record<string, unknown> }));
}

type Crew = { goRoles: readonly string[]; runs: boolean };

/** What the reader may do now: the same conditions as the commands', so that no button leads to a refusal. */
function mayDo(actor: Actor, { status }: { status: DepartureState }, { goRoles, runs }: Crew) {
  const decides =
    runs ||
    (actor.kind === "person" && actor.grants.some(({ role, teamId }) => teamId === null && goRoles.includes(role)));
  const works =
    isMember(actor) && (["slot.book", "handoff.judge", "release.write"] as const).some((p) => actor.permissions.has(p));
  const is = (...states: DepartureState[]) => states.includes(status);
  const isComing = comingDepartureStates.some((state) => state === status);
  const books = isMember(actor) && actor.permissions.has("slot.book");
  return {
    board: books && is("boarding"),
    boardHotfix:
      isMember(actor) && actor.permissions.has("slot.open") && books && is("boarding", "locked", "go", "held"),
    skip: runs && is("scheduled", "boarding"),
    resume: runs && is("skipped"),
    cancel: runs && (isComing || is("skipped")),
    move: runs && isComing,
    hold: runs && is("locked", "go"),
    release: runs && is("held"),
    decide: decides && is("locked", "go", "held"),
    raiseBlocker: works && isComing,
    conduct: runs && (isComing || is("skipped")),
  };
}
