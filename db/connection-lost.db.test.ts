import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { freePort } from "@/scripts/launch/free-port.mjs";
import { connect } from "./client";
import { isConnectionLost } from "./connection-lost";

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it("is seen when nobody listens where the database was", async () => {
  const nowhere = connect(`postgresql://signalbox@127.0.0.1:${await freePort()}/signalbox`);
  expect(isConnectionLost(await failureOf(nowhere.db.execute(sql`select 1`)))).toBe(true);
  await nowhere.end();
});

it("is seen when the server ends the connection in the middle of a statement, and by the next one on it", async () => {
  const { pool, end } = testDatabase().connectAgain({ max: 1 });
  const client = await pool.connect();
  const { rows } = await client.query("select pg_backend_pid() as pid");
  const asked = failureOf(client.query("select pg_sleep(60)"));
  await testDatabase().db.execute(sql`select pg_terminate_backend(${rows[0].pid})`);
  expect(isConnectionLost(await asked)).toBe(true);
  expect(isConnectionLost(await failureOf(client.query("select 1")))).toBe(true);
  client.release(true);
  await end();
});

it("is not what a wrong statement or a refusal of the database is", async () => {
  const { db } = testDatabase();
  expect(isConnectionLost(await failureOf(db.execute(sql`select nothing`)))).toBe(false);
  expect(isConnectionLost(await failureOf(db.execute(sql`insert into teams (name) values (null)`)))).toBe(false);
  expect(isConnectionLost(undefined)).toBe(false);
});
