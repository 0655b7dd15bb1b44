import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  approvals,
  builds,
  deployments,
  handoffs,
  occurrences,
  releases,
  slotReleases,
  slots,
  stateArrows,
} from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { departureBlockerTransitions } from "@/lib/domain/departure-blocker-state";
import { departureTransitions } from "@/lib/domain/departure-state";
import { deploymentTransitions } from "@/lib/domain/deployment-state";
import { freezeExceptionTransitions } from "@/lib/domain/freeze-exception-state";
import { handoffTransitions } from "@/lib/domain/handoff-state";
import { historyImportTransitions } from "@/lib/domain/history-import-state";
import { postponementTransitions } from "@/lib/domain/postponement-state";
import { releaseTransitions } from "@/lib/domain/release-state";
import { rollbackTransitions } from "@/lib/domain/rollback-state";
import { slotTransitions } from "@/lib/domain/slot-state";
import { swapTransitions } from "@/lib/domain/swap-state";
import { ticketTransitions } from "@/lib/domain/ticket-state";
import { waitlistTransitions } from "@/lib/domain/waitlist-state";

const { db } = testDatabase();
const hour = 3_600_000;
let org: Organisation;

beforeAll(async () => {
  org = await buildOrganisation(db);
});

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
});

/** Statements written past every procedure, command and evaluator: only Postgres stands in the way. */
async function refusedBy(constraint: string, statement: PromiseLike<unknown>): Promise<void> {
  await expect(Promise.resolve(statement)).rejects.toMatchObject({ cause: { constraint } });
}

const at = (hours: number, length = 1) => {
  const start = new Date(org.nextOccurrence.during.start.getTime() + hours * hour);
  return { start, end: new Date(start.getTime() + length * hour) };
};

describe("rule 1, by plain SQL", () => {
  it("two live slots never overlap in one lane, and a hold counts", async () => {
    await aSlot(db, org, { during: at(0, 2) });
    await refusedBy("slots_no_overlap_in_lane", aSlot(db, org, { during: at(1) }));
    const hold = { status: "held", heldBy: org.people.qa.id, heldUntil: at(9).start, bookedBy: null } as const;
    await refusedBy("slots_no_overlap_in_lane", aSlot(db, org, { during: at(1), ...hold }));
    await aSlot(db, org, { during: at(1), lane: 2, ...hold });
    await refusedBy("slots_no_overlap_in_lane", aSlot(db, org, { during: at(1, 0.5), lane: 2 }));
    await db.update(slots).set({ status: "expired" }).where(eq(slots.status, "held"));
  });

  it("slots may touch, and one that is over makes room", async () => {
    const first = await aSlot(db, org, { during: at(0) });
    await aSlot(db, org, { during: at(1) });
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, first.id));
    await aSlot(db, org, { during: at(0) });
  });

  it("one service is never deployed twice at once to an environment, by booking, by moving or by revival", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const { release: other } = await anAcceptedRelease(db, org);
    await aSlot(db, org, { during: at(0), lane: 1, releases: [release] });
    await refusedBy(
      "slot_releases_one_service_at_a_time",
      aSlot(db, org, { during: at(0.5), lane: 2, releases: [other] }),
    );
    await db.delete(slots).where(eq(slots.lane, 2));
    const later = await aSlot(db, org, { during: at(2), lane: 2, releases: [other] });
    // The release's row follows the slot by its foreign key, so moving the slot alone is refused as well.
    await refusedBy(
      "slot_releases_one_service_at_a_time",
      db
        .update(slots)
        .set({ during: at(0.5) })
        .where(eq(slots.id, later.id)),
    );
    const [row] = await db.select().from(slotReleases).where(eq(slotReleases.slotId, later.id));
    expect(row?.during).toEqual(at(2));
  });

  it("a release's range and liveness cannot be written apart from its slot's", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const slot = await aSlot(db, org, { releases: [release] });
    await refusedBy(
      "slot_releases_slot_fk",
      db.update(slotReleases).set({ live: false }).where(eq(slotReleases.slotId, slot.id)),
    );
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
    expect((await db.select().from(slotReleases).where(eq(slotReleases.slotId, slot.id)))[0]?.live).toBe(false);
  });
});

