import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { services, teams } from "@/db/schema";
import { type FreezeRule, reachesEnvironment } from "@/lib/domain/freeze";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { loadFreezes } from "@/lib/freezes/queries/freeze-rules";
import type { Range } from "@/lib/time/range";
import type { EnvironmentOfOutlook } from "./outlook";

export type ClosingInOutlook = {
  freezeId: string;
  name: string;
  grade: FreezeGrade;
  during: Range;
  zone: string;
  /** Those of the environments in view that it closes. */
  environmentIds: string[];
  /** The teams and services it is limited to; empty: everybody. */
  only: string[];
};

/** The freezes that close one of these environments at some moment of the stretch. At most four statements. */
export async function loadClosings(
  reader: Reader,
  environments: readonly EnvironmentOfOutlook[],
  view: Range,
): Promise<ClosingInOutlook[]> {
  const freezes = await loadFreezes(reader, view);
  const names = await loadScopeNames(reader, freezes);
  return freezes.flatMap(({ freezeId, name, grade, during, zone, scope }) => {
    const closed = environments.filter(({ id }) => reachesEnvironment(scope, id)).map(({ id }) => id);
    if (closed.length === 0) return [];
    const only = [...(scope.teamIds ?? []), ...(scope.serviceIds ?? [])].map((id) => names.get(id) ?? "?");
    return [{ freezeId, name, grade, during, zone, environmentIds: closed, only }];
  });
}

/** The names of the teams and services that freezes are limited to. Two statements, and only when there are such. */
export async function loadScopeNames(reader: Reader, freezes: readonly FreezeRule[]): Promise<Map<string, string>> {
  const teamIds = freezes.flatMap(({ scope }) => [...(scope.teamIds ?? []), ...(scope.excluded?.teamIds ?? [])]);
  const serviceIds = freezes.flatMap(({ scope }) => [
    ...(scope.serviceIds ?? []),
    ...(scope.excluded?.serviceIds ?? []),
  ]);
  const rows = [
    ...(teamIds.length === 0 ? [] : await reader.select().from(teams).where(inArray(teams.id, teamIds))),
    ...(serviceIds.length === 0 ? [] : await reader.select().from(services).where(inArray(services.id, serviceIds))),
  ];
  return new Map(rows.map(({ id, name }) => [id, name]));
}
