import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, handoffs, people } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aQaGroup } from "@/db/testing/qa-group";
import { aQueuedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { handoffsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
let organisation: Organisation;
let tove: TestPerson;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  tove = await aPerson(db, { name: `Tove ${crypto.randomUUID()}`, roles: [{ role: "qa" }] });
});

const as = (person: TestPerson, database = db) => contextAs(actorOf(person), organisation.now, database);
const queued = async () => (await aQueuedRelease(db, organisation)).handoff.id;
const claim = (handoffId: string, person: TestPerson, database = db) =>
  call(handoffsProcedures.claim, { handoffId }, as(person, database));
const rowOf = async (id: string) => (await db.select().from(handoffs).where(eq(handoffs.id, id)))[0];

describe("a group's limit", () => {
  it("lets no more into test than the group takes on, and says who holds what", async () => {
    const group = await aQaGroup(db, organisation);
    const [first, second] = [await queued(), await queued()];
    await claim(first, organisation.people.qa);
    const refused = await refusalFrom(claim(second, tove));
    expect(refused).toMatchObject({ code: "group_full" });
    expect(refused.message).toContain(`${group.name} tests 1 of at most 1`);
    expect(refused.rules[0]?.reason).toContain(`${organisation.people.qa.name} tests ledger`);
    await call(handoffsProcedures.giveBack, { handoffId: first }, as(organisation.people.qa));
    await claim(second, tove);
    expect(await rowOf(second)).toMatchObject({ status: "testing", groupId: group.id });
  });

  it("of two who claim at the same moment with room for one, exactly one gets it", async () => {
    await aQaGroup(db, organisation);
    const [first, second] = [await queued(), await queued()];
    const outcomes = await Promise.allSettled([
      claim(first, organisation.people.qa),
      claim(second, tove, connectAgain().db),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((each) => each.status === "rejected");
    expect(lost?.status === "rejected" && lost.reason).toMatchObject({ code: "group_full" });
  });

  it("stands in Postgres: no writer gets round it", async () => {
    const group = await aQaGroup(db, organisation);
    const [first, second] = [await queued(), await queued()];
    await claim(first, organisation.people.qa);
    const around = db
      .update(handoffs)
      .set({ status: "testing", testerId: tove.id, groupId: group.id })
      .where(eq(handoffs.id, second));
    await expect(around).rejects.toMatchObject({ cause: { constraint: "handoffs_within_group_limit" } });
  });

  it("leaves the services of no group to everybody, without a limit", async () => {
    await aQaGroup(db, organisation, { teamId: organisation.teams.shop.id });
    for (const handoffId of [await queued(), await queued()]) await claim(handoffId, organisation.people.qa);
  });

  it("keeps who is not in the group out, and shows them why", async () => {
    await aQaGroup(db, organisation, { members: [tove] });
    const handoffId = await queued();
    expect(await refusalFrom(claim(handoffId, organisation.people.qa))).toMatchObject({ code: "not_in_group" });
    const queue = await call(handoffsProcedures.queue, {}, as(organisation.people.qa));
    const card = queue.cards.find((each) => each.handoffId === handoffId);
    expect(card?.judge).toMatchObject({ may: false, because: expect.stringContaining(tove.name) });
    await claim(handoffId, tove);
  });
});

describe("giving a build to somebody", () => {
  it("puts it into their hands with a reason on the record, from the queue and from a colleague", async () => {
    const handoffId = await queued();
    const give = (person: TestPerson, to: TestPerson, reason: string) =>
      call(handoffsProcedures.reassign, { handoffId, personId: to.id, reason }, as(person));
    await give(organisation.people.qa, tove, "She knows refunds.");
    expect(await rowOf(handoffId)).toMatchObject({ status: "testing", testerId: tove.id });
    await give(tove, organisation.people.qa, "My shift ends.");
    expect(await rowOf(handoffId)).toMatchObject({ status: "testing", testerId: organisation.people.qa.id });
    const events = await db.select().from(auditEvents).where(eq(auditEvents.action, "handoff.reassigned"));
    expect(events.at(-1)?.data).toMatchObject({ from: tove.name, reason: "My shift ends." });
  });

  it("is refused for whoever judges nothing there, for whoever left, and for the author", async () => {
    const handoffId = await queued();
    const to = (personId: string) =>
      refusalFrom(
        call(handoffsProcedures.reassign, { handoffId, personId, reason: "Please." }, as(organisation.people.qa)),
      );
    expect(await to(organisation.people.developer.id)).toMatchObject({ code: "not_found", field: "personId" });
    const gone = await aPerson(db, { name: `Gone ${crypto.randomUUID()}`, roles: [{ role: "qa" }] });
    await db.update(people).set({ disabledAt: organisation.now }).where(eq(people.id, gone.id));
    expect(await to(gone.id)).toMatchObject({ code: "not_found", field: "personId" });
    const both = await aPerson(db, {
      name: `Bo ${crypto.randomUUID()}`,
      roles: [{ role: "qa" }, { role: "developer" }],
    });
    const own = (await aQueuedRelease(db, organisation, { createdBy: both })).handoff.id;
    const refused = await refusalFrom(
      call(
        handoffsProcedures.reassign,
        { handoffId: own, personId: both.id, reason: "Please." },
        as(organisation.people.qa),
      ),
    );
    expect(refused).toMatchObject({ code: "own_work" });
    expect(refused.message).toContain(both.name);
  });

  it("several at once: each stands for itself, and a full group takes the first ones", async () => {
    await aQaGroup(db, organisation, { limit: 2 });
    const ids = [await queued(), await queued(), await queued()];
    const step = { step: "claim" as const, handoffIds: ids };
    expect(await call(handoffsProcedures.many, step, as(organisation.people.qa))).toMatchObject({
      done: ids.slice(0, 2),
      refused: [{ handoffId: ids[2], code: "group_full" }],
    });
    const back = { step: "give_back" as const, handoffIds: ids };
    expect((await call(handoffsProcedures.many, back, as(organisation.people.qa))).done).toEqual(ids.slice(0, 2));
  });
});

describe("the first look at a build that came back", () => {
  const build = (letter: string) => ({
    service: organisation.services.ledger.id,
    version: "8.0.0",
    commitSha: letter.repeat(40),
    artifactDigest: `sha256:${letter.repeat(64)}`,
  });
  const handOver = (letter: string) =>
    call(handoffsProcedures.handOver, build(letter), as(organisation.people.developer));

  async function bounced() {
    const first = await handOver("a");
    await claim(first.handoffId, tove);
    const verdict = { category: "crash", severity: "minor", reason: "It does not start." } as const;
    await call(handoffsProcedures.reject, { handoffId: first.handoffId, ...verdict }, as(tove));
    return (await handOver("b")).handoffId;
  }

  it("is kept for whoever judged it before, until the group's deadline, and is anybody's then", async () => {
    await aQaGroup(db, organisation, { limit: 5, offerMinutes: 60 });
    const handoffId = await bounced();
    const refused = await refusalFrom(claim(handoffId, organisation.people.qa));
    expect(refused).toMatchObject({ code: "offered_to_another" });
    const until = new Date(organisation.now.getTime() + 3_600_000);
    expect(new Date(refused.nextOpen ?? 0)).toEqual(until);
    const queue = await call(handoffsProcedures.queue, {}, as(tove));
    expect(queue.cards.find((card) => card.handoffId === handoffId)?.offer).toMatchObject({ isMine: true, until });
    await call(handoffsProcedures.claim, { handoffId }, contextAs(actorOf(organisation.people.qa), until));
    expect(await rowOf(handoffId)).toMatchObject({ testerId: organisation.people.qa.id, offeredTo: null });
  });

  it("can be let go at once by nobody but them", async () => {
    const handoffId = await bounced();
    const pass = (person: TestPerson) => call(handoffsProcedures.passOffer, { handoffId }, as(person));
    expect(await refusalFrom(pass(organisation.people.qa))).toMatchObject({ code: "offer_over" });
    await pass(tove);
    await claim(handoffId, organisation.people.qa);
  });
});
