import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, slotReleases, slots, swapOffers } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { slotGates } from "@/lib/domain/slot-gates";
import { slotsProcedures } from "@/lib/slots/procedures";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { lapseOffers } from "./commands/lapse-offers";
import { swapsProcedures } from "./procedures";

const hour = 3_600_000;
const worker = { kind: "worker" } as const;

let org: Organisation;
let jonas: TestPerson;
let sam: TestPerson;
let own: Awaited<ReturnType<typeof aSlot>>;
let other: Awaited<ReturnType<typeof aSlot>>;
const db = () => testDatabase().db;
const as = (person: TestPerson, now = org.now, on = db()) => contextAs(actorOf(person), now, on);
const later = (minutes: number) => new Date(org.now.getTime() + minutes * 60_000);
const slot = async (id: string) => (await db().select().from(slots).where(eq(slots.id, id)))[0];
const statusOf = async (id: string) => (await db().select().from(swapOffers).where(eq(swapOffers.id, id)))[0]?.status;
const offer = (more: object = {}) =>
  call(
    swapsProcedures.offer,
    { slotId: own.id, forSlotId: other.id, message: "We could use the morning.", ...more },
    as(jonas),
  );
const accept = (swapId: string, now = later(5), on = db()) =>
  call(swapsProcedures.accept, { swapId }, as(sam, now, on));
const codeOf = async (called: Promise<unknown>) => (await refusalFrom(called)).code;

/** Payments' ledger in the first hour of lane 1, Shop's search in two hours of lane 2, both in Production's next opening. */
beforeEach(async () => {
  org = await buildOrganisation(db());
  const { teams, services, nextOccurrence } = org;
  jonas = await aPerson(db(), {
    name: `Jonas ${org.window.id}`,
    roles: [{ role: "developer", teamId: teams.payments.id }],
  });
  sam = await aPerson(db(), { name: `Sam ${org.window.id}`, roles: [{ role: "developer", teamId: teams.shop.id }] });
  const ledger = await anAcceptedRelease(db(), org);
  const search = await anAcceptedRelease(db(), org, { service: services.search });
  own = await aSlot(db(), org, { releases: [ledger.release] });
  const from = nextOccurrence.during.start.getTime() + 2 * hour;
  const during = { start: new Date(from), end: new Date(from + 2 * hour) };
  other = await aSlot(db(), org, { lane: 2, teamId: teams.shop.id, during, releases: [search.release] });
});

describe("a swap between two teams", () => {
  it("moves both slots at once when the other team accepts: opening, lane and time, with their releases and calendars", async () => {
    await anApproval(db(), org, own, org.people.releaseManager);
    const { swapId, expiresAt } = await offer();
    expect(expiresAt).toEqual(own.during.start);
    await accept(swapId);
    expect(await slot(own.id)).toMatchObject({ lane: 2, during: other.during, movedFrom: own.during, sequence: 1 });
    expect(await slot(other.id)).toMatchObject({ lane: 1, during: own.during, movedFrom: other.during, sequence: 1 });
    const [aboard] = await db().select().from(slotReleases).where(eq(slotReleases.slotId, own.id));
    expect(aboard?.during).toEqual(other.during);
    expect(await statusOf(swapId)).toBe("accepted");
    const events = await db().select().from(auditEvents).where(eq(auditEvents.action, "slot.swapped"));
    expect(events.filter(({ subjectId }) => [own.id, other.id].includes(subjectId ?? ""))).toHaveLength(2);
    // The policy covers the opening, and both stand in the same one: the signature still counts.
    const facts = (await loadSlotFacts(db(), [own.id], org.now)).get(own.id);
    expect(facts && slotGates(facts, other.during.start).find(({ gate }) => gate === "approvals")?.passed).toBe(true);
  });

  it("stands in both teams' lists, each with what they may do", async () => {
    const { swapId } = await offer();
    const listed = async (person: TestPerson) =>
      (await call(swapsProcedures.list, {}, as(person))).swaps.find(({ id }) => id === swapId);
    expect(await listed(sam)).toMatchObject({
      mayAnswer: true,
      mayWithdraw: false,
      slot: { id: own.id },
      forSlot: { id: other.id },
    });
    expect(await listed(jonas)).toMatchObject({
      mayAnswer: false,
      mayWithdraw: true,
      message: "We could use the morning.",
    });
    await call(swapsProcedures.decline, { swapId, answer: "We deploy with the warehouse." }, as(sam));
    expect(await listed(jonas)).toMatchObject({ status: "declined", answer: "We deploy with the warehouse." });
  });

  it("shows which slots could be had, and what would refuse the rest", async () => {
    const { choices } = await call(swapsProcedures.choices, { slotId: own.id }, as(jonas));
    expect(choices).toMatchObject([{ slot: { id: other.id }, refusal: null }]);
    await aFreeze(db(), { ...other.during, serviceIds: [org.services.ledger.id] });
    const frozen = await call(swapsProcedures.choices, { slotId: own.id }, as(jonas));
    expect(frozen.choices[0]?.refusal).toMatchObject({ code: "in_freeze" });
  });
});

