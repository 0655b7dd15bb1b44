import { afterAll } from "vitest";
import { createTestDatabase, registerTestDatabase } from "./test-database";

// Runs before each database test file is loaded, so that code which reads its settings from the environment
// (lib/env.ts) finds this file's own database.
const database = await createTestDatabase();
process.env.DATABASE_URL = database.url;
process.env.SIGNALBOX_SECRET = "a secret of the tests, used nowhere else";
registerTestDatabase(database);
afterAll(() => database.drop());
