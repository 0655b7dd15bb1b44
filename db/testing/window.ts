import type { Database } from "@/db/client";
import { freezePeriods, freezeScopes, freezes, occurrences, releaseWindows } from "@/db/schema";
import { expandRule } from "@/lib/time/recurrence";

const day = 86_400_000;

/** A window with its occurrences from two weeks before `now` to eight weeks after it, or as many days as told. */
export async function aWindow(
  db: Database,
  environment: { id: string; zone: string },
  rule: {
    name: string;
    localStart: string;
    durationMinutes: number;
    rrule: string | null;
    lanes?: number;
    granularityMinutes?: number;
    leadMinutes?: number;
    zone?: string;
    now: Date;
    days?: number;
  },
) {
  const { now, days = 56, ...columns } = rule;
  const zone = rule.zone ?? environment.zone;
  const around = { start: new Date(now.getTime() - 14 * day), end: new Date(now.getTime() + days * day) };
  const [window] = await db
    .insert(releaseWindows)
    .values({ ...columns, zone, environmentId: environment.id, expandedUntil: around.end })
    .returning();
  if (!window) throw new Error("the window was not inserted");
  const openings = expandRule({ ...window, exdates: [], rdates: [] }, around).occurrences;
  const rows = await db
    .insert(occurrences)
    .values(
      openings.map(({ originalLocalStart, during }) => ({
        windowId: window.id,
        environmentId: environment.id,
        originalLocalStart,
        during,
        lanes: window.lanes,
      })),
    )
    .returning();
  return { window, occurrences: rows };
}

/** A freeze that lasts once, from `start` to `end`; without a scope it closes everywhere. */
export async function aFreeze(
  db: Database,
  freeze: {
    name?: string;
    grade?: (typeof freezes.$inferInsert)["grade"];
    start: Date;
    end: Date;
    environmentIds?: string[];
    teamIds?: string[];
    serviceIds?: string[];
  },
) {
  const { start, end } = freeze;
  const localStart = start.toISOString().slice(0, 16);
  const [row] = await db
    .insert(freezes)
    .values({
      name: freeze.name ?? "Freeze",
      grade: freeze.grade ?? "closed",
      zone: "UTC",
      localStart,
      durationMinutes: (end.getTime() - start.getTime()) / 60_000,
      expandedUntil: end,
    })
    .returning();
  if (!row) throw new Error("the freeze was not inserted");
  await db.insert(freezePeriods).values({ freezeId: row.id, originalLocalStart: localStart, during: { start, end } });
  const scopes = [
    ...(freeze.environmentIds ?? []).map((environmentId) => ({ environmentId })),
    ...(freeze.teamIds ?? []).map((teamId) => ({ teamId })),
    ...(freeze.serviceIds ?? []).map((serviceId) => ({ serviceId })),
  ];
  if (scopes.length > 0) await db.insert(freezeScopes).values(scopes.map((scope) => ({ freezeId: row.id, ...scope })));
  return row;
}
