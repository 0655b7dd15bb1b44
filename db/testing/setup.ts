import { afterAll } from "vitest";
import { freePort } from "@/scripts/launch/free-port.mjs";
import { createTestDatabase, registerTestDatabase } from "./test-database";

// Runs before each database test file is loaded. The files of a worker share its modules, and with them the settings, which
// are read once (lib/env.ts): so each file gets a database of its own under the one name of its worker.
const database = await createTestDatabase(`test_of_worker_${process.env.VITEST_POOL_ID}`);
process.env.DATABASE_URL = database.url;
process.env.SIGNALBOX_SECRET = "a secret of the tests, used nowhere else";
// The one place on this machine that may be called, as an administrator would allow it: for whoever needs a server there.
process.env.SIGNALBOX_WEBHOOK_ALLOW ??= `127.0.0.1:${await freePort()}`;
registerTestDatabase(database);
afterAll(() => database.drop());
