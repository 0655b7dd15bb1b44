import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, freezeExceptions, freezes, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease, aRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { slotsProcedures } from "@/lib/slots/procedures";
import { windowsProcedures } from "@/lib/windows/procedures";
import { freezesProcedures as procedures } from "./procedures";

const { db, connectAgain } = testDatabase();
const hour = 3_600_000;
let org: Organisation;
let freezeId: string;
let release: Awaited<ReturnType<typeof anAcceptedRelease>>["release"];

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  await db.update(freezes).set({ liftedAt: new Date() });
  org = await buildOrganisation(db);
  ({ release } = await anAcceptedRelease(db, org));
  freezeId = (await aFreeze(db, { name: "Year end", start: hourOf(-12), end: hourOf(48) })).id;
});

/** Hours after the opening of Production begins. */
const hourOf = (hours: number) => new Date(org.nextOccurrence.during.start.getTime() + hours * hour);
const range = (from: number, until: number) => ({
  start: hourOf(from).toISOString(),
  end: hourOf(until).toISOString(),
});
const by = (person: TestPerson, now = org.now) => contextAs(actorOf(person), now);
const ask = (more: object = {}, who = by(org.people.developer)) =>
  call(
    procedures.requestException,
    {
      freezeId,
      environmentId: org.environments.production.id,
      releaseId: release.id,
      reason: "Shoppers cannot pay.",
      during: range(0, 2),
      ...more,
    },
    who,
  );
const grant = (exceptionId: string, who = by(org.people.releaseManager)) =>
  call(procedures.grantException, { exceptionId, comment: "Watch the error rate." }, who);
const work = (now: Date) => db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, now, { limit: 100 }));
const listed = async (more: object = {}, who = by(org.people.releaseManager)) =>
  (await call(procedures.exceptions, more, who)).exceptions;

describe("an exception that was asked for", () => {
  it("opens nothing before it is granted, and then opens for exactly that release, everywhere", async () => {
    const { exceptionId } = await ask();
    const production = org.environments.production.id;
    const may = async (at: Date, version?: string) => {
      const question = { environment: production, service: org.services.ledger.id, version, at: at.toISOString() };
      return (await call(windowsProcedures.status, question, by(org.people.developer))).decision;
    };
    expect(await may(hourOf(1), release.version)).toBe("closed");
    await grant(exceptionId);
    expect(await may(hourOf(1), release.version)).toBe("open");
    expect(await may(hourOf(2), release.version)).toBe("closed");
    expect(await may(hourOf(1))).toBe("closed");

    const place = { occurrenceId: org.nextOccurrence.id, during: range(0, 1) };
    const { release: other } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    const as = by(org.people.developer);
    const refused = await refusalFrom(call(slotsProcedures.book, { ...place, releaseIds: [other.id] }, as));
    expect(refused.code).toBe("in_freeze");
    const free = { environmentId: production, durationMinutes: 60, notBefore: hourOf(0).toISOString() };
    const next = await call(slotsProcedures.freeRanges, { ...free, releaseIds: [release.id] }, as);
    expect(next.places[0]?.during.start).toEqual(hourOf(0));
    const { slotId } = await call(slotsProcedures.book, { ...place, releaseIds: [release.id] }, as);

    const { gates } = await call(slotsProcedures.detail, { slotId }, as);
    expect(gates.find(({ gate }) => gate === "freeze")).toMatchObject({ passed: true, title: "Exception granted" });
    await anApproval(db, org, { id: slotId }, org.people.releaseManager);
    expect((await work(hourOf(0))).opened).toEqual([slotId]);
  });

  it("makes its slot wait for the answer while it could still open, and be missed when it is refused", async () => {
    const slot = await aSlot(db, org, { releases: [release] });
    await anApproval(db, org, slot, org.people.releaseManager);
    const { exceptionId } = await ask();
    expect((await work(hourOf(0))).waiting).toEqual([{ slotId: slot.id, until: hourOf(1) }]);
    const refusal = { exceptionId, comment: "It can wait for January." };
    await call(procedures.refuseException, refusal, by(org.people.releaseManager, hourOf(0)));
    expect((await work(hourOf(0))).missed).toEqual([slot.id]);
  });

  it("is on the record of the release at every step", async () => {
    const { exceptionId } = await ask();
    await grant(exceptionId);
    await call(procedures.revokeException, { exceptionId }, by(org.people.secondReleaseManager));
    const review = { exceptionId, review: "Not needed: the provider came back." };
    await call(procedures.reviewException, review, by(org.people.releaseManager));
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.releaseId, release.id));
    const steps = rows.filter(({ subjectKind }) => subjectKind === "freeze_exception");
    expect(steps.map(({ action }) => action).sort()).toEqual([
      "freeze_exception.granted",
      "freeze_exception.requested",
      "freeze_exception.reviewed",
      "freeze_exception.revoked",
    ]);
    expect(steps[0]?.data).toMatchObject({ freeze: "Year end", environment: org.environments.production.name });
  });
});

