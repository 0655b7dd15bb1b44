import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { departureBlockers, notices, people } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease, aRelease } from "@/db/testing/release";
import { createTestDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, finish, signAll, ticketOf } from "@/db/testing/train";
import { type NoticeKind, noticeInWords } from "@/lib/domain/notice-words";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { raiseBlocker, resolveBlocker, waiveBlocker } from "./commands/blockers";
import { decideDeparture } from "./commands/decide";
import { cancelDeparture, conductDeparture, skipDeparture } from "./commands/run-departure";

let db: Database;
let org: Organisation;
/** Everybody who has a part: who made the release, who put it aboard, who conducts, who stands by. */
let conductor: TestPerson;
let backup: TestPerson;

beforeEach(async () => {
  const database = await createTestDatabase();
  db = database.db;
  org = await buildOrganisation(db);
  conductor = await aPerson(db, { name: "Carla Conductor", roles: [{ role: "qa" }] });
  backup = await aPerson(db, { name: "Bert Backup", roles: [{ role: "qa" }] });
  return () => database.drop();
});

const maker = () => org.people.developer;
const booker = () => org.people.secondDeveloper;
const manager = () => actorOf(org.people.releaseManager);

/** A train of two departures with the maker's release aboard the first, put there by somebody else. */
async function aDeparture(more: Parameters<typeof aTrain>[2] = {}) {
  const rota = [conductor.id, backup.id];
  const rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=2";
  const train = await aTrain(db, org, { rrule, goRule: "decided", conductorIds: rota, ...more });
  const [first, second] = train.departures;
  if (first === undefined || second === undefined) throw new Error("the train has no two departures");
  await advanceTrain(db, train.trainId, org.now);
  const { release } = await anAcceptedRelease(db, org, { createdBy: maker() });
  const boarded = await aboard(db, org, release, first, { by: booker() });
  if (!boarded.ok) throw new Error(boarded.refusal.message);
  return { trainId: train.trainId, first, second, release };
}

/** Who was told of this kind about a subject, by name, and what: the title in their zone, in the order of time. */
async function told(kind: NoticeKind, subject: { id: string }) {
  const rows = await db
    .select({ name: people.name, params: notices.params })
    .from(notices)
    .innerJoin(people, eq(people.id, notices.personId))
    .where(and(eq(notices.kind, kind), eq(notices.subjectId, subject.id)))
    .orderBy(asc(notices.createdAt), asc(people.name));
  return rows.map(({ name, params }) => [name, noticeInWords(kind, params, org.zone).title] as const);
}
const names = (...some: TestPerson[]) => some.map(({ name }) => name).toSorted();
const each = (title: string, ...some: TestPerson[]) => names(...some).map((name) => [name, title]);

describe("when the boarding opens", () => {
  it("who conducts and who stands by are told which, once, and nobody else", async () => {
    const { trainId, first } = await aDeparture();
    await advanceTrain(db, trainId, org.now);
    const said = await told("conductor_due", first);
    expect(said.map(([name]) => name)).toEqual(names(conductor, backup));
    expect(said.find(([name]) => name === conductor.name)?.[1]).toMatch(/^You conduct Weekly/);
    expect(said.find(([name]) => name === backup.name)?.[1]).toMatch(/^You stand by to conduct Weekly/);
  });

  it("and somebody is named afterwards, they are told, and whoever keeps their part is not told again", async () => {
    const { first } = await aDeparture();
    const { qa } = org.people;
    const named = { departureId: first.id, conductorId: qa.id, backupId: backup.id };
    expect(await db.transaction((tx) => conductDeparture(tx, manager(), named, org.now))).toMatchObject({ ok: true });
    const said = await told("conductor_due", first);
    expect(said.map(([name]) => name).toSorted()).toEqual(names(conductor, backup, qa));
    expect(said.find(([name]) => name === qa.name)?.[1]).toMatch(/^You conduct/);
  });
});

describe("at the cut-off", () => {
  it("whoever may answer for a team aboard is asked once whether it is ready, and no other team", async () => {
    const { teams } = org;
    const payments = await aPerson(db, {
      name: "Pia Payments",
      roles: [{ role: "developer", teamId: teams.payments.id }],
    });
    await aPerson(db, { name: "Sam Shop", roles: [{ role: "developer", teamId: teams.shop.id }] });
    const { trainId, first } = await aDeparture();
    await advanceTrain(db, trainId, first.cutOffAt);
    await advanceTrain(db, trainId, first.cutOffAt);
    const { admin, releaseManager, secondReleaseManager, developer, secondDeveloper } = org.people;
    const asked = await told("roll_call", first);
    expect(asked.map(([name]) => name)).toEqual(
      names(payments, admin, releaseManager, secondReleaseManager, developer, secondDeveloper),
    );
    expect(asked[0]?.[1]).toMatch(/^Is Payments ready for Weekly/);
  });

  it("a team that boards later, with a hotfix, is asked too", async () => {
    const { teams, services } = org;
    const shop = await aPerson(db, { name: "Sam Shop", roles: [{ role: "developer", teamId: teams.shop.id }] });
    const { trainId, first } = await aDeparture();
    await advanceTrain(db, trainId, first.cutOffAt);
    const { release } = await anAcceptedRelease(db, org, { service: services.search, kind: "hotfix" });
    const late = { at: first.cutOffAt, hotfix: true, by: org.people.releaseManager };
    expect(await aboard(db, org, release, first, late)).toMatchObject({ ok: true });
    const asked = (await told("roll_call", first)).filter(([name]) => name === shop.name);
    expect(asked).toEqual([[shop.name, expect.stringMatching(/^Is Shop ready for Weekly/)]]);
  });
});

