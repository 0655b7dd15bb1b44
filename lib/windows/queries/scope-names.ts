import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, services, teams } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

type Scope = { environmentIds: string[]; teamIds: string[]; serviceIds: string[] };

/** The names of what a scope lists, or `not_found` with the field that lists something unknown. */
export async function namesOfScope(reader: Reader, scope: Scope): Promise<Result<string[]>> {
  const names: string[] = [];
  for (const [field, table] of [
    ["environmentIds", environments],
    ["teamIds", teams],
    ["serviceIds", services],
  ] as const) {
    const ids = [...new Set(scope[field])];
    if (ids.length === 0) continue;
    const rows = await reader.select({ name: table.name }).from(table).where(inArray(table.id, ids));
    if (rows.length < ids.length) return refuse("not_found", "The scope names something that is not there.", { field });
    names.push(...rows.map((row) => row.name));
  }
  return accept(names);
}

/** A scope as the evaluators read it: an empty list reaches everywhere. */
export function freezeScopeOf(scope: Scope) {
  const some = (ids: string[]) => (ids.length === 0 ? null : ids);
  return {
    environmentIds: some(scope.environmentIds),
    teamIds: some(scope.teamIds),
    serviceIds: some(scope.serviceIds),
  };
}
