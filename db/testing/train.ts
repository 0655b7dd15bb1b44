import { randomBytes } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { departures, deployments, slotReleases, slots, tickets } from "@/db/schema";
import { finishDeployments } from "@/lib/deployments/commands/finish-deployments";
import { lockDeployments } from "@/lib/deployments/commands/lock-deployments";
import { advanceDeparture } from "@/lib/trains/commands/advance-departure";
import { boardRelease } from "@/lib/trains/commands/board";
import { createTrain } from "@/lib/trains/commands/train";
import { type CreateTrainInput, createTrainInput } from "@/lib/trains/input/trains";
import type { Organisation } from "./organisation";
import { actorOf, type TestPerson } from "./person";
import { anApproval } from "./slot";

const worker = { kind: "worker" } as const;

/**
 * A train to Production on Tuesdays at 06:00 in Berlin, from 1 December 2026 on, unless told. Of the first departure the boarding is open at
 * `testNow`, the cut-off is on Wednesday 25 November 17:00, the QA exit on Monday 30 November 15:00, go/no-go at 05:00 on the day.
 */
export async function aTrain(
  db: Database,
  org: Organisation,
  more: Partial<CreateTrainInput> = {},
): Promise<{ trainId: string; departures: (typeof departures.$inferSelect)[] }> {
  const input = createTrainInput.parse({
    name: `Weekly ${randomBytes(3).toString("hex")}`,
    zone: org.zone,
    localStart: "2026-12-01T06:00",
    rrule: "FREQ=WEEKLY;BYDAY=TU",
    durationMinutes: 240,
    milestones: {
      boarding: { workingDays: 10, at: "09:00" },
      cutoff: { workingDays: 4, at: "17:00" },
      qa_exit: { workingDays: 1, at: "15:00" },
      go_no_go: { workingDays: 0, at: "05:00" },
    },
    environmentIds: [org.environments.production.id],
    ...more,
  });
  const made = await db.transaction((tx) => createTrain(tx, actorOf(org.people.releaseManager), input, org.now));
  if (!made.ok) throw new Error(made.refusal.message);
  return { trainId: made.value.trainId, departures: await departuresOf(db, made.value.trainId) };
}

/** The departures of a train, in the order in which they leave. */
export function departuresOf(db: Database, trainId: string) {
  return db.select().from(departures).where(eq(departures.trainId, trainId)).orderBy(asc(departures.departsAt));
}

/** Takes every turn that is due for the departures of one train, as the worker's round does for all. */
export async function advanceTrain(db: Database, trainId: string, now: Date): Promise<void> {
  for (const { id } of await departuresOf(db, trainId)) {
    await db.transaction((tx) => advanceDeparture(tx, worker, id, now));
  }
}

/** Puts a release aboard, as the developer unless told. */
export async function aboard(
  db: Database,
  org: Organisation,
  release: { id: string },
  departure: { id: string },
  { at = org.now, hotfix = false, by = org.people.developer }: { at?: Date; hotfix?: boolean; by?: TestPerson } = {},
) {
  const input = { releaseId: release.id, departureId: departure.id, note: "", hotfix };
  return await db.transaction((tx) => boardRelease(tx, actorOf(by), input, at));
}

/** The slots of a departure that were not given up, by release. */
export async function slotsOf(db: Database, departure: { id: string }) {
  const rows = await db
    .select({ slot: slots, releaseId: slotReleases.releaseId })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .where(eq(slots.departureId, departure.id))
    .orderBy(asc(slots.createdAt), asc(slots.id));
  return rows.filter(({ slot }) => slot.status !== "cancelled");
}

/** The release manager signs every booked slot of a departure. */
export async function signAll(db: Database, org: Organisation, departure: { id: string }): Promise<void> {
  for (const { slot } of await slotsOf(db, departure)) await anApproval(db, org, slot, org.people.releaseManager);
}

/** The deployments that a release has open end so. */
export async function finish(
  db: Database,
  release: { id: string },
  status: "succeeded" | "failed",
  now: Date,
): Promise<void> {
  const open = await db
    .select({ id: deployments.id })
    .from(deployments)
    .where(and(eq(deployments.releaseId, release.id), eq(deployments.status, "pending")));
  for (const { id } of open) await db.update(deployments).set({ status: "calling" }).where(eq(deployments.id, id));
  await db.transaction(async (tx) => {
    const locked = await lockDeployments(
      tx,
      open.map(({ id }) => id),
    );
    const endings = [...locked.values()].map((deployment) => ({ deployment, status, message: "" }));
    await finishDeployments(tx, worker, endings, now);
  });
}

export async function ticketOf(db: Database, release: { id: string }) {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.releaseId, release.id));
  if (ticket === undefined) throw new Error("the release has no ticket");
  return ticket;
}