describe("asking for an exception", () => {
  it.each<[string, string, () => object]>([
    ["during.end", "invalid_input", () => ({ during: range(2, 1) })],
    ["during.end", "in_the_past", () => ({ during: range(-40, -30) })],
    ["during.end", "invalid_input", () => ({ during: range(0, 24 * 8) })],
    ["during", "invalid_input", () => ({ during: range(60, 62) })],
    ["reason", "invalid_input", () => ({ reason: " " })],
    ["freezeId", "not_found", () => ({ freezeId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000" })],
    ["releaseId", "not_found", () => ({ releaseId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000" })],
    ["environmentId", "not_found", () => ({ environmentId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000" })],
  ])("is refused at %s with %s when that is wrong", async (field, code, more) => {
    expect(await refusalFrom(ask(more()))).toMatchObject({ field, code });
    expect(await db.$count(freezeExceptions, eq(freezeExceptions.freezeId, freezeId))).toBe(0);
  });

  it("is for releases of one's own teams, and another team's is not even there for those who cannot see it", async () => {
    const { shop } = org.teams;
    const developer = await aPerson(db, { name: "Shop Dev", roles: [{ role: "developer", teamId: shop.id }] });
    expect((await refusalFrom(ask({}, by(developer)))).code).toBe("forbidden");
  });

  it("is refused where the freeze does not stop the release anyway", async () => {
    const hotfix = await aRelease(db, org, { kind: "hotfix" });
    const half = await aFreeze(db, { name: "Half", grade: "hotfix_only", start: hourOf(-1), end: hourOf(9) });
    const refused = await refusalFrom(ask({ freezeId: half.id, releaseId: hotfix.id }));
    expect(refused).toMatchObject({ code: "invalid_input", field: "during" });
    expect(refused.message).toContain("no exception is needed");
    const withdrawn = await aRelease(db, org, { status: "withdrawn" });
    expect((await refusalFrom(ask({ releaseId: withdrawn.id }))).code).toBe("wrong_state");
    await call(procedures.lift, { freezeId }, by(org.people.releaseManager));
    expect((await refusalFrom(ask())).code).toBe("wrong_state");
  });

  it("is refused beside one that waits, counts or was not reviewed; of two at once one gets through", async () => {
    const other = contextAs(actorOf(org.people.developer), org.now, connectAgain().db);
    const both = await Promise.allSettled([ask(), ask({}, other)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await refusalFrom(ask())).code).toBe("conflict");
    const [waiting] = await listed({ only: "waiting", freezeId });
    await grant(waiting?.id ?? "");
    expect((await refusalFrom(ask())).message).toContain("granted already");
    const later = by(org.people.developer, hourOf(3));
    const again = { during: range(4, 5) };
    expect((await refusalFrom(ask(again, later))).message).toContain("has not been reviewed");
    const review = { exceptionId: waiting?.id ?? "", review: "It went well." };
    await call(procedures.reviewException, review, by(org.people.releaseManager, hourOf(3)));
    await ask(again, later);
  });

  it("takes the place of a request whose time went by without an answer", async () => {
    const { exceptionId } = await ask();
    await ask({ during: range(4, 5) }, by(org.people.developer, hourOf(3)));
    const [, first] = await listed({ freezeId });
    expect(first).toMatchObject({ id: exceptionId, status: "withdrawn", endedBy: null });
  });
});

describe("answering a request", () => {
  it("rule 6: nobody answers or reviews what they asked for, by themselves or through their token", async () => {
    const { releaseManager } = org.people;
    const { exceptionId } = await ask({}, by(releaseManager));
    expect((await refusalFrom(grant(exceptionId))).code).toBe("own_work");
    const refusal = { exceptionId, comment: "No." };
    expect((await refusalFrom(call(procedures.refuseException, refusal, by(releaseManager)))).code).toBe("own_work");
    const token = contextAs(tokenActorOf(releaseManager, "plan.read", "slot.book", "freeze.manage"), org.now);
    expect((await refusalFrom(grant(exceptionId, token))).code).toBe("own_work");
    await grant(exceptionId, by(org.people.secondReleaseManager));
    const review = { exceptionId, review: "All well." };
    const late = by(releaseManager, hourOf(3));
    expect((await refusalFrom(call(procedures.reviewException, review, late))).code).toBe("own_work");
    const plain = db
      .update(freezeExceptions)
      .set({ decidedBy: releaseManager.id })
      .where(eq(freezeExceptions.id, exceptionId));
    await expect(Promise.resolve(plain)).rejects.toMatchObject({
      cause: { constraint: "freeze_exceptions_not_own_request" },
    });
  });

  it("happens once: of a yes and a no at the same moment one is told that it was late", async () => {
    const { exceptionId } = await ask();
    const second = contextAs(actorOf(org.people.secondReleaseManager), org.now, connectAgain().db);
    const refusal = { exceptionId, comment: "No." };
    const answers = await Promise.allSettled([grant(exceptionId), call(procedures.refuseException, refusal, second)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("comes too late once the time box is over, and a refusal needs its reason", async () => {
    const { exceptionId } = await ask();
    expect((await refusalFrom(grant(exceptionId, by(org.people.releaseManager, hourOf(2))))).code).toBe("too_late");
    const empty = { exceptionId, comment: " " };
    const refused = await refusalFrom(call(procedures.refuseException, empty, by(org.people.releaseManager)));
    expect(refused).toMatchObject({ code: "invalid_input", field: "comment" });
  });

  it("is not for a request that was taken back, which only its asker can do", async () => {
    const { exceptionId } = await ask();
    const other = by(org.people.releaseManager);
    expect((await refusalFrom(call(procedures.withdrawException, { exceptionId }, other))).code).toBe("forbidden");
    await call(procedures.withdrawException, { exceptionId }, by(org.people.developer));
    expect((await refusalFrom(grant(exceptionId))).code).toBe("wrong_state");
  });

  it("is taken back by revoking: from then on nothing opens by it", async () => {
    const { exceptionId } = await ask();
    await grant(exceptionId);
    const slot = await aSlot(db, org, { releases: [release] });
    await anApproval(db, org, slot, org.people.releaseManager);
    await call(procedures.revokeException, { exceptionId }, by(org.people.releaseManager));
    expect((await work(hourOf(0))).missed).toEqual([slot.id]);
  });
});

describe("looking back", () => {
  it("lists what waits for an answer and what waits for its review, with what became of it", async () => {
    const { exceptionId } = await ask();
    const manager = by(org.people.releaseManager);
    expect(await listed({ only: "waiting", freezeId })).toMatchObject([
      { id: exceptionId, may: { answer: true, withdraw: false, revoke: false, review: false } },
    ]);
    expect(await listed({ freezeId }, by(org.people.developer))).toMatchObject([
      { may: { answer: false, withdraw: true, revoke: false, review: false } },
    ]);
    await grant(exceptionId);
    const slot = await aSlot(db, org, { releases: [release] });
    await anApproval(db, org, slot, org.people.releaseManager);
    await work(hourOf(0));
    const early = { exceptionId, review: "Too early." };
    expect((await refusalFrom(call(procedures.reviewException, early, manager))).code).toBe("wrong_state");
    expect(await listed({ only: "to_review", freezeId }, by(org.people.releaseManager, hourOf(1)))).toEqual([]);

    const later = by(org.people.releaseManager, hourOf(2));
    const [toReview] = await listed({ only: "to_review", freezeId }, later);
    expect(toReview).toMatchObject({
      id: exceptionId,
      decidedBy: org.people.releaseManager.name,
      use: { slotId: slot.id, openedAt: hourOf(0), deploymentStatus: "pending" },
      may: { review: true },
    });
    const before = await call(procedures.counts, {}, later);
    await call(procedures.reviewException, { exceptionId, review: "The provider had an outage." }, later);
    expect(await call(procedures.counts, {}, later)).toEqual({ ...before, toReview: before.toReview - 1 });
    const empty = { exceptionId, review: "  " };
    expect(await refusalFrom(call(procedures.reviewException, empty, later))).toMatchObject({ field: "review" });
  });

  it("shows nobody the exceptions of teams that they cannot read", async () => {
    await ask();
    const roles = [{ role: "stakeholder" as const, teamId: org.teams.shop.id }];
    const guest = await aPerson(db, { name: "Shop Guest", roles });
    expect(await listed({ freezeId }, by(guest))).toEqual([]);
    expect(await listed({ releaseId: release.id }, by(org.people.qa))).toHaveLength(1);
  });
});
