import { randomBytes } from "node:crypto";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { newToken } from "@/lib/auth/secret";
import { env } from "@/lib/env";
import { systemNow } from "@/lib/time/clock";
import { sealSecret } from "@/lib/webhooks/secret";
import { connect, type Database } from "./client";
import { installation, targets } from "./schema";
import { bookDemoDeparture } from "./seed/demo-departure";
import { loadExampleOrganisation } from "./seed/example-organisation";

/** What a start finds out about the installation, for the terminal. */
type Prepared = {
  /** Opens the set-up page; absent once somebody has set the installation up. */
  setupToken?: string;
  /** Why nothing opens by itself in this start of the demo, where that is so. */
  nothingLeaves?: string;
};

/**
 * Run at every start, after the migrations and before web and worker: loads the example in demo mode, issues the set-up token.
 * Prints one line of JSON.
 */
async function prepare(): Promise<Prepared> {
  const connection = connect(env().databaseUrl, { max: 2, name: "signalbox-prepare" });
  try {
    const nothingLeaves = env().isDemo ? await prepareDemo(connection.db) : undefined;
    return { ...(await issueSetupToken(connection.db)), nothingLeaves };
  } finally {
    await connection.end();
  }
}

/** Loads the example into an empty installation; in one that has it, follows its receiver to the port of this start. Then books
 * what the newcomer watches leave; answers with the reason where a rule forbids that. */
async function prepareDemo(db: Database): Promise<string | undefined> {
  const { SIGNALBOX_RECEIVER_URL: url, SIGNALBOX_RECEIVER_SECRET: secret } = process.env;
  if (!url || !secret) throw new Error("In demo mode SIGNALBOX_RECEIVER_URL and SIGNALBOX_RECEIVER_SECRET are needed.");
  const [place] = await db.select({ setUpAt: installation.setUpAt }).from(installation);
  if (!place?.setUpAt) {
    await loadExampleOrganisation(db, systemNow(), { url, secretSealed: sealSecret(secret) }, true);
  } else {
    const isOwnReceiver = sql`${targets.url} ~ '^http://127\\.0\\.0\\.1:[0-9]+/deploy$'`;
    await db
      .update(targets)
      .set({ url })
      .where(and(isOwnReceiver, ne(targets.url, url)));
  }
  return await bookDemoDeparture(db, systemNow(), (digits) => randomBytes(digits / 2).toString("hex"));
}

/** A new token at each start: one that scrolled out of the terminal, or was seen by others, is worth nothing after the next. */
async function issueSetupToken(db: Database): Promise<Prepared> {
  const { token, hash } = newToken();
  const issued = await db
    .update(installation)
    .set({ setupTokenHash: hash })
    .where(and(eq(installation.id, 1), isNull(installation.setUpAt)))
    .returning({ id: installation.id });
  return issued.length > 0 ? { setupToken: token } : {};
}

console.log(JSON.stringify(await prepare()));
