import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { teams } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeTeamInput, CreateTeamInput } from "@/lib/services/input";
import { usesOfTeam } from "@/lib/services/queries/uses";

/** Adds a team. Refuses a name that another team has, in whatever case (`name_taken`), and work that ends before it starts. */
export async function createTeam(
  tx: Tx,
  actor: Actor,
  input: CreateTeamInput,
  now: Date,
): Promise<Result<{ teamId: string }>> {
  if (endsEarly(input)) return noWork;
  const teamId = newId();
  await tx.insert(teams).values({ id: teamId, ...input });
  await recordAudit(tx, actor, now, {
    action: "team.created",
    subject: { kind: "team", id: teamId, name: input.name },
    data: { hue: input.hue },
  });
  await announce(tx, { noun: "services" });
  return accept({ teamId });
}

/** Renames a team, changes its hue or when it works. Refuses like `createTeam`, and `not_found`. */
export async function changeTeam(tx: Tx, actor: Actor, input: ChangeTeamInput, now: Date): Promise<Result<null>> {
  const { teamId, ...wanted } = input;
  const [before] = await tx.select().from(teams).where(eq(teams.id, teamId)).for("update");
  if (!before) return noTeam;
  const changed = fieldsChanged(before, wanted);
  if (Object.keys(changed).length === 0) return accept(null);
  if (endsEarly({ ...before, ...wanted })) return noWork;
  await tx.update(teams).set(wanted).where(eq(teams.id, teamId));
  await recordAudit(tx, actor, now, {
    action: "team.changed",
    subject: { kind: "team", id: teamId, name: wanted.name ?? before.name },
    data: { changed },
  });
  await announce(tx, { noun: "services" });
  return accept(null);
}

/**
 * Removes a team that was never used. Refuses `in_use` and names what still belongs to it: its services (archived ones too, they
 * have a history), people whose role is limited to it, tokens, freezes, slots.
 */
export async function removeTeam(tx: Tx, actor: Actor, input: { teamId: string }, now: Date): Promise<Result<null>> {
  const [team] = await tx.select().from(teams).where(eq(teams.id, input.teamId)).for("update");
  if (!team) return noTeam;
  const uses = await usesOfTeam(tx, team.id);
  if (uses.length > 0) return refuse("in_use", `${team.name} is still in use.`, { rules: uses });
  await tx.delete(teams).where(eq(teams.id, team.id));
  await recordAudit(tx, actor, now, {
    action: "team.removed",
    subject: { kind: "team", id: team.id, name: team.name },
    data: { hue: team.hue },
  });
  await announce(tx, { noun: "services" });
  return accept(null);
}

const endsEarly = (hours: { workStartMinute: number; workEndMinute: number }) =>
  hours.workStartMinute >= hours.workEndMinute;

const noWork = refuse("invalid_input", "Work ends after it starts.", { field: "workEndMinute" });
const noTeam = refuse("not_found", "There is no such team.");
