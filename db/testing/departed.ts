import { randomBytes } from "node:crypto";
import { eq, max } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deployments, slots, type targets } from "@/db/schema";
import { aTarget, type Organisation, returned } from "./organisation";
import type { TestPerson } from "./person";
import { anAcceptedRelease } from "./release";
import { anApproval, aSlot } from "./slot";

type Departure = {
  start: Date;
  /** The opening it left in; left out: none, as in an emergency. */
  occurrence?: { id: string };
  service?: { id: string };
  kind?: "feature" | "fix" | "hotfix";
  minutes?: number;
  lane?: number;
  bookedAt?: Date;
  signedBy?: TestPerson[];
};

/** A release that left Production in the past: booked, signed, opened on time, deployed, closed. */
export async function aDeparted(db: Database, organisation: Organisation, departure: Departure) {
  const { environments, services, now } = organisation;
  const { start, occurrence, kind = "feature", minutes = 60, lane = 1, signedBy = [] } = departure;
  const service = departure.service ?? services.ledger;
  const { release, build, handoff } = await anAcceptedRelease(db, organisation, { service, kind });
  const during = { start, end: new Date(start.getTime() + minutes * 60_000) };
  const bookedAt = departure.bookedAt ?? new Date(start.getTime() - 48 * 3_600_000);
  const slot = await aSlot(db, organisation, {
    environmentId: environments.production.id,
    occurrenceId: occurrence?.id ?? null,
    origin: occurrence ? "window" : "emergency",
    lane,
    during,
    bookedAt,
    createdAt: bookedAt,
    releases: [release],
  });
  for (const person of signedBy) await anApproval(db, organisation, slot, person, { givenAt: bookedAt });
  const [last] = await db.select({ fencing: max(slots.fencingNumber) }).from(slots);
  const fencingNumber = (last?.fencing ?? 0) + 1;
  await db.update(slots).set({ status: "open", openedAt: start, fencingNumber }).where(eq(slots.id, slot.id));
  const known = await db.query.targets.findFirst({
    where: (target, { and, eq: is }) =>
      and(is(target.serviceId, service.id), is(target.environmentId, environments.production.id)),
  });
  const target: Pick<typeof targets.$inferSelect, "id"> =
    known ?? (await aTarget(db, service, environments.production));
  const [deployment] = await returned(
    db
      .insert(deployments)
      .values({
        slotId: slot.id,
        releaseId: release.id,
        serviceId: service.id,
        environmentId: environments.production.id,
        buildId: build.id,
        artifactDigest: build.artifactDigest,
        handoffId: handoff.id,
        targetId: target.id,
        fencingNumber,
        webhookId: `msg_${randomBytes(12).toString("hex")}`,
        callUntil: during.end,
        createdAt: start,
      })
      .returning(),
  );
  await db.update(slots).set({ status: "closed", closedAt: now }).where(eq(slots.id, slot.id));
  return { slot, release, deployment };
}
