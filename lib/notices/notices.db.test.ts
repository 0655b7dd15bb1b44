import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/id";
import { notices, people } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson, tokenActorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import type { Actor } from "@/lib/auth/actor";
import { clearOldNotices } from "./commands";
import { noticesProcedures } from "./procedures";
import { type Notice, tell } from "./tell";

const worker = { kind: "worker" } as const;
let organisation: Organisation;

beforeAll(async () => {
  organisation = await buildOrganisation(testDatabase().db);
});

const held = (reason: string) =>
  ({
    kind: "departure_held",
    subject: { noun: "departures" },
    params: { departure: "Tuesday train", reason },
  }) as const;

const telling = (actor: Actor, ...told: Notice[]) =>
  testDatabase().db.transaction((tx) => tell(tx, actor, organisation.now, ...told));

async function readBy(person: TestPerson, input: { unread?: boolean; limit?: number; cursor?: string } = {}) {
  return call(noticesProcedures.list, input, contextAs(actorOf(person), organisation.now));
}
const titles = async (person: TestPerson) => (await readBy(person)).notices.map(({ text }) => text);

describe("telling people", () => {
  it("reaches each of them once, and never whoever did it, by hand or by token", async () => {
    const { developer, qa } = organisation.people;
    await telling(actorOf(developer), { ...held("by hand"), to: [developer.id, qa.id, qa.id, null, undefined] });
    await telling(tokenActorOf(developer, "slot.book"), { ...held("by token"), to: [developer.id, qa.id] });
    expect(await titles(qa)).toEqual(["by token", "by hand"]);
    expect(await titles(developer)).toEqual([]);
  });

  it("reaches whoever holds a permission or a role for the team, and nobody else", async () => {
    const { payments, shop } = organisation.teams;
    const { db } = testDatabase();
    const ours = await aPerson(db, { name: "Only Payments", roles: [{ role: "developer", teamId: payments.id }] });
    const theirs = await aPerson(db, { name: "Only Shop", roles: [{ role: "developer", teamId: shop.id }] });
    await telling(worker, { ...held("bookers"), to: { permission: "slot.book", teamId: payments.id } });
    await telling(worker, { ...held("developers"), to: { role: "developer", teamId: shop.id } });
    await telling(worker, { ...held("everywhere"), to: { permission: "slot.book", teamId: null } });
    expect(await titles(ours)).toEqual(["bookers"]);
    expect(await titles(theirs)).toEqual(["developers"]);
    expect(await titles(organisation.people.stakeholder)).toEqual([]);
    expect(await titles(organisation.people.releaseManager)).toEqual(["everywhere", "bookers"]);
  });

  it("says the same thing once to each, however often it happens", async () => {
    const { db } = testDatabase();
    const reader = await aPerson(db, { name: "Hears Once", roles: [{ role: "qa" }] });
    const again = { ...held("again"), to: [reader.id], dedupeKey: "held:1" };
    await telling(worker, again, again);
    await Promise.all([telling(worker, again), telling(worker, again)]);
    expect(await titles(reader)).toEqual(["again"]);
  });

  it("passes over people whose account is disabled, and tells nothing of what was rolled back", async () => {
    const { db } = testDatabase();
    const gone = await aPerson(db, { name: "Gone Away", roles: [{ role: "qa" }] });
    await db.update(people).set({ disabledAt: organisation.now }).where(eq(people.id, gone.id));
    await telling(worker, { ...held("gone"), to: [gone.id] });
    const rolledBack = db.transaction(async (tx) => {
      await tell(tx, worker, organisation.now, { ...held("never"), to: [organisation.people.secondQa.id] });
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    expect(await db.$count(notices, eq(notices.personId, gone.id))).toBe(0);
    expect(await titles(organisation.people.secondQa)).toEqual([]);
  });
});

describe("one's notices", () => {
  it("are one's own: another's is not there", async () => {
    const { db } = testDatabase();
    const [own, other] = [
      await aPerson(db, { name: "Own Reader", roles: [{ role: "qa" }] }),
      await aPerson(db, { name: "Other Reader", roles: [{ role: "qa" }] }),
    ];
    await telling(worker, { ...held("first"), to: [own.id] }, { ...held("second"), to: [own.id] });
    const as = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
    const [newest] = (await readBy(own, { limit: 1 })).notices;
    const noticeId = newest?.id ?? newId();
    expect(await refusalFrom(call(noticesProcedures.mark, { noticeId }, as(other)))).toMatchObject({
      code: "not_found",
    });

    expect(await call(noticesProcedures.counts, {}, as(own))).toEqual({ unread: 2 });
    await call(noticesProcedures.mark, { noticeId }, as(own));
    await call(noticesProcedures.mark, { noticeId }, as(own));
    expect(await call(noticesProcedures.counts, {}, as(own))).toEqual({ unread: 1 });
    expect((await readBy(own, { unread: true })).notices.map(({ text }) => text)).toEqual(["first"]);
    await call(noticesProcedures.mark, { noticeId, read: false }, as(own));
    expect(await call(noticesProcedures.markAll, {}, as(own))).toEqual({ marked: 2 });
    expect(await call(noticesProcedures.counts, {}, as(own))).toEqual({ unread: 0 });
  });

  it("come page by page, newest first, and a cursor of somebody's own making is refused", async () => {
    const { db } = testDatabase();
    const reader = await aPerson(db, { name: "Page Reader", roles: [{ role: "qa" }] });
    await telling(worker, ...["1", "2", "3"].map((reason) => ({ ...held(reason), to: [reader.id] })));
    const first = await readBy(reader, { limit: 2 });
    expect(first.notices.map(({ text }) => text)).toEqual(["3", "2"]);
    const second = await readBy(reader, { limit: 2, cursor: first.nextCursor });
    expect(second.notices.map(({ text }) => text)).toEqual(["1"]);
    expect(second.nextCursor).toBeUndefined();
    expect(await refusalFrom(readBy(reader, { cursor: "x" }))).toMatchObject({
      code: "invalid_input",
      field: "cursor",
    });
  });

  it("are cleared out after ninety days", async () => {
    const { db } = testDatabase();
    const reader = await aPerson(db, { name: "Old Reader", roles: [{ role: "qa" }] });
    await telling(worker, { ...held("old"), to: [reader.id] });
    const days = (count: number) => new Date(organisation.now.getTime() + count * 86_400_000);
    expect(await db.transaction((tx) => clearOldNotices(tx, days(89)))).toBe(0);
    await db.transaction((tx) => clearOldNotices(tx, days(91)));
    expect(await titles(reader)).toEqual([]);
  });
});
