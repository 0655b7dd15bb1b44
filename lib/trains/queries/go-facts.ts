import { desc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departureBlockers, departureDecisions, rollCallAnswers, teams } from "@/db/schema";
import type { GoFacts } from "@/lib/domain/departure-go";
import type { GoRule } from "@/lib/domain/train-policy";
import type { AboardTicket } from "./passengers";

/** How things stand for the going of a departure: the newest word, the roll-call of the teams aboard, what holds it. Three statements. */
export async function loadGoFacts(
  reader: Reader,
  departureId: string,
  goRule: GoRule,
  aboard: readonly Pick<AboardTicket, "team">[],
): Promise<GoFacts> {
  const [newest] = await reader
    .select({ decision: departureDecisions.decision })
    .from(departureDecisions)
    .where(eq(departureDecisions.departureId, departureId))
    .orderBy(desc(departureDecisions.decidedAt), desc(departureDecisions.id))
    .limit(1);
  const answers = await reader
    .select({ teamId: rollCallAnswers.teamId, name: teams.name, ready: rollCallAnswers.ready })
    .from(rollCallAnswers)
    .innerJoin(teams, eq(teams.id, rollCallAnswers.teamId))
    .where(eq(rollCallAnswers.departureId, departureId));
  const blockers = await reader
    .select({ kind: departureBlockers.kind, status: departureBlockers.status, reason: departureBlockers.reason })
    .from(departureBlockers)
    .where(eq(departureBlockers.departureId, departureId))
    .orderBy(departureBlockers.raisedAt);
  const open = blockers.filter(({ status }) => status === "open");
  const teamsAboard = [...new Map(aboard.map(({ team }) => [team.id, team.name]))];
  const answerOf = new Map(answers.map(({ teamId, ready }) => [teamId, ready]));
  return {
    // Nobody is aboard: there is nothing to decide about.
    goRule: aboard.length === 0 ? "automatic" : goRule,
    decision: newest?.decision ?? null,
    notReady: teamsAboard.flatMap(([id, name]) => (answerOf.get(id) === false ? [name] : [])),
    silent: teamsAboard.flatMap(([id, name]) => (answerOf.has(id) ? [] : [name])),
    blockers: open.map(({ reason }) => reason),
    afterFailure: open.some(({ kind }) => kind === "after_failure"),
  };
}
