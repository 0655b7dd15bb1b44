import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client";
import { newId } from "@/db/id";
import { migrateDatabase } from "@/db/migrate";
import { type Announcement, announce } from "@/db/notify";
import { anApiToken } from "@/db/testing/api-token";
import { type BookingGround, prepareBookers, quarterOf } from "@/db/testing/bookers";
import { prepareDuePlan, prepareDueSlots } from "@/db/testing/due-slots";
import { aPersonWithPassword } from "@/db/testing/person-with-password";
import { root } from "./launch/root.mjs";
import { discardData } from "./postgres/discard-data.mjs";
import { type EmbeddedPostgres, startPostgres } from "./postgres/start-postgres.mjs";
import { type Program, startWeb, startWorker, type Web } from "./testing/start-program";
import { makeTemporaryData } from "./testing/temporary-data.mjs";

/** Two web processes and two workers of the production build on one database, as on two machines behind a load balancer. */

const bookerCount = 40;

let dataDirectory: string;
let postgres: EmbeddedPostgres;
let connection: Connection;
let receiver: Server;
let a: Web;
let b: Web;
let programs: Program[] = [];
let ground: BookingGround;
/** The `webhook-id` of every call that arrived. */
const calls: string[] = [];

beforeAll(async () => {
  dataDirectory = await makeTemporaryData();
  postgres = await startPostgres({ dataDirectory });
  await migrateDatabase(postgres.url, join(root, "db", "migrations"));
  connection = connect(postgres.url);
  receiver = createServer((request, response) => {
    calls.push(String(request.headers["webhook-id"]));
    request.resume().on("end", () => response.writeHead(202).end());
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));

  const secret = "a secret of the tests, used nowhere else";
  const settings = { SIGNALBOX_URL: "http://signalbox.example", SIGNALBOX_WEBHOOK_ALLOW: receiverAddress() };
  // What is prepared here is sealed with the same secret.
  Object.assign(process.env, settings, { DATABASE_URL: postgres.url, SIGNALBOX_SECRET: secret });
  const shared = { dataDirectory, databaseUrl: postgres.url, secret };
  const [one, other, worker] = await Promise.all([
    startWeb(shared, settings),
    startWeb(shared, settings),
    startWorker(shared, settings),
  ]);
  [a, b] = [one, other];
  programs = [one, other, worker, await startWorker(shared, settings)];
  ground = await prepareBookers(connection.db, new Date(), bookerCount);
});

afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  receiver?.close();
  await connection?.end();
  await postgres?.stop("immediate");
  await discardData(dataDirectory);
});

const receiverAddress = () => `127.0.0.1:${(receiver.address() as AddressInfo).port}`;

/** The header that says who asks. */
type Caller = { authorization: string } | { cookie: string };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A call of the API of one of the two web processes. */
async function ask(web: Web, caller: Caller, path: string, body?: object) {
  const headers = { ...caller, origin: web.url, "content-type": "application/json" };
  const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${web.url}/api/v1${path}`, { headers, ...request });
  return { status: response.status, answer: await response.json() };
}

/** The first quarters of an hour of the n-th opening, in lane 1. */
function place(openingNumber: number, quarter = 0) {
  const opening = ground.openings[openingNumber];
  if (!opening) throw new Error("the window has no such opening");
  const { start, end } = quarterOf(opening, quarter);
  return { occurrenceId: opening.id, lane: 1, during: { start: start.toISOString(), end: end.toISOString() } };
}

const booker = (index: number) => {
  const found = ground.bookers[index];
  if (!found) throw new Error("there is no such booker");
  return found;
};

async function until(condition: () => boolean | Promise<boolean>) {
  const deadline = performance.now() + 40_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("it did not happen in time");
    await delay(25);
  }
}

/** The ids of what an open event stream tells of one noun, growing as it comes. */
async function listen(web: Web, caller: Caller, noun: Announcement["noun"]) {
  const stop = new AbortController();
  const response = await fetch(`${web.url}/api/stream`, { headers: caller, signal: stop.signal });
  const heard: string[] = [];
  let text = "";
  const reading = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data === undefined) continue;
        const change = JSON.parse(data) as { noun: string; id?: string };
        if (change.noun === noun) heard.push(change.id ?? "");
      }
    }
  })();
  const end = async () => {
    stop.abort();
    await reading.catch(() => undefined);
  };
  // The process behind it begins to listen with its first stream, a moment later.
  const sign = newId();
  await until(async () => {
    await announce(connection.db, { noun, id: sign });
    return heard.includes(sign);
  });
  return { heard, end };
}

/** Signs in at one of them as a browser does, and gives back the session's cookie. */
async function signIn(web: Web, { email, password }: { email: string; password: string }) {
  const begin = await fetch(`${web.url}/api/auth/csrf`);
  const { csrfToken } = (await begin.json()) as { csrfToken: string };
  const cookiesOf = (response: Response) => response.headers.getSetCookie().map((each) => each.split(";")[0] ?? "");
  const response = await fetch(`${web.url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(begin).join("; "), origin: web.url },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  const session = cookiesOf(response).find((each) => each.startsWith("signalbox.session="));
  if (!session) throw new Error(`not signed in: ${response.status}`);
  return { cookie: session };
}

