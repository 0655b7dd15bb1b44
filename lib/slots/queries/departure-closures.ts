import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { environments, occurrences, releaseWindows } from "@/db/schema";
import { isPartial } from "@/lib/domain/freeze";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { type WindowRules, windowStatus } from "@/lib/domain/window-status";
import type { Range } from "@/lib/time/range";
import { loadWindowRules } from "@/lib/windows/queries/window-rules";

/** A freeze as boards show it: when, how far it closes, and when things move again. */
export type Closure = {
  freezeId: string;
  name: string;
  grade: FreezeGrade;
  during: Range;
  zone: string;
  /** It closes for some teams or services only. */
  isPartial: boolean;
  /** Ends when somebody lifts it. */
  stopsTheLine: boolean;
  /** The names of the environments that it closes, of those that are looked at; empty: all of them. */
  environments: string[];
  /** The first instant after its end at which the last environment it closes is open, if one is known. */
  nextOpen: Date | null;
};

export type Opening = {
  occurrenceId: string;
  windowName: string;
  environmentName: string;
  during: Range;
  zone: string;
  lanes: number;
};

/** How far behind a freeze its next opening is looked for. */
const lookAheadMs = 45 * 86_400_000;

/** The freezes that touch a stretch of time in one environment, or in any. */
export async function listClosures(reader: Reader, environmentId: string | null, range: Range): Promise<Closure[]> {
  const places = await reader
    .select({ id: environments.id, name: environments.name })
    .from(environments)
    .where(environmentId === null ? undefined : eq(environments.id, environmentId))
    .orderBy(desc(environments.position));
  const ids = places.map((place) => place.id);
  const horizon = { start: range.start, end: new Date(range.end.getTime() + lookAheadMs) };
  const rules = await loadWindowRules(reader, ids, horizon);
  const found = new Map<string, Closure>();
  // The last stop first: what is shown of a freeze over several environments is when the last of them opens again.
  for (const id of ids) {
    const place = rules.get(id);
    for (const freeze of place?.freezes ?? []) {
      const key = `${freeze.freezeId} ${freeze.during.start.toISOString()}`;
      if (!place || freeze.during.start >= range.end || freeze.during.end <= range.start) continue;
      const known = found.get(key);
      if (known !== undefined) {
        known.environments.unshift(place.environment.name);
        continue;
      }
      const { freezeId, name, grade, during, zone, scope, stopsTheLine = false } = freeze;
      const nextOpen = stopsTheLine ? null : openAfter(place, during.end);
      const environments = [place.environment.name];
      found.set(key, {
        ...{ freezeId, name, grade, during, zone, stopsTheLine, environments },
        isPartial: isPartial(scope),
        nextOpen,
      });
    }
  }
  return [...found.values()]
    .map((closure) => ({
      ...closure,
      environments: closure.environments.length === ids.length ? [] : closure.environments,
    }))
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
}

function openAfter(rules: WindowRules, instant: Date): Date | null {
  const status = windowStatus(rules, { environmentId: rules.environment.id }, instant);
  return status.decision === "open" ? instant : (status.nextOpen ?? null);
}

/** The openings that touch a stretch of time, cancelled ones left out. */
export function listOpenings(reader: Reader, environmentId: string | null, range: Range): Promise<Opening[]> {
  return reader
    .select({
      occurrenceId: occurrences.id,
      windowName: releaseWindows.name,
      environmentName: environments.name,
      during: occurrences.during,
      zone: releaseWindows.zone,
      lanes: occurrences.lanes,
    })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .innerJoin(environments, eq(environments.id, occurrences.environmentId))
    .where(
      and(
        eq(occurrences.status, "scheduled"),
        environmentId === null ? undefined : eq(occurrences.environmentId, environmentId),
        overlapsRange(occurrences.during, range),
      ),
    )
    .orderBy(sql`lower(${occurrences.during})`, asc(environments.position), asc(releaseWindows.name));
}
