import { and, eq, gt, isNull, like, lt, max, sql } from "drizzle-orm";
import type { Database, Reader } from "@/db/client";
import { overlapsRange } from "@/db/range";
import { environments, occurrences, releases, releaseWindows, services, slotReleases, slots } from "@/db/schema";
import { claimHandoff } from "@/lib/handoffs/commands/claim-handoff";
import { handOver } from "@/lib/handoffs/commands/hand-over";
import { acceptHandoff } from "@/lib/handoffs/commands/judge-handoff";
import { handOverInput } from "@/lib/handoffs/input";
import { bookSlot } from "@/lib/slots/commands/book-slot";
import { bookSlotInput } from "@/lib/slots/input";
import { localTimeOfDay } from "@/lib/time/calendar";
import { formatDay } from "@/lib/time/format";
import { wallTimeAt } from "@/lib/time/zone";
import { archiveWindow, createWindow } from "@/lib/windows/commands/window";
import { createWindowInput } from "@/lib/windows/input";
import { assembleCast, ExampleRefused, perform } from "./cast";
import { organisationZone } from "./example-plan";
import { signSlot } from "./sign-slot";

const minute = 60_000;
const service = "flags";
const windowName = "Demo";
const openMinutes = 60;
const slotMinutes = 20;

type Digits = (count: number) => string;

/**
 * Makes sure that a slot opens about two minutes after a start of the demo, at whatever hour: a hotfix (so that the freeze lets
 * it pass) that QA has accepted and both roles have signed, in an opening made for it. Does nothing when a slot is due within
 * the next minutes anyway, and waits for what its service is still being deployed with from an earlier start. `random` gives the
 * digits of commit and artifact. All or nothing: where a rule that somebody has set in the demo does not let it through, it answers
 * with the reason and has changed nothing.
 */
export async function bookDemoDeparture(db: Database, now: Date, random: Digits): Promise<string | undefined> {
  try {
    await db.transaction((tx) => bookIfNothingIsDue(tx, now, random));
    return undefined;
  } catch (error) {
    if (error instanceof ExampleRefused) return error.reason;
    throw error;
  }
}

async function bookIfNothingIsDue(db: Reader, now: Date, random: Digits): Promise<void> {
  const [production] = await db
    .select({ id: environments.id })
    .from(environments)
    .where(eq(environments.name, "Production"));
  if (!production || (await isSomethingDue(db, production.id, now))) return;
  const cast = await assembleCast(db);
  await archiveOldOpenings(db, cast("admin"), now);

  const start = await firstFreeStart(db, production.id, now);
  const opening = new Date(start.getTime() - minute);
  const window = createWindowInput.parse({
    environmentId: production.id,
    name: `${windowName} ${formatDay(start, organisationZone)} ${localTimeOfDay(start, organisationZone)}`,
    localStart: wallTimeAt(opening, organisationZone).slice(0, 16),
    zone: organisationZone,
    durationMinutes: openMinutes,
    granularityMinutes: 1,
    cadence: "quick",
  });
  const { windowId } = await perform(db, (tx) => createWindow(tx, cast("manager"), window, now));
  const [occurrence] = await db
    .select({ id: occurrences.id })
    .from(occurrences)
    .where(eq(occurrences.windowId, windowId));
  if (!occurrence) throw new Error("the demo's opening did not come to be");

  const handed = handOverInput.parse({
    service,
    version: await nextVersion(db),
    commitSha: random(40),
    artifactDigest: `sha256:${random(64)}`,
    changes: [{ title: "Toggles load before the first request", author: cast("platform").name }],
    changedFiles: 3,
    changedLines: 41,
    checks: { passed: 188, total: 188 },
    release: {
      kind: "hotfix",
      summary: "Toggles load before the first request",
      rollbackPlan: "Deploy the version before.",
    },
  });
  const { handoffId, releaseId } = await perform(db, (tx) => handOver(tx, cast("platform"), handed, now));
  await perform(db, (tx) => claimHandoff(tx, cast("qa2"), { handoffId }, now));
  await perform(db, (tx) =>
    acceptHandoff(tx, cast("qa2"), { handoffId, note: "Checked on QA with 200 toggles." }, now),
  );
  const booked = bookSlotInput.parse({
    occurrenceId: occurrence.id,
    during: { start: start.toISOString(), end: new Date(start.getTime() + slotMinutes * minute).toISOString() },
    releaseIds: [releaseId],
    note: "Opens by itself: watch it leave.",
  });
  const { slotId } = await perform(db, (tx) => bookSlot(tx, cast("platform"), booked, now));
  await signSlot(db, cast("manager2"), slotId, now);
  await signSlot(db, cast("qa"), slotId, now);
}

/** On the minute, as the grid wants it, and never less than a minute and three quarters away: time to sign in and look. */
async function firstFreeStart(db: Reader, environmentId: string, now: Date): Promise<Date> {
  let start = new Date(Math.ceil((now.getTime() + 1.75 * minute) / minute) * minute);
  for (;;) {
    const during = { start, end: new Date(start.getTime() + slotMinutes * minute) };
    const [taken] = await db
      .select({ until: max(sql`upper(${slots.during})`).mapWith(slots.heldUntil) })
      .from(slots)
      .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
      .innerJoin(services, eq(services.id, slotReleases.serviceId))
      .where(
        and(
          eq(slots.environmentId, environmentId),
          eq(slots.live, true),
          eq(services.name, service),
          overlapsRange(slots.during, during),
        ),
      );
    if (!taken?.until) return start;
    start = new Date(Math.ceil(taken.until.getTime() / minute) * minute);
  }
}

async function isSomethingDue(db: Reader, environmentId: string, now: Date): Promise<boolean> {
  const soon = new Date(now.getTime() + 5 * minute);
  const [due] = await db
    .select({ id: slots.id })
    .from(slots)
    .where(
      and(
        eq(slots.environmentId, environmentId),
        eq(slots.status, "booked"),
        gt(sql`lower(${slots.during})`, now.toISOString()),
        lt(sql`lower(${slots.during})`, soon.toISOString()),
      ),
    )
    .limit(1);
  return due !== undefined;
}

/** The openings of earlier starts would clutter the list of windows. Those in which a slot is still live stay. */
async function archiveOldOpenings(db: Reader, admin: Parameters<typeof archiveWindow>[1], now: Date): Promise<void> {
  const old = await db
    .select({ windowId: releaseWindows.id })
    .from(releaseWindows)
    .where(and(like(releaseWindows.name, `${windowName} %`), isNull(releaseWindows.archivedAt)));
  for (const { windowId } of old) {
    const live = await db
      .select({ id: slots.id })
      .from(slots)
      .innerJoin(occurrences, eq(occurrences.id, slots.occurrenceId))
      .where(and(eq(occurrences.windowId, windowId), eq(slots.live, true)));
    if (live.length === 0) await perform(db, (tx) => archiveWindow(tx, admin, { windowId }, now));
  }
}

/** Toggles are numbered: the one after the highest. */
async function nextVersion(db: Reader): Promise<string> {
  const [row] = await db
    .select({ highest: sql<number>`max(${releases.version}::int)`.mapWith(Number) })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(eq(services.name, service), sql`${releases.version} ~ '^[0-9]{1,6}$'`));
  return String((row?.highest ?? 0) + 1);
}
