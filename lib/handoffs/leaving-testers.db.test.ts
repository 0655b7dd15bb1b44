import { call } from "@orpc/server";
import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, handoffs, people, roleGrants } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aQueuedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { peopleProcedures } from "@/lib/people/procedures";
import { returnBuildsOf } from "./commands/return-builds-of";
import { handoffsProcedures } from "./procedures";

const { db, connectAgain } = testDatabase();
let organisation: Organisation;
let tove: TestPerson;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  await db.update(people).set({ passwordHash: "of no importance here" });
});

beforeEach(async () => {
  tove = await aPerson(db, { name: `Tove ${crypto.randomUUID()}`, roles: [{ role: "qa" }] });
});

const as = (person: TestPerson, reader = db) => contextAs(actorOf(person), organisation.now, reader);
const queued = async () => (await aQueuedRelease(db, organisation)).handoff.id;
const claim = (handoffId: string, person: TestPerson) => call(handoffsProcedures.claim, { handoffId }, as(person));
const disable = (person: TestPerson, reader = db) =>
  call(peopleProcedures.disable, { personId: person.id }, as(organisation.people.admin, reader));

/** Does what the worker is asked to do about somebody, and takes it off its list. */
async function work({ id }: TestPerson) {
  const key = `return_builds:${id}`;
  expect((await db.execute(sql`select 1 from graphile_worker.jobs where key = ${key}`)).rows, "a job").toHaveLength(1);
  await db.execute(sql`select graphile_worker.remove_job(${key})`);
  const worker = { kind: "worker" } as const;
  expect(await inTransaction(db, (tx) => returnBuildsOf(tx, worker, id, organisation.now))).toMatchObject({ ok: true });
}
const rowOf = async (id: string) => (await db.select().from(handoffs).where(eq(handoffs.id, id)))[0];

async function takeRole({ id: personId }: TestPerson, teamId: string | null) {
  const grants = await db.select().from(roleGrants).where(eq(roleGrants.personId, personId));
  const grantId = grants.find((grant) => grant.teamId === teamId)?.id ?? "";
  return call(peopleProcedures.revokeRole, { personId, grantId }, as(organisation.people.admin));
}

describe("builds of a tester who leaves", () => {
  it("go back to the queue when they are locked out, with the log saying whose they were, and anybody may claim them", async () => {
    const [first, second, others] = [await queued(), await queued(), await queued()];
    await claim(first, tove);
    await claim(second, tove);
    await claim(others, organisation.people.qa);
    await disable(tove);
    await work(tove);
    for (const id of [first, second]) {
      expect(await rowOf(id)).toMatchObject({ status: "queued", testerId: null, claimedAt: null });
    }
    expect(await rowOf(others)).toMatchObject({ status: "testing", testerId: organisation.people.qa.id });
    const [logged] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, first))
      .orderBy(desc(auditEvents.id))
      .limit(1);
    expect(logged).toMatchObject({ action: "handoff.returned", actorKind: "worker" });
    expect(logged?.data).toMatchObject({ heldBy: tove.name });
    await claim(first, organisation.people.qa);
  });

  it("go back when the role is taken that let them judge, and stay while another one does", async () => {
    const payments = organisation.teams.payments.id;
    const both = await aPerson(db, { name: "Both", roles: [{ role: "qa" }, { role: "qa", teamId: payments }] });
    const id = await queued();
    await claim(id, both);
    await takeRole(both, null);
    await work(both);
    expect(await rowOf(id)).toMatchObject({ status: "testing", testerId: both.id });
    await takeRole(both, payments);
    await work(both);
    expect(await rowOf(id)).toMatchObject({ status: "queued", testerId: null });
  });

  it("wait for nobody who was asked first and cannot come", async () => {
    const id = await queued();
    const offeredUntil = new Date(organisation.now.getTime() + 60 * 60_000);
    await db.update(handoffs).set({ offeredTo: tove.id, offeredUntil }).where(eq(handoffs.id, id));
    expect(await refusalFrom(claim(id, organisation.people.qa))).toMatchObject({ code: "offered_to_another" });
    await disable(tove);
    await work(tove);
    await claim(id, organisation.people.qa);
    expect(await rowOf(id)).toMatchObject({ status: "testing", testerId: organisation.people.qa.id });
  });

  it("are judged or back in the queue, never both, when the verdict comes at the same moment", async () => {
    const id = await queued();
    await claim(id, tove);
    await disable(tove);
    const [verdict] = await Promise.allSettled([
      call(handoffsProcedures.accept, { handoffId: id }, contextAs(actorOf(tove), organisation.now, connectAgain().db)),
      work(tove),
    ]);
    const row = await rowOf(id);
    if (verdict.status === "fulfilled") expect(row).toMatchObject({ status: "accepted", testerId: tove.id });
    else expect(row).toMatchObject({ status: "queued", testerId: null, verdict: null });
  });
});