describe("an offer", () => {
  it("is refused for what is not one's own, for one's own team's, for another environment's, and twice", async () => {
    expect(await codeOf(call(swapsProcedures.offer, { slotId: other.id, forSlotId: own.id }, as(jonas)))).toBe(
      "forbidden",
    );
    const sister = await aSlot(db(), org, { lane: 3 });
    expect(await codeOf(offer({ forSlotId: sister.id }))).toBe("invalid_input");
    const elsewhere = await aSlot(db(), org, {
      environmentId: org.environments.dev.id,
      occurrenceId: null,
      origin: "continuous",
      teamId: org.teams.shop.id,
    });
    expect(await refusalFrom(offer({ forSlotId: elsewhere.id }))).toMatchObject({
      code: "invalid_input",
      field: "forSlotId",
    });
    expect(await codeOf(offer({ expiresAt: "2026-11-01T00:00:00Z" }))).toBe("in_the_past");
    await offer();
    expect(await codeOf(offer())).toBe("conflict");
  });

  it("is judged when it is made, and again when it is accepted", async () => {
    const { swapId } = await offer();
    await aFreeze(db(), { ...other.during, serviceIds: [org.services.ledger.id] });
    expect(await refusalFrom(accept(swapId))).toMatchObject({
      code: "in_freeze",
      message: expect.stringContaining("cannot go there"),
    });
    expect(await codeOf(offer({ forSlotId: other.id }))).toBe("in_freeze");
    expect(await slot(own.id)).toMatchObject({ during: own.during, sequence: 0 });
  });

  it("is answered by the other team alone, and taken back by its own", async () => {
    const { swapId } = await offer();
    expect(await codeOf(call(swapsProcedures.accept, { swapId }, as(jonas)))).toBe("forbidden");
    expect(await codeOf(call(swapsProcedures.withdraw, { swapId }, as(sam)))).toBe("forbidden");
    await call(swapsProcedures.withdraw, { swapId }, as(jonas));
    expect(await codeOf(accept(swapId))).toBe("offer_over");
  });

  it.each(["moved", "given up", "opened early"])("lapses when one of the two is %s", async (what) => {
    const { swapId } = await offer();
    const dana = as(org.people.releaseManager, later(1));
    if (what === "given up") await call(slotsProcedures.cancel, { slotId: other.id, reason: "No." }, dana);
    if (what === "moved") {
      const start = new Date(other.during.start.getTime() + hour);
      const during = { start: start.toISOString(), end: other.during.end.toISOString() };
      await call(
        slotsProcedures.move,
        { slotId: other.id, occurrenceId: org.nextOccurrence.id, lane: 2, during },
        dana,
      );
    }
    if (what === "opened early") {
      await anApproval(db(), org, own, org.people.releaseManager);
      const inWindow = new Date(own.during.start.getTime() + 1);
      await call(slotsProcedures.openNow, { slotId: own.id }, as(org.people.releaseManager, inWindow));
    }
    expect(await statusOf(swapId)).toBe("lapsed");
    expect(await codeOf(accept(swapId))).toBe("offer_over");
  });

  it("lapses by itself at its end, and cannot be accepted from then on", async () => {
    const { swapId } = await offer({ expiresAt: later(10).toISOString() });
    expect(await codeOf(accept(swapId, later(10)))).toBe("offer_over");
    expect(await db().transaction((tx) => lapseOffers(tx, worker, later(9)))).toBe(0);
    await db().transaction((tx) => lapseOffers(tx, worker, later(10)));
    expect(await statusOf(swapId)).toBe("lapsed");
  });

  it("lapses when one of its slots is swapped with a third", async () => {
    const third = await aSlot(db(), org, { lane: 3, teamId: org.teams.shop.id });
    const first = await offer();
    const second = await offer({ forSlotId: third.id });
    await accept(first.swapId);
    expect(await statusOf(second.swapId)).toBe("lapsed");
  });
});

describe("races", () => {
  it("of two who accept at once one is refused, and the slots change places once", async () => {
    const { swapId } = await offer();
    const [one, two] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([accept(swapId, later(1), one), accept(swapId, later(1), two)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await slot(own.id)).toMatchObject({ during: other.during, sequence: 1 });
  });

  it("of an acceptance and a move of one of the slots, exactly one comes through", async () => {
    const { swapId } = await offer();
    const [one, two] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const start = new Date(other.during.end.getTime());
    const during = { start: start.toISOString(), end: new Date(start.getTime() + hour).toISOString() };
    const move = call(
      slotsProcedures.move,
      { slotId: other.id, occurrenceId: org.nextOccurrence.id, lane: 2, during },
      as(sam, later(1), two),
    );
    const outcomes = await Promise.allSettled([accept(swapId, later(1), one), move]);
    const status = await statusOf(swapId);
    // The move may also come after the swap, of a slot that then stands elsewhere; never in between.
    if (status === "lapsed") expect(await slot(own.id)).toMatchObject({ during: own.during });
    else {
      expect(status).toBe("accepted");
      expect(await slot(own.id)).toMatchObject({ during: other.during });
    }
    expect(outcomes.some((outcome) => outcome.status === "fulfilled")).toBe(true);
    const [a, b] = [await slot(own.id), await slot(other.id)];
    expect(a?.lane === b?.lane && a && b && a.during.start < b.during.end && b.during.start < a.during.end).toBe(false);
  });

  it("two swaps over one slot: one is accepted, the other lapses", async () => {
    const third = await aSlot(db(), org, { lane: 3, teamId: org.teams.shop.id });
    const [first, second] = [await offer(), await offer({ forSlotId: third.id })];
    const [one, two] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const outcomes = await Promise.allSettled([
      accept(first.swapId, later(1), one),
      accept(second.swapId, later(1), two),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect([await statusOf(first.swapId), await statusOf(second.swapId)].sort()).toEqual(["accepted", "lapsed"]);
  });
});
