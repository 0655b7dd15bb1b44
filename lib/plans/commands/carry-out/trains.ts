import { and, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { calendars, trains } from "@/db/schema";
import type { TrainEntry } from "@/lib/domain/plan";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { WeekdayCode } from "@/lib/time/rrule";
import { archiveTrain, changeTrain, createTrain } from "@/lib/trains/commands/train";
import type { CarryOut, PlanIds } from "./step";

/**
 * What is removed is archived: what left with a train stays on the record. Who conducts is no part of a plan, and stays. A train that takes
 * those who miss another one is named once all of them are there.
 */
export const trainSteps: CarryOut<"trains"> = {
  async add({ tx, actor, now, ids }, wanted) {
    const columns = await columnsOf(tx, wanted, ids);
    if (!columns.ok) return columns;
    const missed = wanted.missed === "named_train" ? "next_departure" : wanted.missed;
    const input = { ...columns.value, missed, missedTrainId: null, conductorIds: [] };
    const made = await createTrain(tx, actor, input, now);
    return made.ok ? accept({ id: made.value.trainId }) : made;
  },
  async change({ tx, actor, now, ids }, { id }, wanted) {
    const columns = await columnsOf(tx, wanted, ids);
    if (!columns.ok) return columns;
    const { missed: _, ...input } = columns.value;
    const others = wanted.missed === "named_train" ? input : { ...input, missed: wanted.missed, missedTrainId: null };
    const changed = await changeTrain(tx, actor, { trainId: id, ...others }, now);
    return changed.ok ? accept({}) : changed;
  },
  async remove({ tx, actor, now }, { id }) {
    const archived = await archiveTrain(tx, actor, { trainId: id }, now);
    return archived.ok ? accept({}) : archived;
  },
  afterwards: [
    async ({ tx, actor, now }, { id, wanted }) => {
      if (wanted.missed !== "named_train") return accept({});
      const missedTrainId = await findTrain(tx, wanted.missedTrain ?? "");
      if (missedTrainId === undefined)
        return refuse("not_found", `There is no train "${wanted.missedTrain ?? ""}".`, { field: "missedTrain" });
      const changed = await changeTrain(tx, actor, { trainId: id, missed: "named_train", missedTrainId }, now);
      return changed.ok ? accept({}) : changed;
    },
  ],
};

async function columnsOf(tx: Tx, train: TrainEntry, ids: PlanIds) {
  const { was: _, environments, holidays, missedTrain, weekdays, exdates, rdates, goRoles, ...columns } = train;
  if (train.missed !== "named_train" && missedTrain !== null) {
    return refuse("invalid_input", "A train is named only where `missed` is named_train.", { field: "missedTrain" });
  }
  const calendar = await findCalendar(tx, holidays);
  if (!calendar.ok) return calendar;
  return accept({
    ...columns,
    environmentIds: environments.map((name) => ids.get("environments", name)),
    holidayCalendarId: calendar.value,
    weekdays: [...weekdays] as WeekdayCode[],
    exdates: [...exdates],
    rdates: [...rdates],
    goRoles: [...goRoles],
  });
}

async function findCalendar(tx: Tx, name: string | null): Promise<Result<string | null>> {
  if (name === null) return accept(null);
  const [calendar] = await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(and(sql`lower(${calendars.name}) = lower(${name})`, isNull(calendars.archivedAt)));
  if (calendar === undefined) return refuse("not_found", `There is no calendar "${name}".`, { field: "holidays" });
  return accept(calendar.id);
}

async function findTrain(tx: Tx, name: string): Promise<string | undefined> {
  const [train] = await tx
    .select({ id: trains.id })
    .from(trains)
    .where(and(sql`lower(${trains.name}) = lower(${name})`, isNull(trains.archivedAt)));
  return train?.id;
}
