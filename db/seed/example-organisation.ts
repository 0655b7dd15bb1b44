import type { Database } from "@/db/client";
import { assembleCast } from "./cast";
import { tellHistory } from "./history-story";
import { insertHistory } from "./insert-history";
import { type ExampleReceiver, insertPlan } from "./insert-plan";
import { insertPresent } from "./insert-present";
import { insertFreeze, insertWindows } from "./insert-windows";
import { seededChance } from "./random";

/**
 * Loads the example organisation into an empty installation, all of it or nothing: five teams, a dozen services, four
 * environments, windows of three cadences, some months of history, a queue in all states, and a freeze next week that two
 * booked slots run into.
 */
export async function loadExampleOrganisation(
  db: Database,
  now: Date,
  receiver: ExampleReceiver,
  isDemo: boolean,
): Promise<void> {
  const chance = seededChance(20_261_121);
  await db.transaction(async (tx) => {
    const ids = await insertPlan(tx, now, receiver, isDemo);
    const occurrences = await insertWindows(tx, now, ids);
    const { stories, next } = tellHistory(occurrences, now, chance);
    await insertHistory(tx, stories, ids, receiver, chance);
    // Commands open transactions of their own; inside this one they are savepoints.
    const inside = tx as unknown as Database;
    const cast = await assembleCast(inside);
    await insertPresent({ db: inside, now, ids, cast, chance, occurrences, nextVersion: next });
    await insertFreeze(tx, now, ids);
  });
}
