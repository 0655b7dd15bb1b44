import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { createTestDatabase, testDatabase } from "./test-database";

describe("the database of a test file", () => {
  it("has every table and the job queue", async () => {
    const { rows } = await testDatabase().db.execute(
      sql`select to_regclass('public.slots') as slots, to_regclass('graphile_worker.jobs') as jobs`,
    );
    expect(rows).toEqual([{ slots: "slots", jobs: "graphile_worker.jobs" }]);
  });

  it("is the one that the settings of the process point to", () => {
    expect(env().databaseUrl).toBe(testDatabase().url);
  });

  it("shares nothing with another one", async () => {
    const other = await createTestDatabase();
    await other.db.execute(sql`create table only_here ()`);
    const { rows } = await testDatabase().db.execute(sql`select to_regclass('only_here') as found`);
    await other.drop();
    expect(rows).toEqual([{ found: null }]);
  });
});
