import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/db/testing/test-database";
import { recordAudit } from "@/lib/audit/record";
import { accept, refuse } from "@/lib/domain/refusal";
import { inTransaction } from "./transaction";

const { db, connectAgain } = testDatabase();
const entry = { action: "team.created", subject: { kind: "team", name: "Rolled back" } } as const;
const countAudit = () => db.$count(auditEvents);

describe("inTransaction", () => {
  it("rule 8: a refusal takes the change, its audit row and its job back", async () => {
    const before = await countAudit();
    const result = await inTransaction(db, async (tx) => {
      await recordAudit(tx, { kind: "worker" }, new Date("2026-11-24T06:00:00Z"), entry);
      await tx.execute(sql`select graphile_worker.add_job('extend_horizon', '{}'::json, job_key := 'rolled back')`);
      return refuse("wrong_state", "No.");
    });
    expect(result).toMatchObject({ ok: false, refusal: { code: "wrong_state" } });
    expect(await countAudit()).toBe(before);
    const { rows } = await db.execute(sql`select 1 from graphile_worker.jobs where key = 'rolled back'`);
    expect(rows).toEqual([]);
  });

  it("runs the loser of a deadlock again instead of failing it", async () => {
    let runs = 0;
    const result = await inTransaction(db, async (tx) => {
      runs++;
      if (runs === 1) await tx.execute(sql`do $$ begin raise exception 'lost' using errcode = '40P01'; end $$`);
      return accept(runs);
    });
    expect(result).toEqual({ ok: true, value: 2 });
  });

  it("says that it is busy when no connection comes free, and breaks nothing", async () => {
    const small = connectAgain({ max: 1, patienceMillis: 500 });
    const held = await small.pool.connect();
    const result = await inTransaction(small.db, async () => accept("never"));
    held.release();
    expect(result).toMatchObject({ ok: false, refusal: { code: "busy" } });
    expect(await inTransaction(small.db, async () => accept("now"))).toEqual({ ok: true, value: "now" });
  });

  it("throws what is a bug", async () => {
    await expect(inTransaction(db, (tx) => tx.execute(sql`select * from no_such_table`) as never)).rejects.toThrow();
  });
});
