import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { asc, eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, deliveries, deployments, freezes, releases, slots, targets } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { beginAttempts, leaseMillis } from "@/lib/deployments/commands/begin-attempts";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { readAllowList } from "@/lib/webhooks/allow-list";
import { guardedAgent } from "@/lib/webhooks/guarded-agent";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";
import { makeCaller } from "./caller";

const worker = { kind: "worker" } as const;
const { db } = testDatabase();
let org: Organisation;
let receiver: { url: string; received: { headers: IncomingMessage["headers"]; body: string }[]; stop: () => void };
let answer: (request: IncomingMessage, response: ServerResponse, attempt: number) => void;
let clock: Date;

beforeAll(async () => {
  const received: (typeof receiver)["received"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    answer(request, response, received.length);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  receiver = {
    url: `http://127.0.0.1:${port}/deploy`,
    received,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
});
afterAll(() => receiver.stop());

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  receiver.received.length = 0;
  answer = (_, response) => response.writeHead(202).end("taken");
});

const agent = guardedAgent(readAllowList(["127.0.0.1"]));
const caller = (more: { agent?: typeof agent; now?: () => Date } = {}) =>
  makeCaller({ db, agent: more.agent ?? agent, now: more.now ?? (() => clock) });

/** A deployment of a slot that has just opened; the clock stands at its start. */
async function openedDeployment(target: Partial<typeof targets.$inferInsert> = {}) {
  await db
    .update(targets)
    .set({ url: receiver.url, ...target })
    .where(eq(targets.id, org.targets.ledger.id));
  const { release } = await anAcceptedRelease(db, org);
  const slot = await aSlot(db, org, { releases: [release] });
  await anApproval(db, org, slot, org.people.releaseManager);
  clock = slot.during.start;
  await db.transaction((tx) => openDueSlots(tx, worker, clock, { limit: 100 }));
  const [deployment] = await db.select().from(deployments).where(eq(deployments.slotId, slot.id));
  if (!deployment) throw new Error("the slot did not open");
  return { ...deployment, slot, release };
}

const row = async (id: string) => {
  const [found] = await db.select().from(deployments).where(eq(deployments.id, id));
  if (!found) throw new Error("gone");
  return found;
};
const attemptsOf = (id: string) =>
  db.select().from(deliveries).where(eq(deliveries.deploymentId, id)).orderBy(asc(deliveries.attempt));
const releaseStatus = async (id: string) =>
  (await db.select({ status: releases.status }).from(releases).where(eq(releases.id, id)))[0]?.status;
const jobTimesOf = async (key: string) => {
  const { rows } = await db.execute<{ at: string }>(
    sql`select extract(epoch from run_at) * 1000 as at from graphile_worker.jobs where key = ${key}`,
  );
  return rows.map((job) => new Date(Number(job.at)));
};

