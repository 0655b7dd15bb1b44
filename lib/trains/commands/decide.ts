import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departureBlockers, rollCallAnswers, teams } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { type Actor, isMember, may, readScope, requireReach } from "@/lib/auth/actor";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { joined } from "@/lib/time/words";
import type { AnswerRollCallInput, DecideDepartureInput } from "@/lib/trains/input/departures";
import { loadGoFacts } from "@/lib/trains/queries/go-facts";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import { conducts, lockDeparture, noDeparture } from "./lock-departure";
import { notNow, patch } from "./set-status";
import { writeDecision } from "./write-decision";

/**
 * Go or no-go, by whoever the train's policy names: its conductors, people with one of its roles, and whoever may open slots of every team.
 * From the cut-off on; the newest word counts. A go over teams that are not ready, and every no-go, needs a note.
 *
 * Refuses `not_found`, `forbidden`, `wrong_state`; a go while blockers hold the departure (`gates_closed`, naming them: they are
 * resolved or waived); a missing note (`invalid_input`).
 */
export async function decideDeparture(
  tx: Tx,
  actor: Actor,
  { departureId, decision, note }: DecideDepartureInput,
  now: Date,
): Promise<Result<{ departureId: string }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const locked = await lockDeparture(tx, departureId);
  if (locked === undefined) return noDeparture;
  const { departure, train, name } = locked;
  const hasRole = actor.grants.some(({ role, teamId }) => teamId === null && train.goRoles.includes(role));
  // A token acts for its owner and never beyond what it was given: it decides only with the right to open slots.
  const named = actor.kind === "person" && hasRole;
  if (!named && !(await conducts(tx, actor, locked))) {
    const who = train.goRoles.map((role) => role.replace("_", " ")).join(" or ");
    const reason = `${train.name} is let go by its conductors${who ? ` or a ${who}` : ""}.`;
    return refuse("forbidden", reason, { rules: [{ kind: "train", id: train.id, name: train.name, reason }] });
  }
  if (!["locked", "go", "held"].includes(departure.status)) return notNow(locked);
  const aboard = (await loadPassengers(tx, [departureId])).get(departureId) ?? [];
  const facts = await loadGoFacts(tx, departureId, train.goRule, aboard);
  if (decision === "no_go" && note === "") return refuse("invalid_input", "Say why it does not go.", { field: "note" });
  if (decision === "go") {
    const holding = await openBlockers(tx, departureId);
    if (holding.length > 0) {
      const rules = holding.map(({ id, reason }) => ({ kind: "blocker" as const, id, name: "Blocker", reason }));
      return refuse("gates_closed", `${name} is held by blockers. Resolve or waive them first.`, { rules });
    }
    const unready = [...facts.notReady, ...facts.silent];
    if (unready.length > 0 && note === "") {
      const reason = `${joined(unready)} ${unready.length === 1 ? "has" : "have"} not said ready. Say why it goes all the same.`;
      return refuse("invalid_input", reason, { field: "note" });
    }
  }
  await writeDecision(tx, actor, locked, { decision, note, personId: actor.personId }, now);
  return accept({ departureId });
}

/** Those that a go does not end by itself. */
async function openBlockers(tx: Tx, departureId: string) {
  return await tx
    .select()
    .from(departureBlockers)
    .where(
      and(
        eq(departureBlockers.departureId, departureId),
        eq(departureBlockers.status, "open"),
        eq(departureBlockers.kind, "raised"),
      ),
    );
}

/**
 * A team that has something aboard answers the roll-call: ready, or not and why. Again as often as it changes its mind, until the departure
 * has left. Refuses `not_found`; somebody who may not book for the team (`forbidden`); a team with nothing aboard and a departure that
 * has left (`wrong_state`); a "not ready" without a reason (`invalid_input`).
 */
export async function answerRollCall(
  tx: Tx,
  actor: Actor,
  { departureId, teamId, ready, note }: AnswerRollCallInput,
  now: Date,
): Promise<Result<{ departureId: string }>> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  const [team] = await tx.select().from(teams).where(eq(teams.id, teamId));
  if (team === undefined || !reaches(readScope(actor), teamId))
    return refuse("not_found", "There is no such team.", { field: "teamId" });
  const allowed = may(actor, "slot.open", null) ? accept(actor) : requireReach(actor, "slot.book", teamId);
  if (!allowed.ok) return allowed;
  const locked = await lockDeparture(tx, departureId);
  if (locked === undefined) return noDeparture;
  const { departure, name } = locked;
  if (!["boarding", "locked", "go", "held"].includes(departure.status)) return notNow(locked);
  const aboard = (await loadPassengers(tx, [departureId])).get(departureId) ?? [];
  if (!aboard.some((ticket) => ticket.team.id === teamId))
    return refuse("wrong_state", `${team.name} has nothing aboard ${name}.`);
  if (!ready && note === "") return refuse("invalid_input", "Say what is not ready.", { field: "note" });
  const answer = { ready, note, personId: actor.personId, answeredAt: now };
  await tx
    .insert(rollCallAnswers)
    .values({ departureId, teamId, ...answer })
    .onConflictDoUpdate({ target: [rollCallAnswers.departureId, rollCallAnswers.teamId], set: answer });
  await recordAudit(tx, actor, now, {
    action: "departure.roll_call",
    subject: { kind: "departure", id: departureId, name },
    data: { team: team.name, ready, note },
  });
  await patch(tx, locked, { updatedAt: now });
  return accept({ departureId });
}
