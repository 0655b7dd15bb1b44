import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { environments, services, soakRules } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SetSoakInput, SoakInput } from "@/lib/services/input";

/**
 * Sets how long a build must have run at the stop before until it may enter an environment: for every service, or for one, whose rule
 * then goes before the general one. Counts from now on, for booked slots too: gates are judged when they open. Refuses with `not_found`.
 */
export async function setSoak(tx: Tx, actor: Member, input: SetSoakInput, now: Date): Promise<Result<null>> {
  const place = await placeOf(tx, input);
  if (!place.ok) return place;
  const { environmentId, serviceId = null, minutes, hotfixesExempt } = input;
  const columns = { minutes, hotfixesExempt, setBy: actor.personId, updatedAt: now };
  await tx
    .insert(soakRules)
    .values({ id: newId(), environmentId, serviceId, createdAt: now, ...columns })
    .onConflictDoUpdate({ target: [soakRules.environmentId, soakRules.serviceId], set: columns });
  await recordAudit(tx, actor, now, {
    action: "soak.set",
    subject: { kind: "environment", id: environmentId, name: place.value.name },
    data: { minutes, hotfixesExempt, service: place.value.serviceName },
  });
  await announce(tx, { noun: "services" }, { noun: "slots" });
  return accept(null);
}

/** Takes a soak time away. Refuses with `not_found`. */
export async function removeSoak(tx: Tx, actor: Member, input: SoakInput, now: Date): Promise<Result<null>> {
  const place = await placeOf(tx, input);
  if (!place.ok) return place;
  const { environmentId, serviceId } = input;
  const removed = await tx
    .delete(soakRules)
    .where(
      and(
        eq(soakRules.environmentId, environmentId),
        serviceId === undefined ? isNull(soakRules.serviceId) : eq(soakRules.serviceId, serviceId),
      ),
    )
    .returning({ minutes: soakRules.minutes });
  const [rule] = removed;
  if (rule === undefined) return refuse("not_found", "There is no such rule.");
  await recordAudit(tx, actor, now, {
    action: "soak.removed",
    subject: { kind: "environment", id: environmentId, name: place.value.name },
    data: { minutes: rule.minutes, service: place.value.serviceName },
  });
  await announce(tx, { noun: "services" }, { noun: "slots" });
  return accept(null);
}

async function placeOf(tx: Tx, { environmentId, serviceId }: SoakInput) {
  const [environment] = await tx.select().from(environments).where(eq(environments.id, environmentId)).for("share");
  if (environment === undefined) {
    return refuse("not_found", "There is no such environment.", { field: "environmentId" });
  }
  if (serviceId === undefined) return accept({ name: environment.name, serviceName: null });
  const [service] = await tx.select({ name: services.name }).from(services).where(eq(services.id, serviceId));
  if (service === undefined) return refuse("not_found", "There is no such service.", { field: "serviceId" });
  return accept({ name: environment.name, serviceName: service.name });
}
