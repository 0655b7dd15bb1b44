import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { calendars, environments, people, trains } from "@/db/schema";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { MissedPolicy } from "@/lib/domain/train-policy";

type Wanted = {
  trainId: string | null;
  environmentIds: readonly string[];
  conductorIds: readonly string[];
  holidayCalendarId: string | null;
  missed: MissedPolicy;
  missedTrainId: string | null;
};

/** That everything a train names is there; answers with their names, for the record. */
export async function checkReferences(
  tx: Tx,
  wanted: Wanted,
): Promise<Result<{ environments: string[]; conductors: string[] }>> {
  const { environmentIds, conductorIds, holidayCalendarId, missed, missedTrainId, trainId } = wanted;
  const places = await tx
    .select({ id: environments.id, name: environments.name })
    .from(environments)
    .where(inArray(environments.id, [...environmentIds]))
    .for("key share");
  if (environmentIds.some((id) => !places.some((place) => place.id === id)))
    return refuse("not_found", "There is no such environment.", { field: "environmentIds" });
  const crew =
    conductorIds.length === 0
      ? []
      : await tx
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(and(inArray(people.id, [...conductorIds]), isNull(people.disabledAt)));
  if (conductorIds.some((id) => !crew.some((person) => person.id === id)))
    return refuse("not_found", "There is no such person.", { field: "conductorIds" });
  if (holidayCalendarId !== null) {
    const [calendar] = await tx
      .select({ id: calendars.id })
      .from(calendars)
      .where(and(eq(calendars.id, holidayCalendarId), isNull(calendars.archivedAt)));
    if (calendar === undefined)
      return refuse("not_found", "There is no such calendar.", { field: "holidayCalendarId" });
  }
  if (missed !== "named_train" && missedTrainId !== null)
    return refuse("invalid_input", "A train is named only where those who miss theirs go to a named one.", {
      field: "missedTrainId",
    });
  if (missed === "named_train") {
    if (missedTrainId === null)
      return refuse("invalid_input", "Say which train takes those who miss theirs.", { field: "missedTrainId" });
    if (missedTrainId === trainId)
      return refuse("invalid_input", "Of its own train the next departure takes them: choose that.", {
        field: "missedTrainId",
      });
    const [onto] = await tx
      .select({ id: trains.id })
      .from(trains)
      .where(and(eq(trains.id, missedTrainId), isNull(trains.archivedAt)));
    if (onto === undefined) return refuse("not_found", "There is no such train.", { field: "missedTrainId" });
  }
  return accept({ environments: places.map(({ name }) => name), conductors: crew.map(({ name }) => name) });
}
