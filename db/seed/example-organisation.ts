import type { Database } from "@/db/client";
import { computeForecasts } from "@/lib/forecasts/commands/compute-forecasts";
import { backfillForecasts } from "./backfill-forecasts";
import { assembleCast } from "./cast";
import { editSeries } from "./edit-series";
import { insertMissed, withMishaps } from "./history-mishaps";
import { tellHistory } from "./history-story";
import { insertPastTickets, takeTrains } from "./history-trains";
import { insertArrangements } from "./insert-arrangements";
import { insertCalendars } from "./insert-calendars";
import { insertFreezes } from "./insert-freezes";
import { insertGroups } from "./insert-groups";
import { insertHistory } from "./insert-history";
import { insertImportedHistory } from "./insert-imported-history";
import { insertInbound } from "./insert-inbound";
import { insertLicences, insertStandingApproval } from "./insert-licences";
import { insertPassengers } from "./insert-passengers";
import { type ExampleReceiver, insertPlan } from "./insert-plan";
import { insertPresent } from "./insert-present";
import { insertPromise } from "./insert-promise";
import { insertTests } from "./insert-testing";
import { insertTrains } from "./insert-trains";
import { insertViews } from "./insert-views";
import { insertWindows } from "./insert-windows";
import { seededChance } from "./random";

/**
 * Loads the example organisation into an empty installation, all of it or nothing: five teams, a dozen services, four
 * environments, windows of three cadences and one that is a team's own, a service that deploys at any time and one that has lost its
 * licence to, some months of history, two trains of which one boards and one passes Staging first, groups of testers and their test
 * plans, a queue in all states, a line for a full night, an offer to swap, a recurring booking, a promise that is as likely as not,
 * and freezes: one next week that two booked slots run into, one that comes each month, one for trains only, and what two that are
 * over have left behind. Three calendars from outside: holidays and a subscription as marks, days of the company as a freeze.
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
    // Commands open transactions of their own; inside this one they are savepoints.
    const inside = tx as unknown as Database;
    const cast = await assembleCast(inside);
    const trainRuns = await insertTrains(inside, now, ids, cast);
    const { stories: told, next } = tellHistory(occurrences, now, chance);
    const stories = takeTrains(withMishaps(told, now), trainRuns);
    await insertLicences(tx, now, ids, stories);
    await insertStandingApproval(tx, now, ids);
    await insertHistory(tx, stories, ids, receiver, chance);
    await insertMissed(tx, stories, occurrences, ids);
    await insertPastTickets(tx, trainRuns, ids);
    await insertGroups({ db: inside, now, ids, cast });
    await backfillForecasts({ db: inside, now, ids, stories, occurrences, chance: seededChance(20_261_124) });
    const present = { db: inside, now, ids, cast, chance, occurrences, nextVersion: next };
    // Before the present: the search's passenger came back, and its bench tests one build at once.
    await insertPassengers(present, trainRuns);
    await insertPresent(present);
    await insertTests(present);
    await insertArrangements({ db: inside, now, ids, cast, occurrences });
    await insertFreezes(present);
    await insertCalendars(inside, now, ids, cast);
    await editSeries(inside, cast, now);
    await insertViews(inside, now, ids, cast);
    await insertInbound(inside, now, ids, cast);
    await insertImportedHistory(inside, now, ids);
    await computeForecasts(inside, now);
    await insertPromise(inside, now, cast);
  });
}
