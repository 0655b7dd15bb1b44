import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { builds, deployments, handoffs, releases } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { gatesPass } from "@/lib/domain/gate";
import { decideOpening } from "@/lib/domain/opening";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { handoffsProcedures } from "./procedures";

/*
 * Rule 4: nothing reaches production unless QA accepted exactly that build; an open rejection vetoes everything. Tried through the
 * product and past it, by SQL.
 */

const { db } = testDatabase();
const worker = { kind: "worker" } as const;
let organisation: Organisation;
let as: (name: keyof Organisation["people"]) => ReturnType<typeof contextAs>;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name) => contextAs(actorOf(organisation.people[name]), organisation.now);
});

async function openedSlot(release: { id: string; serviceId: string }) {
  return aSlot(db, organisation, {
    releases: [release],
    status: "open",
    fencingNumber: Math.floor(Math.random() * 1e9),
    openedAt: organisation.now,
  });
}

type Parts = {
  slot: Awaited<ReturnType<typeof openedSlot>>;
  release: { id: string; serviceId: string };
  build: { id: string; artifactDigest: string };
  handoffId: string | null;
};

function deploy({ slot, release, build, handoffId }: Parts) {
  return db.insert(deployments).values({
    slotId: slot.id,
    releaseId: release.id,
    serviceId: release.serviceId,
    environmentId: slot.environmentId,
    buildId: build.id,
    artifactDigest: build.artifactDigest,
    handoffId,
    targetId: organisation.targets.ledger.id,
    fencingNumber: slot.fencingNumber ?? 0,
    webhookId: `msg_${crypto.randomUUID()}`,
    callUntil: slot.during.end,
  });
}

const brokenBy = (constraint: string) => ({ cause: { constraint } });

describe("case 18: nothing ships over an open rejection", () => {
  it("keeps the slot shut at its time, however complete its signatures are", async () => {
    const { release, handoff } = await aQueuedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);
    await call(handoffsProcedures.claim, { handoffId: handoff.id }, as("qa"));
    const verdict = { category: "crash", severity: "severe", reason: "It does not start." } as const;
    await call(handoffsProcedures.reject, { handoffId: handoff.id, ...verdict }, as("qa"));

    const facts = (await loadSlotFacts(db, [slot.id], slot.during.start)).get(slot.id);
    if (!facts) throw new Error("no facts");
    const decided = decideOpening(facts, slot.during.start);
    expect(decided.decision).toBe("wait");
    expect(decided.decision === "wait" && gatesPass(decided.gates)).toBe(false);
    await db.transaction((tx) => openDueSlots(tx, worker, slot.during.start, { limit: 100 }));
    expect(await db.$count(deployments, eq(deployments.slotId, slot.id))).toBe(0);

    await db.transaction((tx) => openDueSlots(tx, worker, slot.during.end, { limit: 100 }));
    const missed = await db.query.slots.findFirst({ where: (row) => eq(row.id, slot.id) });
    expect(missed?.status).toBe("missed");
    expect(missed?.missedGates?.find((gate) => gate.gate === "qa")?.reason).toContain("It does not start.");
  });
});

describe("the database lets a deployment through only for the build that QA accepted", () => {
  it("lets the accepted, newest build through", async () => {
    const { release, build, handoff } = await anAcceptedRelease(db, organisation);
    const slot = await openedSlot(release);
    await deploy({ slot, release, build, handoffId: handoff.id });
    expect(await db.$count(deployments, eq(deployments.slotId, slot.id))).toBe(1);
  });

  it("refuses a build without acceptance, with another build's, and with one that was superseded", async () => {
    const { release, build, handoff } = await aQueuedRelease(db, organisation);
    const slot = await openedSlot(release);
    const refused = brokenBy("deployments_accepted_by_qa");
    await expect(deploy({ slot, release, build, handoffId: null })).rejects.toMatchObject(refused);
    await expect(deploy({ slot, release, build, handoffId: handoff.id })).rejects.toMatchObject(refused);
    const other = await anAcceptedRelease(db, organisation, { service: organisation.services.checkout });
    await expect(deploy({ slot, release, build, handoffId: other.handoff.id })).rejects.toMatchObject(refused);
  });

  it("refuses the accepted build once a newer one exists, also when that one was never handed over", async () => {
    const { release, build, handoff } = await anAcceptedRelease(db, organisation);
    const slot = await openedSlot(release);
    await aBuild(db, organisation, release);
    await expect(deploy({ slot, release, build, handoffId: handoff.id })).rejects.toMatchObject(
      brokenBy("deployments_newest_build"),
    );
  });

  it("refuses an artifact that is not the build's", async () => {
    const { release, build, handoff } = await anAcceptedRelease(db, organisation);
    const slot = await openedSlot(release);
    const swapped = { ...build, artifactDigest: `sha256:${"0".repeat(64)}` };
    await expect(deploy({ slot, release, build: swapped, handoffId: handoff.id })).rejects.toMatchObject(
      brokenBy("deployments_build_fk"),
    );
  });
});

describe("the database keeps builds and verdicts as they were given", () => {
  it("never changes or deletes a build", async () => {
    const { build } = await aQueuedRelease(db, organisation);
    const change = db
      .update(builds)
      .set({ artifactDigest: `sha256:${"1".repeat(64)}` })
      .where(eq(builds.id, build.id));
    await expect(change).rejects.toMatchObject(brokenBy("builds_append_only"));
    await expect(db.delete(builds).where(eq(builds.id, build.id))).rejects.toMatchObject(
      brokenBy("builds_append_only"),
    );
  });

  it("has one live turn per release, one turn per build, and no acceptance without a verdict", async () => {
    const { release, build, handoff } = await aQueuedRelease(db, organisation);
    const second = await aBuild(db, organisation, release);
    await expect(aHandoff(db, organisation, release, second)).rejects.toMatchObject(
      brokenBy("handoffs_one_live_per_release"),
    );
    await expect(aHandoff(db, organisation, release, build, { round: 9, status: "withdrawn" })).rejects.toMatchObject(
      brokenBy("handoffs_one_per_build"),
    );
    const set = (columns: Partial<typeof handoffs.$inferInsert>) =>
      db.update(handoffs).set(columns).where(eq(handoffs.id, handoff.id));
    const byTester = { testerId: organisation.people.qa.id, verdict: "accepted", decidedAt: organisation.now } as const;
    await expect(set({ status: "accepted", ...byTester })).rejects.toMatchObject(brokenBy("handoffs_status_arrow"));
    await set({ status: "testing", testerId: organisation.people.qa.id });
    await expect(set({ status: "accepted" })).rejects.toMatchObject(brokenBy("handoffs_accepted_has_verdict"));
    const rejected = { status: "rejected", verdict: "rejected", decidedAt: organisation.now } as const;
    await expect(set(rejected)).rejects.toMatchObject(brokenBy("handoffs_rejected_has_reason"));
  });

  it("draws no arrow that the table of states does not have", async () => {
    const { release } = await aQueuedRelease(db, organisation);
    const jump = db.update(releases).set({ status: "released" }).where(eq(releases.id, release.id));
    await expect(jump).rejects.toMatchObject(brokenBy("releases_status_arrow"));
  });
});
