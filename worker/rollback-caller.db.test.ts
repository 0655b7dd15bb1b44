import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { asc, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deployments, releases, rollbackDeliveries, rollbacks, slots, targets } from "@/db/schema";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { leaseMillis } from "@/lib/deployments/commands/begin-attempts";
import { beginRollbackAttempt } from "@/lib/deployments/commands/begin-rollback-attempt";
import { rollBack } from "@/lib/deployments/commands/roll-back";
import { readAllowList } from "@/lib/webhooks/allow-list";
import { guardedAgent } from "@/lib/webhooks/guarded-agent";
import { makeRollbackCaller } from "./rollback-caller";

type Received = { headers: IncomingMessage["headers"]; body: string };

const { db } = testDatabase();
const agent = guardedAgent(readAllowList(["127.0.0.1"]));
let org: Organisation;
let url: string;
let stop: () => void;
let received: Received[] = [];
let answer: (response: ServerResponse, attempt: number) => void;
let clock: Date;

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    answer(response, received.length);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/deploy`;
  stop = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterAll(() => stop());

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  received = [];
  answer = (response) => response.writeHead(202).end("taken");
});

const callBack = () => makeRollbackCaller({ db, agent, now: () => clock });

/** A rollback that was asked for a moment ago. */
async function asked(target: Partial<typeof targets.$inferInsert> = {}) {
  await db
    .update(targets)
    .set({ url, ...target })
    .where(eq(targets.id, org.targets.ledger.id));
  const deployed = await aDeployment(db, org);
  clock = deployed.at;
  const input = { deploymentId: deployed.id, reason: "It is slow" };
  const done = await db.transaction((tx) => rollBack(tx, actorOf(org.people.releaseManager), input, clock));
  if (!done.ok) throw new Error(done.refusal.message);
  return { ...done.value, deployed };
}

const row = async (id: string) => {
  const [found] = await db.select().from(rollbacks).where(eq(rollbacks.id, id));
  if (!found) throw new Error("gone");
  return found;
};
const attemptsOf = (id: string) =>
  db
    .select()
    .from(rollbackDeliveries)
    .where(eq(rollbackDeliveries.rollbackId, id))
    .orderBy(asc(rollbackDeliveries.attempt));
const deploymentStatus = async (id: string) =>
  (await db.select().from(deployments).where(eq(deployments.id, id)))[0]?.status;

describe("the call of a rollback", () => {
  it("is signed by Standard Webhooks under its own id and fencing number, and waits for the report", async () => {
    const { rollbackId } = await asked();
    await callBack()(rollbackId);
    const { webhookId, fencingNumber } = await row(rollbackId);
    const [call] = received;
    expect(call?.headers).toMatchObject({
      "webhook-id": webhookId,
      "x-signalbox-fencing-number": String(fencingNumber),
    });
    const expected = new Webhook(org.targets.ledger.secret).sign(webhookId, clock, call?.body ?? "");
    expect(call?.headers["webhook-signature"]).toBe(expected);
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      type: "deployment.rollback_requested",
      data: { rollbackId, fencingNumber, reason: "It is slow" },
    });
    const reportUntil = new Date(clock.getTime() + org.targets.ledger.reportTimeoutSeconds * 1000);
    expect(await row(rollbackId)).toMatchObject({ status: "calling", acceptedAt: clock, reportUntil });
    await callBack()(rollbackId);
    expect(received).toHaveLength(1);
  });

  it("is all there is where the target says that a 2xx is success", async () => {
    const { rollbackId, deployed } = await asked({ successBy: "accepted_call" });
    await callBack()(rollbackId);
    expect(await row(rollbackId)).toMatchObject({ status: "rolled_back", finishedAt: clock });
    expect(await deploymentStatus(deployed.id)).toBe("rolled_back");
    const [release] = await db.select().from(releases).where(eq(releases.id, deployed.release.id));
    expect(release?.status).toBe("rolled_back");
  });

  it("is tried again after 503 with jitter, under the same id and with the same body, each attempt on the record", async () => {
    const { rollbackId } = await asked();
    answer = (response, attempt) => response.writeHead(attempt === 1 ? 503 : 202).end();
    await callBack()(rollbackId);
    const { nextCallAt } = await row(rollbackId);
    const wait = (nextCallAt?.getTime() ?? 0) - clock.getTime();
    expect(wait).toBeGreaterThanOrEqual(500);
    expect(wait).toBeLessThanOrEqual(1_001);
    clock = nextCallAt ?? clock;
    await callBack()(rollbackId);
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(received[1]?.headers["webhook-id"]).toBe(received[0]?.headers["webhook-id"]);
    expect((await attemptsOf(rollbackId)).map(({ statusCode }) => statusCode)).toEqual([503, 202]);
  });

  it("is given up when no attempt fits before its own limit, and never sent after it", async () => {
    const { rollbackId, deployed } = await asked();
    answer = (response) => response.writeHead(503, { "retry-after": "7200" }).end();
    await callBack()(rollbackId);
    expect(await row(rollbackId)).toMatchObject({
      status: "failed",
      message: "The receiver answered 503. The time for calls ends before the next attempt.",
    });
    expect(await deploymentStatus(deployed.id)).toBe("failed");
  });

  it("is never sent after its limit", async () => {
    const { rollbackId } = await asked();
    clock = (await row(rollbackId)).callUntil;
    await callBack()(rollbackId);
    expect(received).toHaveLength(0);
    expect(await row(rollbackId)).toMatchObject({
      status: "failed",
      message: "The receiver did not accept the call in time.",
    });
  });

  it("switches the target off at 410, as a deployment's call does", async () => {
    const { rollbackId } = await asked();
    answer = (response) => response.writeHead(410).end();
    await callBack()(rollbackId);
    expect((await row(rollbackId)).status).toBe("failed");
    const [target] = await db.select().from(targets).where(eq(targets.id, org.targets.ledger.id));
    expect(target?.enabled).toBe(false);
  });

  it("case 25: two workers at once make one call", async () => {
    const { rollbackId } = await asked();
    answer = (response) => void delay(100).then(() => response.writeHead(202).end());
    await Promise.all([callBack()(rollbackId), callBack()(rollbackId)]);
    expect(received).toHaveLength(1);
  });

  it("case 25: a worker that died in the middle is taken over under the same id, once its lease is over", async () => {
    const { rollbackId } = await asked();
    await beginRollbackAttempt(db, rollbackId, clock);
    await callBack()(rollbackId);
    expect(received).toHaveLength(0);
    clock = new Date(clock.getTime() + leaseMillis);
    await callBack()(rollbackId);
    expect(received).toHaveLength(1);
    expect((await attemptsOf(rollbackId)).map(({ attempt, answeredAt }) => [attempt, answeredAt !== null])).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});
