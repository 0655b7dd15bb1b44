import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, handoffs, licenceProofs, releases, slots } from "@/db/schema";
import { refusalFrom } from "@/db/testing/call-as";
import { deployNowActs } from "@/db/testing/deploy-now";
import { aLicence, aProof } from "@/db/testing/licence";
import { aTarget, buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";

const minute = 60_000;
const { db } = testDatabase();
let org: Organisation;
const { minutesOn, developer, pipeline, ledger, deploy, slotOf, deploymentsOf, work, slotsOfLedger } = deployNowActs(
  db,
  () => org,
);

/** Production at this organisation's `now` is outside every window and asks for one signature. Staging asks for none. */
beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
});

describe("deploy now", () => {
  const inStaging = (releaseId: string) => ({ releaseId, environmentId: org.environments.staging.id });

  it("opens a slot of its own at once, outside every window, with a deployment and a job that calls at once", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const night = new Date("2026-11-25T02:00:00Z");
    const answer = await deploy(inStaging(release.id), developer(), night);
    expect(answer).toMatchObject({
      state: "opened",
      during: { start: night, end: new Date(night.getTime() + 60 * minute) },
      waitsFor: [],
    });
    expect(await slotOf(answer.slotId)).toMatchObject({
      status: "open",
      origin: "continuous",
      occurrenceId: null,
      bookedBy: org.people.developer.id,
      openedBy: org.people.developer.id,
    });
    const [deployment] = await deploymentsOf(answer.slotId);
    expect(deployment).toMatchObject({ id: answer.deploymentId, status: "pending" });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, release.id));
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["slot.booked", "slot.opened", "deployment.started"]),
    );
  });

  it("goes to the last stop unless told, and with every signature the release departs", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const answer = await deploy({ releaseId: release.id });
    expect(answer).toMatchObject({ state: "waiting", deploymentId: null });
    expect((await slotOf(answer.slotId))?.environmentId).toBe(org.environments.production.id);
  });

  it("case 22: started by a token it needs the same signatures; it opens with the last of them, and not before", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const answer = await deploy({ releaseId: release.id }, pipeline());
    expect(answer).toMatchObject({
      state: "waiting",
      waitsFor: [expect.stringMatching(/release manager still to sign/)],
    });
    await work(minutesOn(5));
    expect(await slotOf(answer.slotId)).toMatchObject({ status: "booked" });
    expect(await deploymentsOf(answer.slotId)).toEqual([]);
    await anApproval(db, org, { id: answer.slotId }, org.people.releaseManager);
    await work(minutesOn(10));
    expect(await slotOf(answer.slotId)).toMatchObject({ status: "open" });
    expect((await db.select().from(releases).where(eq(releases.id, release.id)))[0]?.status).toBe("departing");
  });

  it("rule 6: whoever pressed the button, by themselves or through a token, cannot sign it", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org, { createdBy: org.people.secondDeveloper });
    const asManager = tokenActorOf(org.people.releaseManager, "plan.read", "slot.book");
    const { slotId } = await deploy({ releaseId: release.id }, asManager);
    await expect(anApproval(db, org, { id: slotId }, org.people.releaseManager)).rejects.toMatchObject({
      cause: { constraint: "approvals_not_by_author" },
    });
  });

  it("ends as missed with the reason when nobody signs by its end (case 21)", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id, minutes: 30 });
    await work(minutesOn(30));
    const slot = await slotOf(slotId);
    expect(slot?.status).toBe("missed");
    expect(slot?.missedGates?.map(({ gate }) => gate)).toEqual(["approvals", "time"]);
  });

  it("is refused without a licence, with what is missing and the next place in a window, and writes nothing", async () => {
    await aLicence(db, org, ledger(), { without: ["self_recovery"] });
    const { release } = await anAcceptedRelease(db, org);
    const refusal = await refusalFrom(deploy({ releaseId: release.id }));
    expect(refusal).toMatchObject({
      code: "not_licensed",
      nextOpen: org.nextOccurrence.during.start.toISOString(),
      rules: [{ kind: "licence", reason: "Self-recovery: nobody has proven it yet." }],
    });
    expect(await slotsOfLedger()).toEqual([]);
  });

  it("is refused for a service that ships through windows, in whatever window may be open just now", async () => {
    const { release } = await anAcceptedRelease(db, org);
    const open = org.nextOccurrence.during.start;
    expect((await refusalFrom(deploy({ releaseId: release.id }, developer(), open))).code).toBe("not_licensed");
  });

  it("falls back by itself: with one proof that failed it is refused, and with the next that passed it is let through", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const failed = { outcome: "failed", provenAt: org.now, summary: "2 are red" } as const;
    await aProof(db, org, ledger(), "regression_tests", failed);
    expect((await refusalFrom(deploy({ releaseId: release.id }))).code).toBe("not_licensed");
    await aProof(db, org, ledger(), "regression_tests", { provenAt: minutesOn(1) });
    expect(await deploy({ releaseId: release.id }, developer(), minutesOn(1))).toMatchObject({ state: "waiting" });
  });

  it("case 13: is refused in a freeze, with its end, whoever asks", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const environmentIds = [org.environments.production.id, org.environments.staging.id];
    await aFreeze(db, { name: "Quiet days", start: org.now, end: minutesOn(600), environmentIds });
    for (const actor of [developer(), pipeline()]) {
      for (const wish of [{ releaseId: release.id }, inStaging(release.id)]) {
        expect(await refusalFrom(deploy(wish, actor))).toMatchObject({
          code: "in_freeze",
          nextOpen: minutesOn(600).toISOString(),
          rules: [{ kind: "freeze", name: "Quiet days" }],
        });
      }
    }
  });

  it("case 13: a freeze that is set while it waits for a signature wins", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id });
    await aFreeze(db, { start: minutesOn(1), end: minutesOn(600), environmentIds: [org.environments.production.id] });
    await anApproval(db, org, { id: slotId }, org.people.releaseManager);
    await work(minutesOn(2));
    expect(await slotOf(slotId)).toMatchObject({ status: "missed" });
  });

  it("rule 4: is refused while QA has not accepted the build, and over a rejection", async () => {
    await aLicence(db, org, ledger());
    const { release, handoff } = await aQueuedRelease(db, org);
    expect(await refusalFrom(deploy({ releaseId: release.id }))).toMatchObject({ code: "gates_closed" });
    const test = { status: "testing", testerId: org.people.qa.id, claimedAt: org.now } as const;
    await db.update(handoffs).set(test).where(eq(handoffs.id, handoff.id));
    const no = {
      status: "rejected",
      verdict: "rejected",
      decidedAt: org.now,
      category: "crash",
      reason: "it crashes",
    } as const;
    await db.update(handoffs).set(no).where(eq(handoffs.id, handoff.id));
    const refusal = await refusalFrom(deploy({ releaseId: release.id }));
    expect(refusal).toMatchObject({ code: "gates_closed", rules: [{ kind: "qa" }] });
  });

  it("rule 4: leaves with what its regression run accepted, and not once that run was withdrawn", async () => {
    await aLicence(db, org, ledger(), { without: ["regression_tests"] });
    const { release, build, handoff } = await aQueuedRelease(db, org);
    const run = "https://ci.example.com/runs/1";
    const about = { artifactDigest: build.artifactDigest, evidenceUrl: run };
    const proof = await aProof(db, org, ledger(), "regression_tests", about);
    const accepted = { status: "accepted", verdict: "accepted", decidedAt: org.now, regressionRunUrl: run } as const;
    await db.update(handoffs).set(accepted).where(eq(handoffs.id, handoff.id));
    await db.update(releases).set({ status: "accepted" }).where(eq(releases.id, release.id));
    const { slotId } = await deploy({ releaseId: release.id });
    // A second run on another artifact keeps the licence, but vouches for nothing here.
    await aProof(db, org, ledger(), "regression_tests", { provenAt: org.now });
    const withdrawn = { withdrawnAt: org.now, withdrawnBy: org.people.qa.id, withdrawReason: "it ran on nothing" };
    await db.update(licenceProofs).set(withdrawn).where(eq(licenceProofs.id, proof.id));
    await anApproval(db, org, { id: slotId }, org.people.releaseManager);
    await work(minutesOn(1));
    expect(await slotOf(slotId)).toMatchObject({ status: "booked" });
    const again = await aProof(db, org, ledger(), "regression_tests", { ...about, provenAt: org.now });
    expect(again.outcome).toBe("passed");
    await work(minutesOn(2));
    expect(await slotOf(slotId)).toMatchObject({ status: "open" });
    expect((await deploymentsOf(slotId))[0]).toMatchObject({ handoffId: handoff.id });
  });

  it("is for the service's own team, and for a release that exists and has not left", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const roles = [{ role: "developer" as const, teamId: org.teams.shop.id }];
    const stranger = await aPerson(db, { name: `Stranger ${org.teams.shop.id}`, roles });
    expect((await refusalFrom(deploy({ releaseId: release.id }, actorOf(stranger)))).code).toBe("forbidden");
    const none = "01a1fd8b-499f-732b-b8c0-63ae86a29bba";
    expect((await refusalFrom(deploy({ releaseId: none }))).code).toBe("not_found");
    expect(await refusalFrom(deploy({ releaseId: release.id, environmentId: none }))).toMatchObject({
      code: "not_found",
      field: "environmentId",
    });
    const gone = await anAcceptedRelease(db, org, { service: org.services.checkout });
    await db.update(releases).set({ status: "withdrawn" }).where(eq(releases.id, gone.release.id));
    expect((await refusalFrom(deploy({ releaseId: gone.release.id }))).code).toBe("wrong_state");
  });

  it("is over before the next slot of its service, and refused where one is under way or about to begin", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const { release: booked } = await anAcceptedRelease(db, org);
    const { start } = org.nextOccurrence.during;
    await aSlot(db, org, { releases: [booked] });
    const earlier = (minutes: number) => new Date(start.getTime() - minutes * minute);
    const answer = await deploy({ releaseId: release.id }, developer(), earlier(20));
    expect(answer.during).toEqual({ start: earlier(20), end: start });
    const second = await anAcceptedRelease(db, org);
    expect(await refusalFrom(deploy({ releaseId: second.release.id }, developer(), earlier(15)))).toMatchObject({
      code: "service_taken",
      rules: [{ kind: "service" }],
    });
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, answer.slotId));
    expect((await refusalFrom(deploy({ releaseId: second.release.id }, developer(), earlier(4)))).code).toBe(
      "service_taken",
    );
  });

  it("pressed twice at once makes one slot, and tells the other who has it", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const both = await Promise.allSettled([deploy({ releaseId: release.id }), deploy({ releaseId: release.id })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find((each) => each.status === "rejected");
    expect(lost?.status === "rejected" && lost.reason).toMatchObject({ code: "service_taken" });
    expect(await slotsOfLedger()).toHaveLength(1);
  });

  it("needs no licence where the environment is open by default, whatever the service's cadence", async () => {
    await aTarget(db, ledger(), org.environments.dev);
    const { release } = await anAcceptedRelease(db, org);
    const answer = await deploy({ releaseId: release.id, environmentId: org.environments.dev.id });
    expect(answer).toMatchObject({ state: "opened" });
  });
});