describe("two web processes on one database", () => {
  it("give one place to exactly one of forty bookers who ask both, and tell the others who has it and what is free instead", async () => {
    const tokens = await Promise.all(ground.bookers.map(({ actor }) => anApiToken(connection.db, actor)));
    const answers = await Promise.all(
      ground.bookers.map(({ releaseId }, index) =>
        ask(index % 2 === 0 ? a : b, bearer(tokens[index] ?? ""), "/slots", {
          ...place(0),
          releaseIds: [releaseId],
        }),
      ),
    );
    const [won, ...more] = answers.filter(({ status }) => status < 300);
    expect(more).toEqual([]);
    const live = sql`select id from slots where occurrence_id = ${place(0).occurrenceId} and live`;
    expect((await connection.db.execute(live)).rows).toEqual([{ id: won?.answer.slotId }]);
    const lost = answers.filter((each) => each !== won);
    expect(lost).toHaveLength(bookerCount - 1);
    for (const { status, answer } of lost) {
      expect({ status, code: answer.code }).toEqual({ status: 409, code: "lane_taken" });
      // At the same time, in another lane.
      expect(answer.data.nextOpen).toBe(place(0).during.start);
      const names = answer.data.rules.map(({ name }: { name: string }) => name);
      expect(names).toEqual(expect.arrayContaining(["Lane 1", "Free instead"]));
    }
  });

  it("tell a browser at one of a booking made at the other", async () => {
    const { actor, releaseId } = booker(0);
    const caller = bearer(await anApiToken(connection.db, actor));
    const stream = await listen(b, caller, "slots");
    const { answer } = await ask(a, caller, "/slots", { ...place(1), releaseIds: [releaseId] });
    await until(() => stream.heard.includes(answer.slotId));
    await stream.end();
  });

  it("know each other's sessions, and one ended at the one has ended at the other", async () => {
    const person = await aPersonWithPassword(connection.db, { name: "Two Desks", roles: [{ role: "developer" }] });
    const caller = await signIn(a, person);
    expect(await ask(b, caller, "/me")).toMatchObject({ status: 200, answer: { personId: person.id } });
    expect((await ask(a, caller, "/me/sign-out-everywhere", {})).status).toBe(200);
    expect((await ask(b, caller, "/me")).status).toBe(401);
  });

  it("know each other's tokens, and one revoked at the one is worth nothing at the other", async () => {
    const person = await aPersonWithPassword(connection.db, { name: "Pipe Owner", roles: [{ role: "developer" }] });
    const owner = await signIn(b, person);
    const { answer } = await ask(a, owner, "/tokens", { name: "pipeline", permissions: ["plan.read"] });
    const pipeline = bearer(answer.token);
    expect((await ask(b, pipeline, "/environments")).status).toBe(200);
    expect((await ask(a, owner, `/tokens/${answer.tokenId}/revoke`, {})).status).toBe(200);
    expect((await ask(b, pipeline, "/environments")).status).toBe(401);
  });
});

describe("two workers beside them", () => {
  it("open each due slot once, call each once, and both web processes tell of it", async () => {
    const { actor } = booker(0);
    const caller = bearer(await anApiToken(connection.db, actor));
    const streams = await Promise.all([a, b].map((web) => listen(web, caller, "slots")));
    const count = 30;
    const plan = await prepareDuePlan(connection.db, new Date(), count);
    const start = new Date(Date.now() + 3_000);
    const starts = Array.from({ length: count }, () => start);
    await prepareDueSlots(connection.db, plan, `http://${receiverAddress()}/deploy`, starts, "due");
    await until(async () => (await acceptedDeployments()).length === count);
    const accepted = await acceptedDeployments();
    expect(calls.toSorted()).toEqual(accepted.map(({ webhookId }) => webhookId).toSorted());
    expect(new Set(accepted.map(({ slotId }) => slotId)).size).toBe(count);
    for (const { heard, end } of streams) {
      await until(() => accepted.every(({ slotId }) => heard.includes(slotId)));
      await end();
    }
  });

  /** Every deployment whose call was accepted; one that was opened or called twice stands here twice. */
  async function acceptedDeployments() {
    const { rows } = await connection.db.execute<{ webhookId: string; slotId: string }>(sql`
      select d.webhook_id as "webhookId", d.slot_id as "slotId"
      from deployments d join deliveries v on v.deployment_id = d.id where d.accepted_at is not null`);
    return rows;
  }
});
