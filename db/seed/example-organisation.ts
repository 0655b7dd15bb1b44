import type { Database } from "@/db/client";
import { tellHistory } from "./history-story";
import { insertHistory } from "./insert-history";
import { type ExampleReceiver, insertPlan } from "./insert-plan";
import { insertFreeze, insertWindows } from "./insert-windows";
import { seededChance } from "./random";

/**
 * Loads the example organisation into an empty installation, in one transaction: five teams, a dozen services, four
 * environments, windows of three cadences, a freeze next week, some months of history.
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
    await insertFreeze(tx, now, ids);
    const { stories } = tellHistory(occurrences, now, chance);
    await insertHistory(tx, stories, ids, receiver, chance);
  });
}