describe("rule 2, by plain SQL", () => {
  it.each([
    ["begins before its opening", () => ({ during: at(-1) })],
    ["ends after it", () => ({ during: at(5.5) })],
    ["stands in a lane the opening does not have", () => ({ lane: 4 })],
  ])("refuses a slot that %s", async (_, more) => {
    await refusedBy("slots_inside_occurrence", aSlot(db, org, more()));
  });

  it("refuses to shorten, narrow or cancel an opening under a live slot", async () => {
    await aSlot(db, org, { during: at(4), lane: 3 });
    const opening = db.update(occurrences);
    const here = eq(occurrences.id, org.nextOccurrence.id);
    await refusedBy("slots_inside_occurrence", opening.set({ during: at(0, 4) }).where(here));
    await refusedBy("slots_inside_occurrence", db.update(occurrences).set({ lanes: 2 }).where(here));
    await refusedBy("slots_inside_occurrence", db.update(occurrences).set({ status: "cancelled" }).where(here));
  });
});

/** A slot that Postgres is told to be open, without anybody having asked its gates. */
async function forcedOpen(release: { id: string; serviceId: string }) {
  const slot = await aSlot(db, org, { releases: [release], during: at(0) });
  const [open] = await db
    .update(slots)
    .set({ status: "open", openedAt: at(0).start, fencingNumber: sql`nextval('slot_fencing_numbers')` })
    .where(eq(slots.id, slot.id))
    .returning();
  if (!open?.fencingNumber) throw new Error("the slot did not open");
  return { ...open, fencingNumber: open.fencingNumber };
}

const close = (id: string) => db.update(slots).set({ status: "closed" }).where(eq(slots.id, id));

describe("rules 4 and 7, by plain SQL", () => {
  async function deploy(
    slot: { id: string; fencingNumber: number },
    release: { id: string },
    build: { id: string; artifactDigest: string },
    more: Partial<typeof deployments.$inferInsert> = {},
  ) {
    return db.insert(deployments).values({
      slotId: slot.id,
      releaseId: release.id,
      serviceId: org.services.ledger.id,
      environmentId: org.environments.production.id,
      buildId: build.id,
      artifactDigest: build.artifactDigest,
      targetId: org.targets.ledger.id,
      fencingNumber: slot.fencingNumber,
      webhookId: `msg_${crypto.randomUUID()}`,
      callUntil: at(1).start,
      ...more,
    });
  }

  it("refuses a deployment of a build that QA has not accepted, or only accepted another one of", async () => {
    const waiting = await aQueuedRelease(db, org);
    const slot = await forcedOpen(waiting.release);
    await refusedBy("deployments_accepted_by_qa", deploy(slot, waiting.release, waiting.build));
    await refusedBy(
      "deployments_accepted_by_qa",
      deploy(slot, waiting.release, waiting.build, { handoffId: waiting.handoff.id }),
    );
    const elsewhere = await anAcceptedRelease(db, org);
    await refusedBy(
      "deployments_accepted_by_qa",
      deploy(slot, waiting.release, waiting.build, { handoffId: elsewhere.handoff.id }),
    );
    await close(slot.id);
  });

  it("refuses an older build than the newest, and a digest that is not the build's", async () => {
    const { release, build, handoff } = await anAcceptedRelease(db, org);
    const slot = await forcedOpen(release);
    const forged = { ...build, artifactDigest: `sha256:${"f".repeat(64)}` };
    await refusedBy("deployments_build_fk", deploy(slot, release, forged, { handoffId: handoff.id }));
    await db.update(handoffs).set({ status: "superseded" }).where(eq(handoffs.id, handoff.id));
    const newer = await aBuild(db, org, release);
    await aHandoff(db, org, release, newer);
    await refusedBy("deployments_newest_build", deploy(slot, release, build, { handoffId: handoff.id }));
    await close(slot.id);
  });

  it("refuses a deployment outside an open slot, with another fencing number, or a second one", async () => {
    const { release, build, handoff } = await anAcceptedRelease(db, org);
    const accepted = { handoffId: handoff.id };
    const booked = await aSlot(db, org, { releases: [release], during: at(3) });
    await refusedBy("deployments_slot_open", deploy({ ...booked, fencingNumber: 1 }, release, build, accepted));
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, booked.id));
    const slot = await forcedOpen(release);
    const older = { ...slot, fencingNumber: slot.fencingNumber - 1 };
    await refusedBy("deployments_slot_open", deploy(older, release, build, accepted));
    await deploy(slot, release, build, accepted);
    await refusedBy("deployments_once_per_opening", deploy(slot, release, build, accepted));
    await refusedBy(
      "deployments_identity_fixed",
      db.update(deployments).set({ webhookId: "msg_other" }).where(eq(deployments.slotId, slot.id)),
    );
    await close(slot.id);
  });

  it("refuses to open a slot twice", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const slot = await forcedOpen(release);
    await close(slot.id);
    await refusedBy("slots_status_arrow", db.update(slots).set({ status: "open" }).where(eq(slots.id, slot.id)));
    await refusedBy("slots_status_arrow", db.update(slots).set({ status: "booked" }).where(eq(slots.id, slot.id)));
  });
});

