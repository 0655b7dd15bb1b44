import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { connect } from "./client";
import { testDatabase } from "./testing/test-database";
import { together } from "./together";

const pipelined = connect(testDatabase().url, { pipelined: true, max: 2 });
afterAll(() => pipelined.end());

describe.each([
  ["pipelined", pipelined.db],
  ["plain", testDatabase().db],
])("together on a %s connection", (_, db) => {
  it("gives each answer to its own question, in order", async () => {
    const answers = await db.transaction((tx) =>
      together(
        tx,
        [1, 2, 3].map((number) => async () => (await tx.execute(sql`select ${number}::int as it`)).rows[0]),
      ),
    );
    expect(answers).toEqual([{ it: 1 }, { it: 2 }, { it: 3 }]);
  });

  it("fails with the first error, rolls everything back, and leaves a connection that works", async () => {
    await db.execute(sql`create table if not exists numbers (it int primary key)`);
    const insert = (number: number) => sql`insert into numbers values (${number})`;
    const spoilt = db.transaction((tx) =>
      together(tx, [() => tx.execute(insert(1)), () => tx.execute(insert(1)), () => tx.execute(insert(2))]),
    );
    await expect(spoilt).rejects.toMatchObject({ cause: { code: "23505" } });
    const { rows } = await db.execute(sql`select count(*)::int as rows from numbers`);
    expect(rows).toEqual([{ rows: 0 }]);
  });
});

describe("a pipelined connection", () => {
  it("sends what goes together before the first answer comes", async () => {
    const order: string[] = [];
    await pipelined.db.transaction((tx) =>
      together(
        tx,
        ["first", "second"].map((name) => async () => {
          order.push(`${name} asked`);
          await tx.execute(sql`select pg_sleep(0.02)`);
          order.push(`${name} answered`);
        }),
      ),
    );
    expect(order).toEqual(["first asked", "second asked", "first answered", "second answered"]);
  });
});