describe("a call", () => {
  it("is signed by Standard Webhooks, carries the fencing number, and waits for the report", async () => {
    const { id, webhookId, fencingNumber, slot } = await openedDeployment();
    await caller()(id);
    const [call] = receiver.received;
    expect(call?.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": webhookId,
      "webhook-timestamp": String(clock.getTime() / 1000),
      "x-signalbox-fencing-number": String(fencingNumber),
    });
    const expected = new Webhook(org.targets.ledger.secret).sign(webhookId, clock, call?.body ?? "");
    expect(call?.headers["webhook-signature"]).toBe(expected);
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      type: "deployment.requested",
      timestamp: clock.toISOString(),
      data: {
        deploymentId: id,
        fencingNumber,
        slot: { id: slot.id, startsAt: slot.during.start.toISOString(), endsAt: slot.during.end.toISOString() },
      },
    });
    const reportUntil = new Date(clock.getTime() + org.targets.ledger.reportTimeoutSeconds * 1000);
    expect(await row(id)).toMatchObject({ status: "calling", acceptedAt: clock, reportUntil, callLeaseUntil: null });
    expect(await attemptsOf(id)).toMatchObject([
      { attempt: 1, statusCode: 202, responseExcerpt: "taken", error: null },
    ]);
    expect(await jobTimesOf(`expire:${id}`)).toEqual([reportUntil]);
  });

  it("case 13: of a slot that was open before is repeated in a freeze that has begun meanwhile, under the same id", async () => {
    answer = (_, response, attempt) => response.writeHead(attempt === 1 ? 503 : 202).end();
    const { id, webhookId, slot } = await openedDeployment();
    await caller()(id);
    await aFreeze(db, { name: "Incident", start: clock, end: slot.during.end });
    const [again] = await jobTimesOf(`call:${id}`);
    clock = again ?? clock;
    await caller()(id);
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([webhookId, webhookId]);
    expect(await row(id)).toMatchObject({ status: "calling", acceptedAt: clock });
    await db.update(freezes).set({ liftedAt: clock });
  });

  it("is not made again once it was accepted", async () => {
    const { id } = await openedDeployment();
    await caller()(id);
    await caller()(id);
    expect(receiver.received).toHaveLength(1);
  });

  it("counts as the deployment where the target says that a 2xx is success", async () => {
    const { id, slot, release } = await openedDeployment({ successBy: "accepted_call" });
    await caller()(id);
    expect(await row(id)).toMatchObject({ status: "succeeded", finishedAt: clock });
    expect(await releaseStatus(release.id)).toBe("released");
    expect((await db.select().from(slots).where(eq(slots.id, slot.id)))[0]).toMatchObject({ status: "closed" });
  });

  it("carries a signature by each secret while a rotation overlaps, and by the new one alone afterwards", async () => {
    const previous = newWebhookSecret();
    const overlap = {
      previousSecretSealed: sealSecret(previous),
      previousSecretUntil: new Date("2100-01-01T00:00:00Z"),
    };
    const during = await openedDeployment(overlap);
    await caller()(during.id);
    const signatures = String(receiver.received[0]?.headers["webhook-signature"]).split(" ");
    const body = receiver.received[0]?.body ?? "";
    expect(signatures).toEqual(
      [org.targets.ledger.secret, previous].map((secret) => new Webhook(secret).sign(during.webhookId, clock, body)),
    );
  });

  it("is tried again under the same id, with the same body, after 503, and not before Retry-After", async () => {
    const { id } = await openedDeployment();
    answer = (_, response, attempt) =>
      attempt === 1 ? response.writeHead(503, { "retry-after": "120" }).end() : response.writeHead(200).end();
    await caller()(id);
    const { nextCallAt, status } = await row(id);
    expect(status).toBe("calling");
    expect(nextCallAt?.getTime()).toBeGreaterThanOrEqual(clock.getTime() + 120_000);
    expect(await jobTimesOf(`call:${id}`)).toEqual([nextCallAt]);
    clock = nextCallAt ?? clock;
    await caller()(id);
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-timestamp"]).not.toBe(first?.headers["webhook-timestamp"]);
    expect((await attemptsOf(id)).map(({ statusCode }) => statusCode)).toEqual([503, 200]);
    expect((await row(id)).acceptedAt).toEqual(clock);
  });

  it("case 26: is given up when the next attempt would come after the slot's end", async () => {
    const { id, slot, release } = await openedDeployment();
    answer = (_, response) => response.writeHead(503, { "retry-after": "86400" }).end();
    await caller()(id);
    expect(await row(id)).toMatchObject({ status: "failed", nextCallAt: null });
    expect(await releaseStatus(release.id)).toBe("failed");
    expect((await db.select().from(slots).where(eq(slots.id, slot.id)))[0]?.status).toBe("closed");
  });

  it("case 26: is never sent after the slot's end, and says so", async () => {
    const { id, callUntil } = await openedDeployment();
    clock = callUntil;
    await caller()(id);
    expect(receiver.received).toHaveLength(0);
    expect(await row(id)).toMatchObject({
      status: "failed",
      message: "The slot ended before the receiver had accepted the call.",
    });
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, id))
      .orderBy(sql`id desc`)
      .limit(1);
    expect(event?.action).toBe("deployment.failed");
  });

  it("case 26: the database refuses to write down a sending after the slot's end", async () => {
    const { id, callUntil } = await openedDeployment();
    const late = { deploymentId: id, attempt: 1, url: receiver.url, requestBody: "{}", sentAt: callUntil };
    await expect(db.insert(deliveries).values(late)).rejects.toMatchObject({
      cause: { constraint: "deliveries_inside_slot" },
    });
  });

  it("ends for good at 4xx, and the answer is on the record", async () => {
    const { id } = await openedDeployment();
    answer = (_, response) => response.writeHead(400).end("no such cluster");
    await caller()(id);
    expect(await row(id)).toMatchObject({ status: "failed", message: "The receiver refused the call with 400." });
    expect(await attemptsOf(id)).toMatchObject([{ statusCode: 400, responseExcerpt: "no such cluster" }]);
  });

  it("switches the target off at 410, so that later slots show a closed gate", async () => {
    const { id } = await openedDeployment();
    answer = (_, response) => response.writeHead(410).end();
    await caller()(id);
    expect((await row(id)).status).toBe("failed");
    const [target] = await db.select().from(targets).where(eq(targets.id, org.targets.ledger.id));
    expect(target?.enabled).toBe(false);
  });

  it("does not follow a redirect", async () => {
    const { id } = await openedDeployment();
    answer = (_, response) => response.writeHead(307, { location: receiver.url }).end();
    await caller()(id);
    expect(receiver.received).toHaveLength(1);
    expect((await row(id)).status).toBe("failed");
  });

  it("counts as accepted by its status, however slow and long the rest of the answer is", async () => {
    const { id } = await openedDeployment({ callTimeoutSeconds: 1 });
    answer = (_, response) => {
      response.writeHead(200);
      response.write("x".repeat(100));
    };
    await caller()(id);
    expect((await row(id)).acceptedAt).toEqual(clock);
    expect((await attemptsOf(id))[0]?.responseExcerpt).toBe("x".repeat(100));
  });

  it("keeps 4 KiB of an endless answer and reads no more than 64", async () => {
    const { id } = await openedDeployment();
    let sent = 0;
    answer = (_, response) => {
      response.writeHead(200);
      const pump = () => {
        while (!response.destroyed && sent < 64 * 1024 * 1024) {
          sent += 16 * 1024;
          if (!response.write("y".repeat(16 * 1024))) return response.once("drain", pump);
        }
        return undefined;
      };
      pump();
    };
    await caller()(id);
    expect((await attemptsOf(id))[0]?.responseExcerpt).toHaveLength(4 * 1024);
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it("is tried again when no answer comes in time", async () => {
    const { id } = await openedDeployment({ callTimeoutSeconds: 1 });
    answer = () => undefined;
    await caller()(id);
    expect(await attemptsOf(id)).toMatchObject([{ statusCode: null, error: "No answer within 1 second." }]);
    expect((await row(id)).nextCallAt).not.toBeNull();
  });

  it("keeps bytes that are no text from breaking the record", async () => {
    const { id } = await openedDeployment();
    answer = (_, response) => response.writeHead(500).end(Buffer.from([0, 255, 65]));
    await caller()(id);
    expect((await attemptsOf(id))[0]?.responseExcerpt).toBe("\ufffd\ufffdA");
  });

  it("never goes to an address inside the network, whatever the row says", async () => {
    const { id } = await openedDeployment();
    await caller({ agent: guardedAgent(readAllowList([])) })(id);
    expect(receiver.received).toHaveLength(0);
    expect((await row(id)).status).toBe("failed");
    expect((await attemptsOf(id))[0]?.error).toContain("must not be called");
  });

  it("case 25: two workers at once make one call", async () => {
    const { id } = await openedDeployment();
    answer = (_, response) => void delay(100).then(() => response.writeHead(202).end());
    await Promise.all([caller()(id), caller()(id)]);
    expect(receiver.received).toHaveLength(1);
    expect(await attemptsOf(id)).toHaveLength(1);
  });

  it("case 25: a worker that died in the middle is taken over under the same id, once its lease is over", async () => {
    const { id, webhookId } = await openedDeployment();
    await beginAttempts(db, [id], clock);
    await caller()(id);
    expect(receiver.received).toHaveLength(0);
    clock = new Date(clock.getTime() + leaseMillis);
    await caller()(id);
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([webhookId]);
    expect((await attemptsOf(id)).map(({ attempt, answeredAt }) => [attempt, answeredAt !== null])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it("goes out for many at once in few transactions, and one that fails spoils no other", async () => {
    const { id } = await openedDeployment();
    const call = caller();
    const results = await Promise.allSettled([call(id), call("not-an-id"), call(id)]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(receiver.received).toHaveLength(1);
  });
});
