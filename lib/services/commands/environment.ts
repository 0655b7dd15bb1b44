import { eq, max, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeEnvironmentInput, CreateEnvironmentInput, OrderEnvironmentsInput } from "@/lib/services/input";
import { usesOfEnvironment } from "@/lib/services/queries/uses";

/** Adds an environment as the last stop of the path. Refuses a name that another one has (`name_taken`). */
export async function createEnvironment(
  tx: Tx,
  actor: Actor,
  input: CreateEnvironmentInput,
  now: Date,
): Promise<Result<{ environmentId: string }>> {
  const [last] = await tx.select({ position: max(environments.position) }).from(environments);
  const environmentId = newId();
  await tx.insert(environments).values({ id: environmentId, position: (last?.position ?? 0) + 1, ...input });
  const { name, ...data } = input;
  await recordAudit(tx, actor, now, {
    action: "environment.created",
    subject: { kind: "environment", id: environmentId, name },
    data,
  });
  await announceEverywhere(tx);
  return accept({ environmentId });
}

/**
 * Changes an environment. What it asks of deployments (QA's acceptance, windows) counts from now on, for booked slots too: their
 * gates are evaluated when they open. Refuses `not_found` and `name_taken`.
 */
export async function changeEnvironment(
  tx: Tx,
  actor: Actor,
  input: ChangeEnvironmentInput,
  now: Date,
): Promise<Result<null>> {
  const { environmentId, ...wanted } = input;
  const before = await lockEnvironment(tx, environmentId);
  if (!before) return noEnvironment;
  const changed = fieldsChanged(before, wanted);
  if (Object.keys(changed).length === 0) return accept(null);
  await tx.update(environments).set(wanted).where(eq(environments.id, environmentId));
  await recordAudit(tx, actor, now, {
    action: "environment.changed",
    subject: { kind: "environment", id: environmentId, name: wanted.name ?? before.name },
    data: { changed },
  });
  await announceEverywhere(tx);
  return accept(null);
}

/** Removes an environment in which nothing was ever planned or set up. Refuses `in_use` and names what is there. */
export async function removeEnvironment(
  tx: Tx,
  actor: Actor,
  input: { environmentId: string },
  now: Date,
): Promise<Result<null>> {
  const environment = await lockEnvironment(tx, input.environmentId);
  if (!environment) return noEnvironment;
  const uses = await usesOfEnvironment(tx, environment.id);
  if (uses.length > 0) return refuse("in_use", `${environment.name} is still in use.`, { rules: uses });
  await tx.delete(environments).where(eq(environments.id, environment.id));
  await recordAudit(tx, actor, now, {
    action: "environment.removed",
    subject: { kind: "environment", id: environment.id, name: environment.name },
  });
  await announceEverywhere(tx);
  return accept(null);
}

/**
 * Puts the environments into the order of the promotion path. Refuses `conflict` unless every environment is named exactly once:
 * a list made before somebody added one must not decide where it stands.
 */
export async function orderEnvironments(
  tx: Tx,
  actor: Actor,
  input: OrderEnvironmentsInput,
  now: Date,
): Promise<Result<null>> {
  const rows = await tx.select().from(environments).orderBy(environments.position).for("update");
  const wanted = new Set(input.environmentIds);
  const complete = wanted.size === input.environmentIds.length && wanted.size === rows.length;
  if (!complete || rows.some((row) => !wanted.has(row.id))) {
    return refuse("conflict", "The list of environments has changed meanwhile. Look again.", {
      field: "environmentIds",
    });
  }
  if (rows.every((row, index) => row.id === input.environmentIds[index])) return accept(null);
  // Positions are unique at every moment, so all step aside first.
  await tx.update(environments).set({ position: sql`-${environments.position}` });
  for (const [index, id] of input.environmentIds.entries()) {
    await tx
      .update(environments)
      .set({ position: index + 1 })
      .where(eq(environments.id, id));
  }
  const nameOf = new Map(rows.map((row) => [row.id, row.name]));
  await recordAudit(tx, actor, now, {
    action: "environment.changed",
    subject: { kind: "environment", name: "Promotion path" },
    data: {
      changed: {
        path: { from: rows.map((row) => row.name), to: input.environmentIds.map((id) => nameOf.get(id)) },
      },
    },
  });
  await announceEverywhere(tx);
  return accept(null);
}

async function lockEnvironment(tx: Tx, environmentId: string) {
  const [environment] = await tx.select().from(environments).where(eq(environments.id, environmentId)).for("update");
  return environment;
}

/** The schedule and every gate read environments too. */
async function announceEverywhere(tx: Tx): Promise<void> {
  for (const noun of ["services", "windows", "slots"] as const) await announce(tx, { noun });
}

const noEnvironment = refuse("not_found", "There is no such environment.");
