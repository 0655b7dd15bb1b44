import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, type freezeScopes, services, teams } from "@/db/schema";
import type { FreezeScope } from "@/lib/domain/freeze";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

type Lists = { environmentIds: string[]; teamIds: string[]; serviceIds: string[] };
/** A scope as people write it: an empty list reaches everywhere, and `except` takes out again. */
export type WrittenScope = Lists & { except: Lists };

type ScopeRow = Pick<typeof freezeScopes.$inferSelect, "environmentId" | "teamId" | "serviceId" | "excluded">;

/** A scope as it stands in its rows. */
export function listsOfRows(rows: readonly ScopeRow[]): WrittenScope {
  const lists = (excluded: boolean): Lists => {
    const some = rows.filter((row) => row.excluded === excluded);
    return {
      environmentIds: some.flatMap((row) => row.environmentId ?? []),
      teamIds: some.flatMap((row) => row.teamId ?? []),
      serviceIds: some.flatMap((row) => row.serviceId ?? []),
    };
  };
  return { ...lists(false), except: lists(true) };
}

/** A scope as the evaluators read it. */
export function freezeScopeOf({ environmentIds, teamIds, serviceIds, except }: WrittenScope): FreezeScope {
  const some = (ids: string[]) => (ids.length === 0 ? null : ids);
  const isPlain = Object.values(except).every((ids) => ids.length === 0);
  return {
    environmentIds: some(environmentIds),
    teamIds: some(teamIds),
    serviceIds: some(serviceIds),
    ...(isPlain ? {} : { excluded: except }),
  };
}

export type ScopeNames = { names: string[]; except: string[] };

const kinds = [
  ["environmentIds", environments],
  ["teamIds", teams],
  ["serviceIds", services],
] as const;

/**
 * The names of what a scope lists. Refuses, with the field at fault, something unknown (`not_found`) and a scope in which an exclude
 * takes everything of a kind out again that the includes name (`invalid_input`: it would close nothing).
 */
export async function namesOfScope(reader: Reader, scope: WrittenScope): Promise<Result<ScopeNames>> {
  for (const [field] of kinds) {
    const left = scope[field].filter((id) => !scope.except[field].includes(id));
    if (scope[field].length > 0 && left.length === 0) {
      return refuse("invalid_input", "What is taken out is all that was named: it would close nothing.", {
        field: `except.${field}`,
      });
    }
  }
  const names = await namesOfLists(reader, scope, "");
  if (!names.ok) return names;
  const except = await namesOfLists(reader, scope.except, "except.");
  return except.ok ? accept({ names: names.value, except: except.value }) : except;
}

async function namesOfLists(reader: Reader, lists: Lists, path: string): Promise<Result<string[]>> {
  const names: string[] = [];
  for (const [field, table] of kinds) {
    const ids = [...new Set(lists[field])];
    if (ids.length === 0) continue;
    const rows = await reader.select({ name: table.name }).from(table).where(inArray(table.id, ids));
    if (rows.length < ids.length)
      return refuse("not_found", "The scope names something that is not there.", { field: `${path}${field}` });
    names.push(...rows.map((row) => row.name));
  }
  return accept(names);
}
