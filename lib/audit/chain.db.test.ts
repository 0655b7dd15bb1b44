import { call } from "@orpc/server";
import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { auditEvents, auditLinks } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { refuse } from "@/lib/domain/refusal";
import { auditProcedures } from "./procedures";
import { chainInWords, verifyChain } from "./queries/verify-chain";
import { recordAudit } from "./record";

let database: TestDatabase;
let db: Database;
let organisation: Organisation;

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  return () => database.drop();
});

const write = (name: string, on: Database = db, data: Record<string, unknown> = {}) =>
  on.transaction((tx) =>
    recordAudit(tx, actorOf(organisation.people.admin), organisation.now, {
      action: "team.created",
      subject: { kind: "team", name },
      data,
    }),
  );

/** What somebody does who owns the server: triggers are off for the length of the statement. */
async function pastTheTriggers(statement: ReturnType<typeof sql>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(statement);
  });
}

describe("the audit log", () => {
  it.each(["audit_events", "audit_links"])("%s takes no change, no deletion and no truncation", async (table) => {
    await write("one");
    const name = sql.identifier(table);
    for (const statement of [
      table === "audit_events"
        ? sql`update audit_events set actor_name = 'Somebody else'`
        : sql`update audit_links set hash = 'x'`,
      sql`delete from ${name}`,
      sql`truncate ${name} cascade`,
    ]) {
      await expect(db.execute(statement)).rejects.toMatchObject({
        cause: { constraint: expect.stringMatching(/^audit_(events|links)_append_only$/) },
      });
    }
    expect(await verifyChain(db)).toMatchObject({ intact: true, entries: 1 });
  });

  it("keeps one unbroken chain when many write at once over several connections", async () => {
    const others = [database.connectAgain(), database.connectAgain(), database.connectAgain()];
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => write(`team ${index}`, others[index % others.length]?.db)),
    );
    const report = await verifyChain(db);
    expect(report).toMatchObject({ intact: true, entries: 60, broken: null, unlinked: 0 });
    const links = await db.select().from(auditLinks).orderBy(asc(auditLinks.seq));
    expect(links.map((link) => link.seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(report.head).toBe(links.at(-1)?.hash);
  });

  it("holds nothing of a command that was refused", async () => {
    await inTransaction(db, async (tx) => {
      await recordAudit(tx, { kind: "worker" }, organisation.now, {
        action: "team.created",
        subject: { kind: "team", name: "never" },
      });
      return refuse("conflict", "No.");
    });
    expect(await db.$count(auditEvents)).toBe(0);
    expect(await verifyChain(db)).toMatchObject({ intact: true, entries: 0, head: null });
  });

  it("keeps hostile text as it is, and in the hash", async () => {
    const text = "');drop table audit_events;-- \u202e <script> 🚦 \\u0000";
    await write(text, db, { __proto__x: text, deep: { list: [1, null, text] } });
    expect(await verifyChain(db)).toMatchObject({ intact: true, entries: 1 });
    const { events } = await call(
      auditProcedures.list,
      {},
      contextAs(actorOf(organisation.people.admin), organisation.now, db),
    );
    expect(events[0]).toMatchObject({ subjectName: text, data: { deep: { list: [1, null, text] } } });
  });
});

describe("the check of the chain", () => {
  beforeEach(async () => {
    for (const name of ["one", "two", "three", "four"]) await write(name);
  });

  it("finds the first event that was changed", async () => {
    await pastTheTriggers(sql`update audit_events set subject_name = 'another' where subject_name in ('two', 'three')`);
    const report = await verifyChain(db);
    expect(report).toMatchObject({ intact: false, broken: { seq: 2, why: "changed" } });
    expect(chainInWords(report)).toBe(
      "The audit chain is broken (4 entries): it breaks at entry 2: the event was changed after it was written.",
    );
  });

  it("finds a changed event whose own hash was made to fit", async () => {
    await pastTheTriggers(sql`update audit_events set data = '{"hue": 7}' where subject_name = 'two'`);
    await pastTheTriggers(sql`
      update audit_links set hash = audit_hash(event, previous_hash)
      from audit_events event where event.id = audit_links.event_id and event.subject_name = 'two'`);
    expect(await verifyChain(db)).toMatchObject({ intact: false, broken: { seq: 3, why: "reordered" } });
  });

  it("finds an event that was taken out with its link", async () => {
    await pastTheTriggers(sql`delete from audit_links where seq = 3`);
    await pastTheTriggers(sql`delete from audit_events where subject_name = 'three'`);
    expect(await verifyChain(db)).toMatchObject({ intact: false, broken: { seq: 4, why: "missing" } });
  });

  it("finds a link that has lost its event, at the end of the chain too", async () => {
    await pastTheTriggers(sql`delete from audit_events where subject_name = 'four'`);
    expect(await verifyChain(db)).toMatchObject({ intact: false, broken: { seq: 4, why: "missing" } });
  });

  it("finds an event that was slipped in beside the chain", async () => {
    await pastTheTriggers(sql`
      insert into audit_events (id, at, actor_kind, actor_name, action, subject_kind)
      values (gen_random_uuid(), now(), 'worker', 'Nobody', 'slot.opened', 'slot')`);
    const report = await verifyChain(db);
    expect(report).toMatchObject({ intact: false, broken: null, unlinked: 1, entries: 4 });
    expect(chainInWords(report)).toContain("1 event stands outside it");
  });

  it("is a page of the log and a procedure of its own", async () => {
    const asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now, db);
    expect(await call(auditProcedures.verify, {}, asAdmin)).toMatchObject({
      intact: true,
      message: "The audit chain is intact: 4 entries.",
    });
    const first = await call(auditProcedures.list, { limit: 3 }, asAdmin);
    expect(first.events.map((event) => event.subjectName)).toEqual(["four", "three", "two"]);
    await write("five");
    const second = await call(auditProcedures.list, { limit: 3, cursor: first.nextCursor }, asAdmin);
    expect(second.events.map((event) => event.subjectName)).toEqual(["one"]);
    expect(second.nextCursor).toBeUndefined();
    const found = await call(auditProcedures.list, { actor: "ada", action: "team.", subjectKind: "team" }, asAdmin);
    expect(found.events).toHaveLength(5);
    expect((await call(auditProcedures.list, { actor: "%" }, asAdmin)).events).toEqual([]);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.subjectName, "five"));
    expect(event?.actorName).toBe("Ada Admin");
  });
});
