import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { serviceDependencies, services } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { basesOf } from "@/lib/domain/service-bases";

const field = "dependsOnIds";

/**
 * Makes a service, which the caller has locked, depend on exactly these; answers with the names before and after, or null where nothing
 * changed. Refuses a base that is not there (`not_found`), and the service itself or one that depends on it (`circular_order`, with
 * the name; the database refuses it again when two close a circle at once).
 */
export async function replaceDependencies(
  tx: Tx,
  service: { id: string; name: string },
  dependsOnIds: readonly string[],
): Promise<Result<{ from: string[]; to: string[] } | null>> {
  const wanted = [...new Set(dependsOnIds)];
  const known = wanted.length === 0 ? [] : await namesOf(tx, wanted);
  if (known.length < wanted.length) return refuse("not_found", "There is no such service.", { field });
  const all = await tx.select().from(serviceDependencies);
  const bases = basesOf(all);
  const circle = known.find(({ id }) => id === service.id || bases.get(id)?.has(service.id));
  if (circle !== undefined) {
    const message =
      circle.id === service.id
        ? `${service.name} cannot depend on itself.`
        : `${circle.name} depends on ${service.name} already; each would wait for the other.`;
    return refuse("circular_order", message, { field });
  }
  const before = all.filter(({ serviceId }) => serviceId === service.id).map(({ dependsOnId }) => dependsOnId);
  const added = wanted.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !wanted.includes(id));
  if (added.length + gone.length === 0) return accept(null);
  const from = before.length === 0 ? [] : await namesOf(tx, before);
  const own = eq(serviceDependencies.serviceId, service.id);
  // Removed first: what goes may be what would close the circle.
  await tx
    .delete(serviceDependencies)
    .where(wanted.length === 0 ? own : and(own, notInArray(serviceDependencies.dependsOnId, wanted)));
  if (added.length > 0)
    await tx.insert(serviceDependencies).values(added.map((dependsOnId) => ({ serviceId: service.id, dependsOnId })));
  return accept({ from: from.map(({ name }) => name), to: known.map(({ name }) => name) });
}

async function namesOf(tx: Tx, ids: string[]) {
  return await tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(inArray(services.id, ids))
    .orderBy(services.name)
    .for("key share");
}
