import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { services, teams } from "@/db/schema";
import { fieldsChanged, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeServiceInput, CreateServiceInput } from "@/lib/services/input";
import { usesOfService } from "@/lib/services/queries/uses";
import { replaceDependencies } from "./dependencies";

/**
 * Adds a service to a team. Refuses an unknown team or base (`not_found`) and a name that another service has (`name_taken`).
 */
export async function createService(
  tx: Tx,
  actor: Actor,
  input: CreateServiceInput,
  now: Date,
): Promise<Result<{ serviceId: string }>> {
  if (!(await teamExists(tx, input.teamId))) return noTeam;
  const serviceId = newId();
  const { dependsOnIds, ...columns } = input;
  await tx.insert(services).values({ id: serviceId, ...columns });
  const bases = await replaceDependencies(tx, { id: serviceId, name: input.name }, dependsOnIds);
  if (!bases.ok) return bases;
  await recordAudit(tx, actor, now, {
    action: "service.created",
    subject: { kind: "service", id: serviceId, name: input.name },
    data: { teamId: input.teamId, cadence: input.cadence, ...(bases.value ? { dependsOn: bases.value.to } : {}) },
  });
  await announce(tx, { noun: "services", id: serviceId });
  return accept({ serviceId });
}

/**
 * Changes a service, also which team owns it and what it depends on. Refuses `not_found`, `name_taken`, and a dependency that leads
 * back to the service itself (`circular_order`).
 */
export async function changeService(tx: Tx, actor: Actor, input: ChangeServiceInput, now: Date): Promise<Result<null>> {
  const { serviceId, dependsOnIds, ...wanted } = input;
  const before = await lockService(tx, serviceId);
  if (!before) return noService;
  if (wanted.teamId !== undefined && !(await teamExists(tx, wanted.teamId))) return noTeam;
  const bases = dependsOnIds === undefined ? accept(null) : await replaceDependencies(tx, before, dependsOnIds);
  if (!bases.ok) return bases;
  const columns = fieldsChanged(before, wanted);
  const changed = { ...columns, ...(bases.value ? { dependsOn: bases.value } : {}) };
  if (Object.keys(changed).length === 0) return accept(null);
  if (Object.keys(columns).length > 0) await tx.update(services).set(wanted).where(eq(services.id, serviceId));
  await recordAudit(tx, actor, now, {
    action: "service.changed",
    subject: { kind: "service", id: serviceId, name: wanted.name ?? before.name },
    data: { changed },
  });
  await announce(tx, { noun: "services", id: serviceId });
  // How it ships decides on every gate and every page that speaks of its licence.
  if (changed.cadence !== undefined) await announce(tx, { noun: "licences", id: serviceId });
  return accept(null);
}

/**
 * Puts a service away: it is offered for nothing new, its history stays. Refuses `in_use` while a release of it is on its way or
 * a live slot would deploy it, and names them. Archiving twice changes nothing.
 */
export async function archiveService(
  tx: Tx,
  actor: Actor,
  input: { serviceId: string },
  now: Date,
): Promise<Result<null>> {
  const service = await lockService(tx, input.serviceId);
  if (!service) return noService;
  if (service.archivedAt) return accept(null);
  const uses = await usesOfService(tx, service.id);
  if (uses.length > 0) return refuse("in_use", `${service.name} still has something to ship.`, { rules: uses });
  await setArchived(tx, actor, service, now, now);
  return accept(null);
}

/** Takes an archived service back into use. */
export async function restoreService(
  tx: Tx,
  actor: Actor,
  input: { serviceId: string },
  now: Date,
): Promise<Result<null>> {
  const service = await lockService(tx, input.serviceId);
  if (!service) return noService;
  if (service.archivedAt) await setArchived(tx, actor, service, null, now);
  return accept(null);
}

type Service = typeof services.$inferSelect;

async function setArchived(tx: Tx, actor: Actor, service: Service, archivedAt: Date | null, now: Date) {
  await tx.update(services).set({ archivedAt }).where(eq(services.id, service.id));
  await recordAudit(tx, actor, now, {
    action: archivedAt ? "service.archived" : "service.changed",
    subject: { kind: "service", id: service.id, name: service.name },
    data: archivedAt ? {} : { changed: { archived: { from: true, to: false } } },
  });
  await announce(tx, { noun: "services", id: service.id });
}

async function lockService(tx: Tx, serviceId: string): Promise<Service | undefined> {
  const [service] = await tx.select().from(services).where(eq(services.id, serviceId)).for("update");
  return service;
}

/** Locked against removal until we commit, so that an unknown team is told as such and not as a broken foreign key. */
async function teamExists(tx: Tx, teamId: string): Promise<boolean> {
  const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId)).for("key share");
  return team !== undefined;
}

const noService = refuse("not_found", "There is no such service.");
const noTeam = refuse("not_found", "There is no such team.", { field: "teamId" });
