import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, services, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { deployNowActs } from "@/db/testing/deploy-now";
import { aLicence, aProof } from "@/db/testing/licence";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { proofKinds } from "@/lib/domain/licence-proof";
import { windowsProcedures } from "@/lib/windows/procedures";
import { openNow } from "./commands/open-now";
import { slotsProcedures as procedures } from "./procedures";

const minute = 60_000;
const { db } = testDatabase();
let org: Organisation;
const { minutesOn, developer, pipeline, ledger, deploy, slotOf, work } = deployNowActs(db, () => org);

/** Production at this organisation's `now` is outside every window and asks for one signature. Staging asks for none. */
beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
});

describe("a licence that lapses between booking and opening", () => {
  it("keeps the slot shut at its opening, by the worker and by hand, and it is missed with that reason", async () => {
    await aLicence(db, org, ledger(), { without: ["self_recovery"] });
    await aProof(db, org, ledger(), "self_recovery", { expiresAt: minutesOn(10) });
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id });
    await anApproval(db, org, { id: slotId }, org.people.releaseManager);
    await work(minutesOn(10));
    expect(await slotOf(slotId)).toMatchObject({ status: "booked" });
    const byHand = await db.transaction((tx) =>
      openNow(tx, actorOf(org.people.releaseManager), { slotId }, minutesOn(11)),
    );
    expect(byHand).toMatchObject({ ok: false, refusal: { code: "gates_closed", rules: [{ kind: "licence" }] } });
    await work(minutesOn(60));
    const slot = await slotOf(slotId);
    expect(slot?.status).toBe("missed");
    expect(slot?.missedGates?.map(({ gate }) => gate)).toEqual(["licence", "time"]);
  });

  it("opens after all when the proof is recorded anew", async () => {
    await aLicence(db, org, ledger(), { without: ["self_recovery"] });
    await aProof(db, org, ledger(), "self_recovery", { expiresAt: minutesOn(10) });
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id });
    await anApproval(db, org, { id: slotId }, org.people.releaseManager);
    await aProof(db, org, ledger(), "self_recovery", { provenAt: minutesOn(15) });
    await work(minutesOn(20));
    expect(await slotOf(slotId)).toMatchObject({ status: "open" });
  });

  it("by plain SQL: a slot without an opening does not open for a service without a licence", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id });
    const open = {
      status: "open",
      openedAt: org.now,
      fencingNumber: 4_000_000 + Math.floor(org.now.getTime() % 1000),
    } as const;
    await db.update(services).set({ cadence: "quick" }).where(eq(services.id, ledger().id));
    await expect(db.update(slots).set(open).where(eq(slots.id, slotId))).rejects.toMatchObject({
      cause: { constraint: "slots_licensed" },
    });
    await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, ledger().id));
    const failed = { outcome: "failed", provenAt: org.now } as const;
    await aProof(db, org, ledger(), "feature_toggles", failed);
    await expect(db.update(slots).set(open).where(eq(slots.id, slotId))).rejects.toMatchObject({
      cause: { constraint: "slots_licensed" },
    });
  });
});

describe("the week", () => {
  it("has the slots without an opening, and the services that may stand beside the windows", async () => {
    await aLicence(db, org, ledger());
    await db.update(services).set({ cadence: "continuous" }).where(eq(services.id, org.services.checkout.id));
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id });
    const range = { from: minutesOn(-60).toISOString(), to: minutesOn(600).toISOString() };
    const input = { environmentId: org.environments.production.id, ...range };
    const week = await call(procedures.week, input, contextAs(developer(), org.now));
    expect(week.slots.find(({ id }) => id === slotId)).toMatchObject({ occurrenceId: null, origin: "continuous" });
    expect(week.anytime.services).toMatchObject([
      { name: org.services.checkout.name, licensed: false, lapsesAt: null, lapsesFirst: null, missing: proofKinds },
      { name: ledger().name, licensed: true, lapsesFirst: expect.any(String), missing: [] },
    ]);
  });
});

describe("may I deploy?", () => {
  it("case 7: is answered for a continuous service as deploy now decides, with and without its licence", async () => {
    await aLicence(db, org, ledger(), { without: ["self_recovery"] });
    const { release } = await anAcceptedRelease(db, org);
    const question = { environment: org.environments.production.name, service: ledger().name };
    const ask = (now: Date) => call(windowsProcedures.status, question, contextAs(pipeline(), now));
    expect((await ask(org.now)).decision).toBe("closed");
    expect((await refusalFrom(deploy({ releaseId: release.id }))).code).toBe("not_licensed");
    await aProof(db, org, ledger(), "self_recovery", { expiresAt: minutesOn(90) });
    expect(await ask(org.now)).toMatchObject({ decision: "open", nextChangeAt: minutesOn(90) });
    expect((await ask(minutesOn(90))).decision).toBe("closed");
    expect((await deploy({ releaseId: release.id })).state).toBe("waiting");
  });
});

describe("moving a slot that was made without an opening", () => {
  it("is possible into a window, where the window decides and no licence is asked for", async () => {
    await aLicence(db, org, ledger());
    const { release } = await anAcceptedRelease(db, org);
    const { slotId } = await deploy({ releaseId: release.id });
    const { start } = org.nextOccurrence.during;
    const during = { start: start.toISOString(), end: new Date(start.getTime() + 60 * minute).toISOString() };
    await call(
      procedures.move,
      { slotId, occurrenceId: org.nextOccurrence.id, during },
      contextAs(developer(), org.now),
    );
    await db.update(services).set({ cadence: "slow" }).where(eq(services.id, ledger().id));
    await anApproval(db, org, { id: slotId }, org.people.releaseManager);
    await work(start);
    expect(await slotOf(slotId)).toMatchObject({ status: "open" });
    const rows = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "slot.moved"), eq(auditEvents.subjectId, slotId)));
    expect(rows).toHaveLength(1);
  });
});
