import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/db/id";
import { builds, handoffs, releases } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { handoffsProcedures } from "./procedures";

const { db } = testDatabase();
const hour = 3_600_000;
let organisation: Organisation;
let as: (name: keyof Organisation["people"], now?: Date) => ReturnType<typeof contextAs>;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  as = (name, now = organisation.now) => contextAs(actorOf(organisation.people[name]), now);
});

const hoursLater = (hours: number) => new Date(organisation.now.getTime() + hours * hour);
/** The queue of this organisation's teams. */
async function queueFor(context: ReturnType<typeof contextAs>, teamId = organisation.teams.payments.id) {
  return call(handoffsProcedures.queue, { teamId }, context);
}

describe("QA's queue", () => {
  it("stands in the order it says: hotfix, then departure, then waiting time", async () => {
    const { checkout } = organisation.services;
    const waits = await aQueuedRelease(db, organisation);
    const departs = await aQueuedRelease(db, organisation, { service: checkout });
    const hotfix = await aQueuedRelease(db, organisation, { kind: "hotfix" });
    await aSlot(db, organisation, { releases: [departs.release] });
    const { cards } = await queueFor(as("qa"));
    expect(cards.map(({ releaseId }) => releaseId)).toEqual([hotfix, departs, waits].map(({ release }) => release.id));
    expect(cards[1]?.departure).toMatchObject({ start: organisation.nextOccurrence.during.start });
  });

  it("does not count a departure that asks for no acceptance, nor one that is over", async () => {
    const { release } = await aQueuedRelease(db, organisation);
    const [opening] = organisation.staging.occurrences.filter(({ during }) => during.start > organisation.now);
    if (!opening) throw new Error("no opening of staging");
    const { start } = opening.during;
    const during = { start, end: new Date(start.getTime() + hour) };
    const { staging } = organisation.environments;
    await aSlot(db, organisation, { releases: [release], environmentId: staging.id, occurrenceId: opening.id, during });
    expect((await queueFor(as("qa"))).cards[0]?.departure).toBeNull();
    const slot = await aSlot(db, organisation, { releases: [release] });
    expect((await queueFor(as("qa"))).cards[0]?.departure).toMatchObject({ slotId: slot.id });
    expect((await queueFor(as("qa", slot.during.end))).cards[0]?.departure).toBeNull();
  });

  it("has a column for each place a build can be, and says what an accepted one still waits for", async () => {
    const { ledger, checkout } = organisation.services;
    const back = await aQueuedRelease(db, organisation);
    await call(handoffsProcedures.claim, { handoffId: back.handoff.id }, as("qa"));
    const verdict = { category: "crash", severity: "minor", reason: "It does not start." } as const;
    await call(handoffsProcedures.reject, { handoffId: back.handoff.id, ...verdict }, as("qa"));
    const withdrawn = await aQueuedRelease(db, organisation);
    await call(handoffsProcedures.withdraw, { handoffId: withdrawn.handoff.id, reason: "Wrong." }, as("developer"));
    const failed = await aRelease(db, organisation, { status: "with_dev" });
    await aHandoff(db, organisation, failed, await aBuild(db, organisation, failed), {
      status: "withdrawn",
      verdict: "accepted",
      reason: "All fine.",
      testerId: organisation.people.qa.id,
      claimedAt: organisation.now,
      decidedAt: organisation.now,
      endedAt: hoursLater(3),
    });
    const testing = await aQueuedRelease(db, organisation);
    await call(handoffsProcedures.claim, { handoffId: testing.handoff.id }, as("qa"));
    const unsigned = await anAcceptedRelease(db, organisation, { service: ledger });
    await aSlot(db, organisation, { releases: [unsigned.release] });
    const ready = await anAcceptedRelease(db, organisation, { service: checkout });
    const slot = await aSlot(db, organisation, { releases: [ready.release], lane: 2 });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);

    const { cards } = await queueFor(as("qa"));
    const of = (made: { release: { id: string } }) => cards.find(({ releaseId }) => releaseId === made.release.id);
    expect(of(back)).toMatchObject({ column: "back", back: { how: "rejected", ...verdict }, bounces: 1 });
    expect(of(withdrawn)).toMatchObject({ column: "back", back: { how: "withdrawn", reason: "Wrong." }, bounces: 0 });
    expect(of({ release: failed })?.back).toMatchObject({ how: "deployment_failed", reason: "", at: hoursLater(3) });
    expect(of(testing)).toMatchObject({ column: "testing", isMine: true });
    expect(of(unsigned)).toMatchObject({ column: "accepted", departure: { closedGates: ["Approvals 0 of 1"] } });
    expect(of(ready)).toMatchObject({ column: "accepted", departure: { closedGates: [] } });
  });

  it("shows what is to be tested however much is back with developers for good", async () => {
    const { services, people, now } = organisation;
    const old = Array.from({ length: 400 }, (_, index) => ({ id: newId(), buildId: newId(), index }));
    await db.insert(releases).values(
      old.map(({ id, index }) => ({
        id,
        serviceId: services.ledger.id,
        version: `0.0.${index}`,
        status: "with_dev" as const,
        createdBy: people.developer.id,
      })),
    );
    await db.insert(builds).values(
      old.map(({ id, buildId, index }) => ({
        id: buildId,
        releaseId: id,
        number: 1,
        commitSha: "abcdef0",
        artifactDigest: `sha256:${String(index).padStart(64, "0")}`,
        source: "person" as const,
        createdBy: people.developer.id,
      })),
    );
    await db.insert(handoffs).values(
      old.map(({ id, buildId }) => ({
        releaseId: id,
        buildId,
        round: 1,
        status: "withdrawn" as const,
        handedOverBy: people.developer.id,
        handedOverAt: hoursLater(-1_000),
        endedAt: now,
      })),
    );
    const fresh = await aQueuedRelease(db, organisation);
    const hotfix = await aQueuedRelease(db, organisation, { kind: "hotfix" });
    const { cards } = await queueFor(as("qa"));
    const waiting = cards.filter(({ column }) => column === "waiting").map(({ releaseId }) => releaseId);
    expect(waiting).toEqual([hotfix.release.id, fresh.release.id]);
  });

  it("says who may judge, and why somebody may not", async () => {
    await aQueuedRelease(db, organisation);
    const [ofQa] = (await queueFor(as("qa"))).cards;
    expect(ofQa?.judge).toEqual({ may: true, because: "" });
    const [ofDeveloper] = (await queueFor(as("developer"))).cards;
    expect(ofDeveloper?.judge).toMatchObject({ may: false, because: expect.stringContaining("Testers of") });
    const bo = await aPerson(db, { name: `Bo ${crypto.randomUUID()}`, roles: [{ role: "developer" }, { role: "qa" }] });
    await aQueuedRelease(db, organisation, { createdBy: bo, kind: "hotfix" });
    const [own] = (await queueFor(contextAs(actorOf(bo), organisation.now))).cards;
    expect(own?.judge).toMatchObject({ may: false, because: expect.stringContaining("somebody else must judge") });
  });

  it("shows a team's stakeholder that team's builds alone, and counts the same way", async () => {
    const shop = organisation.teams.shop.id;
    const person = await aPerson(db, {
      name: `Shop Stakeholder ${crypto.randomUUID()}`,
      roles: [{ role: "stakeholder", teamId: shop }],
    });
    const context = contextAs(actorOf(person), organisation.now);
    await aQueuedRelease(db, organisation);
    const ours = await aQueuedRelease(db, organisation, { service: organisation.services.search });
    const queue = await call(handoffsProcedures.queue, {}, context);
    expect(queue.cards.map(({ releaseId }) => releaseId)).toEqual([ours.release.id]);
    expect(queue.teams.map(({ id }) => id)).toEqual([shop]);
    expect(await call(handoffsProcedures.counts, {}, context)).toEqual({ waiting: 1 });
    const tester = await aPerson(db, {
      name: `Shop Tester ${crypto.randomUUID()}`,
      roles: [{ role: "qa", teamId: shop }],
    });
    expect(await call(handoffsProcedures.counts, {}, contextAs(actorOf(tester), organisation.now))).toEqual({
      waiting: 1,
    });
  });

  it("measures the wait until the claim, and how many releases came back, over 30 days", async () => {
    const { search } = organisation.services;
    const shop = organisation.teams.shop.id;
    expect((await queueFor(as("qa"), shop)).figures).toEqual({
      medianWaitMinutes: null,
      bouncedShare: null,
      judgedReleases: 0,
    });
    for (const [index, waited] of [1, 2, 6].entries()) {
      const { handoff } = await aQueuedRelease(db, organisation, { service: search });
      await call(handoffsProcedures.claim, { handoffId: handoff.id }, as("qa", hoursLater(waited)));
      const verdict = { category: "crash", severity: "minor", reason: "No." } as const;
      if (index === 0)
        await call(handoffsProcedures.reject, { handoffId: handoff.id, ...verdict }, as("qa", hoursLater(7)));
      else await call(handoffsProcedures.accept, { handoffId: handoff.id }, as("qa", hoursLater(7)));
    }
    const { figures } = await queueFor(as("qa", hoursLater(8)), shop);
    expect(figures).toEqual({ medianWaitMinutes: 120, bouncedShare: 1 / 3, judgedReleases: 3 });
    expect((await queueFor(as("qa", hoursLater(24 * 40)), shop)).figures.judgedReleases).toBe(0);
  });
});
