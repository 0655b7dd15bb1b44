import { and, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { trains } from "@/db/schema";
import { readTimetable, type TimetableFault, type TimetableFormat } from "@/lib/domain/timetable-file";
import { type DatedTrain, planTimetable } from "@/lib/domain/timetable-plan";
import type { PreviewImportInput } from "@/lib/trains/input/import";
import { loadWorkingCalendar } from "./working-calendar";

export type PlannedImport = { format: TimetableFormat; trains: DatedTrain[]; faults: TimetableFault[] };

/**
 * What a file of dates would make: trains with their departures, and what makes no sense in it, a train whose name is taken among
 * that. Writes nothing; two statements at most, however long the file is.
 */
export async function planImport(reader: Reader, input: PreviewImportInput): Promise<PlannedImport> {
  const { format, entries, faults } = readTimetable(input.text);
  const planned = planTimetable(entries, input, await loadWorkingCalendar(reader, input));
  const taken = await takenNames(
    reader,
    planned.trains.map(({ name }) => name),
  );
  const isTaken = ({ name }: DatedTrain) => taken.has(name.toLowerCase());
  const clashes = planned.trains
    .filter(isTaken)
    .map(({ name }) => ({ where: name, message: "There is a train of that name already." }));
  return {
    format,
    trains: planned.trains.filter((train) => !isTaken(train)),
    faults: [...faults, ...planned.faults, ...clashes],
  };
}

async function takenNames(reader: Reader, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const rows = await reader
    .select({ name: sql<string>`lower(${trains.name})` })
    .from(trains)
    .where(and(isNull(trains.archivedAt), sql`lower(${trains.name}) = any(${sql.param(wanted)}::text[])`));
  return new Set(rows.map(({ name }) => name));
}
