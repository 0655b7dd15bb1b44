import { addMonths } from "date-fns";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { occurrences, releaseWindows, windowTeams } from "@/db/schema";
import { addDaysInZone, localDate, weekOf } from "@/lib/time/calendar";
import type { Range } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import { horizonMonths } from "@/lib/time/validate-rule";
import { exampleWindows, organisationZone } from "./example-plan";
import type { ExampleIds } from "./insert-plan";

/** An opening as the history needs it. */
export type ExampleOccurrence = { id: string; window: string; windowId: string; during: Range; lanes: number };

/** Far enough back that the history has openings to have happened in. */
const historyDays = 112;

/** Every window with its openings, past ones too, up to the same horizon that windows made by people have. */
export async function insertWindows(tx: Tx, now: Date, ids: ExampleIds): Promise<ExampleOccurrence[]> {
  const from = addDaysInZone(weekOf(now, organisationZone).start, -historyDays, organisationZone);
  const expandedUntil = addMonths(now, horizonMonths);
  const all: ExampleOccurrence[] = [];
  for (const { at, environment, teams = [], ...window } of exampleWindows) {
    const windowId = newId();
    const rule = {
      localStart: `${localDate(from, organisationZone)}T${at}`,
      zone: organisationZone,
      durationMinutes: window.durationMinutes,
      rrule: window.rrule,
      exdates: [],
      rdates: [],
    };
    await tx.insert(releaseWindows).values({
      ...window,
      ...rule,
      id: windowId,
      environmentId: ids.environment(environment),
      expandedUntil,
      createdBy: ids.person("admin"),
      createdAt: from,
    });
    if (teams.length > 0)
      await tx.insert(windowTeams).values(teams.map((name) => ({ windowId, teamId: ids.team(name) })));
    const openings = expandRule(rule, { start: from, end: expandedUntil }).occurrences;
    const rows = openings.map(({ originalLocalStart, during }) => ({
      id: newId(),
      windowId,
      environmentId: ids.environment(environment),
      originalLocalStart,
      during,
      lanes: window.lanes,
    }));
    await tx.insert(occurrences).values(rows);
    all.push(...rows.map(({ id, during, lanes }) => ({ id, during, lanes, windowId, window: window.name })));
  }
  return all;
}

/** Thursday and Friday of next week, when the campaign is. */
export function freezeOf(now: Date): Range {
  const nextMonday = weekOf(now, organisationZone).end;
  const start = addDaysInZone(nextMonday, 3, organisationZone);
  return { start, end: addDaysInZone(start, 2, organisationZone) };
}