describe("a blocker", () => {
  const reason = "The certificate has expired.";
  const raise = (departureId: string, by: TestPerson) =>
    db.transaction((tx) => raiseBlocker(tx, actorOf(by), { departureId, reason }, org.now));

  it("is told to those aboard and the conductors; that it is resolved, to whoever raised it as well", async () => {
    const { first } = await aDeparture();
    const raised = await raise(first.id, org.people.qa);
    if (!raised.ok) throw new Error(raised.refusal.message);
    const risen = await told("blocker_raised", first);
    expect(risen).toEqual(each(expect.stringMatching(/^A blocker holds Weekly/), maker(), booker(), conductor, backup));

    const { blockerId } = raised.value;
    const ended = await db.transaction((tx) =>
      resolveBlocker(tx, actorOf(conductor), { blockerId, note: "" }, org.now),
    );
    expect(ended).toMatchObject({ ok: true });
    expect(await told("blocker_resolved", first)).toEqual(
      each(expect.stringMatching(/^A blocker of Weekly.* is resolved$/), maker(), booker(), backup, org.people.qa),
    );
  });

  it("that is waived is told as waived: it is not mended", async () => {
    const { first } = await aDeparture();
    const raised = await raise(first.id, org.people.qa);
    if (!raised.ok) throw new Error(raised.refusal.message);
    const waiver = { blockerId: raised.value.blockerId, reason: "It is not used." };
    const ended = await db.transaction((tx) => waiveBlocker(tx, actorOf(conductor), waiver, org.now));
    expect(ended).toMatchObject({ ok: true });
    expect(await told("blocker_resolved", first)).toEqual(
      each(expect.stringMatching(/ is waived$/), maker(), booker(), backup, org.people.qa),
    );
  });
});

describe("what becomes of a departure", () => {
  it.each([
    ["go", /is on go$/],
    ["no_go", /is on no-go$/],
  ] as const)(
    "is told when somebody says %s, to those aboard and the conductors but not to them",
    async (decision, words) => {
      const { trainId, first } = await aDeparture();
      await advanceTrain(db, trainId, first.goNoGoAt);
      const input = { departureId: first.id, decision, note: "Looked at it." };
      const said = await db.transaction((tx) => decideDeparture(tx, actorOf(conductor), input, first.goNoGoAt));
      expect(said).toMatchObject({ ok: true });
      expect(await told("departure_decided", first)).toEqual(
        each(expect.stringMatching(words), maker(), booker(), backup),
      );
      // One word for one thing: whoever hears no-go need not hear that it is held.
      expect(await told("departure_held", first)).toEqual([]);
    },
  );

  it.each([
    ["skipped", skipDeparture, /is skipped this time$/],
    ["cancelled", cancelDeparture, /is cancelled$/],
  ] as const)("is told when it is %s", async (_, command, words) => {
    const { first } = await aDeparture();
    const off = { departureId: first.id, reason: "Nobody is there." };
    expect(await db.transaction((tx) => command(tx, actorOf(backup), off, org.now))).toMatchObject({ ok: true });
    expect(await told("departure_decided", first)).toEqual(
      each(expect.stringMatching(words), maker(), booker(), conductor),
    );
  });

  it.each([
    ["succeeded", /has arrived$/],
    ["failed", /failed$/],
  ] as const)(
    "is told when it has %s; after a failure the next one's conductors hear that it waits",
    async (end, words) => {
      const { trainId, first, second, release } = await aDeparture({ goRule: "automatic" });
      await advanceTrain(db, trainId, first.cutOffAt);
      await signAll(db, org, first);
      await advanceTrain(db, trainId, first.departsAt);
      await db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, first.departsAt, { limit: 10 }));
      await finish(db, release, end, first.departsAt);
      await advanceTrain(db, trainId, first.arrivesAt);
      expect(await told("departure_ended", first)).toEqual(
        each(expect.stringMatching(words), maker(), booker(), conductor, backup),
      );
      const waiting = each(expect.stringMatching(/^A blocker holds Weekly/), conductor, backup);
      expect(await told("blocker_raised", second)).toEqual(end === "failed" ? waiting : []);
      expect(await db.$count(departureBlockers)).toBe(end === "failed" ? 1 : 0);
    },
  );
});

it("a release that waits for somebody to say where it goes is told to its people and to the conductors of the one it missed", async () => {
  const { trainId, first } = await aDeparture({ missed: "ask" });
  const release = await aRelease(db, org, { service: org.services.checkout, createdBy: maker() });
  expect(await aboard(db, org, release, first, { by: booker() })).toMatchObject({ ok: true });
  await advanceTrain(db, trainId, first.qaExitAt);
  expect((await ticketOf(db, release)).status).toBe("waiting");
  expect(await told("ticket_waits", release)).toEqual(
    each(expect.stringMatching(/^checkout .* missed Weekly.* and waits$/), maker(), booker(), conductor, backup),
  );
});
