import { asc } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments } from "@/db/schema";

/** Every environment in the order of the promotion path. */
export async function listEnvironments(reader: Reader) {
  return await reader
    .select({
      id: environments.id,
      name: environments.name,
      position: environments.position,
      defaultOpen: environments.defaultOpen,
      requiresAcceptance: environments.requiresAcceptance,
      zone: environments.zone,
    })
    .from(environments)
    .orderBy(asc(environments.position));
}
