import { asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people, trainConductors } from "@/db/schema";
import { type Conductors, conductorsOf, type RotaPerson } from "@/lib/domain/conductor-rota";

type Run = { id: string; trainId: string; turn: number; conductorId: string | null; backupId: string | null };

/** Who conducts each of these departures and who stands by: named for it, else as the rota has it. Two statements at most. */
export async function loadConductors(reader: Reader, runs: readonly Run[]): Promise<Map<string, Conductors>> {
  const trainIds = [...new Set(runs.map(({ trainId }) => trainId))];
  if (trainIds.length === 0) return new Map();
  const rows = await reader
    .select({
      trainId: trainConductors.trainId,
      id: people.id,
      name: people.name,
      disabledAt: people.disabledAt,
    })
    .from(trainConductors)
    .innerJoin(people, eq(people.id, trainConductors.personId))
    .where(inArray(trainConductors.trainId, trainIds))
    .orderBy(asc(trainConductors.trainId), asc(trainConductors.position));
  const named = await loadNamed(reader, runs);
  return new Map(
    runs.map((run) => {
      const rota: RotaPerson[] = rows
        .filter(({ trainId }) => trainId === run.trainId)
        .map(({ id, name, disabledAt }) => ({ id, name, active: disabledAt === null }));
      const primary = named.get(run.conductorId ?? "") ?? null;
      const backup = named.get(run.backupId ?? "") ?? null;
      return [run.id, conductorsOf(rota, run.turn, { primary, backup })];
    }),
  );
}

async function loadNamed(reader: Reader, runs: readonly Run[]): Promise<Map<string, RotaPerson>> {
  const ids = [...new Set(runs.flatMap(({ conductorId, backupId }) => [conductorId ?? [], backupId ?? []].flat()))];
  if (ids.length === 0) return new Map();
  const rows = await reader.select().from(people).where(inArray(people.id, ids));
  return new Map(rows.map(({ id, name, disabledAt }) => [id, { id, name, active: disabledAt === null }]));
}