describe("rules 5 and 6, by plain SQL", () => {
  it("refuses the approval of whoever booked it, made the release, handed a build over or wrote the commit", async () => {
    const { release } = await anAcceptedRelease(db, org, { createdBy: org.people.secondDeveloper });
    const slot = await aSlot(db, org, { releases: [release], bookedBy: org.people.developer.id });
    await refusedBy("approvals_not_by_author", anApproval(db, org, slot, org.people.developer));
    await refusedBy("approvals_not_by_author", anApproval(db, org, slot, org.people.secondDeveloper));
    const email = org.people.secondReleaseManager.email.toUpperCase();
    await aBuild(db, org, release, { authorEmail: email });
    await refusedBy("approvals_not_by_author", anApproval(db, org, slot, org.people.secondReleaseManager));
    await anApproval(db, org, slot, org.people.releaseManager);
  });

  it("refuses a digest that is not the content's, and any change of what was signed", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const slot = await aSlot(db, org, { releases: [release] });
    await refusedBy(
      "approvals_digest",
      anApproval(db, org, slot, org.people.releaseManager, { digest: "0".repeat(64) }),
    );
    const approval = await anApproval(db, org, slot, org.people.releaseManager);
    await refusedBy(
      "approvals_append_only",
      db.update(approvals).set({ verdict: "decline", comment: "no" }).where(eq(approvals.id, approval.id)),
    );
    await refusedBy("approvals_append_only", db.delete(approvals).where(eq(approvals.id, approval.id)));
  });

  it("refuses a verdict on one's own build, and any change of a build", async () => {
    const { build, handoff } = await aQueuedRelease(db, org);
    const own = { status: "testing", testerId: handoff.handedOverBy } as const;
    await refusedBy("handoffs_not_own_work", db.update(handoffs).set(own).where(eq(handoffs.id, handoff.id)));
    await refusedBy(
      "builds_append_only",
      db.update(builds).set({ commitSha: "0000000" }).where(eq(builds.id, build.id)),
    );
  });
});

describe("state machines, by plain SQL", () => {
  const machines = {
    rollback: rollbackTransitions,
    release: releaseTransitions,
    handoff: handoffTransitions,
    slot: slotTransitions,
    deployment: deploymentTransitions,
    freeze_exception: freezeExceptionTransitions,
    postponement: postponementTransitions,
    waitlist: waitlistTransitions,
    swap: swapTransitions,
    departure: departureTransitions,
    ticket: ticketTransitions,
    departure_blocker: departureBlockerTransitions,
    history_import: historyImportTransitions,
  };

  it("the arrows in the database are those of lib/domain, no more and no fewer", async () => {
    const written = Object.entries(machines).flatMap(([machine, table]) =>
      Object.entries(table as Record<string, Record<string, string>>).flatMap(([from, events]) =>
        Object.values(events)
          .filter((to) => to !== from)
          .map((to) => `${machine}: ${from} → ${to}`),
      ),
    );
    const stored = (await db.select().from(stateArrows)).map(
      ({ machine, fromState, toState }) => `${machine}: ${fromState} → ${toState}`,
    );
    expect(stored.sort()).toEqual([...new Set(written)].sort());
  });

  it("refuses a status that no arrow leads to", async () => {
    const { release } = await aQueuedRelease(db, org);
    await refusedBy(
      "releases_status_arrow",
      db.update(releases).set({ status: "released" }).where(eq(releases.id, release.id)),
    );
    await refusedBy(
      "releases_status",
      db.execute(
        sql`insert into releases (id, service_id, version, status, created_by) values (gen_random_uuid(), ${org.services.ledger.id}, 'x', 'shipped', ${org.people.admin.id})`,
      ),
    );
  });
});
