// @ts-check
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";

/**
 * The demo's receiver: what a customer's pipeline does, in one file. It checks the signature (Standard Webhooks), answers at
 * once that it has taken the order, "deploys" or "rolls back" for some seconds, and reports to the callback address, signed with the
 * same key.
 *
 * A version that contains "-fail" fails. Settings: PORT, SIGNALBOX_RECEIVER_SECRET (whsec_…), and
 * SIGNALBOX_RECEIVER_SECONDS, how long a deployment takes.
 *
 * @typedef {object} Order
 * @property {string} deploymentId
 * @property {string} [rollbackId] of an order to go back
 * @property {string} callbackUrl
 * @property {number} fencingNumber
 * @property {{ id: string, name: string }} service
 * @property {{ id: string, name: string }} environment
 * @property {{ version: string }} release
 * @property {{ release: { version: string } } | null} [previous] what ran before, of an order to go back
 */

const secret = process.env.SIGNALBOX_RECEIVER_SECRET;
if (!secret) throw new Error("SIGNALBOX_RECEIVER_SECRET is not set");
const webhook = new Webhook(secret);
const deploySeconds = Number(process.env.SIGNALBOX_RECEIVER_SECONDS ?? 5);

const LARGEST_ORDER_BYTES = 64 * 1024;
const REPORT_TRIES = 6;

/** @type {Record<string, (order: Order) => Promise<void>>} */
const orders = { "deployment.requested": deploy, "deployment.rollback_requested": rollBack };

/** Every attempt of a call carries the same id: an order taken once is answered again, not carried out again. */
const taken = new Set();
/** The highest fencing number seen for each service and environment: an order with a lower one comes too late. */
const highest = new Map();

const server = createServer((request, response) => {
  handle(request).then(
    ({ status, message }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
      console.log(`${request.method} ${request.url} → ${status} ${message}`);
    },
    (error) => {
      response.writeHead(500).end();
      console.error(error);
    },
  );
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const address = server.address();
  console.log(`The receiver listens on port ${address !== null && typeof address === "object" ? address.port : "?"}`);
});
process.once("SIGTERM", () => {
  server.close();
  // Deployments that run are a demo's: the report they owe is a timeout there, as it would be with a real pipeline.
  setTimeout(() => process.exit(0), 500).unref();
});

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<{ status: number, message: string }>}
 */
async function handle(request) {
  if (request.method !== "POST" || request.url !== "/deploy") return { status: 404, message: "POST /deploy" };
  const body = await readBody(request);
  if (body === null) return { status: 413, message: "too large" };
  try {
    webhook.verify(body, /** @type {Record<string, string>} */ (request.headers));
  } catch {
    return { status: 401, message: "the signature is wrong or too old" };
  }
  /** @type {{ type: string, data: Order }} */
  const { type, data: order } = JSON.parse(body);
  const carryOut = orders[type];
  if (carryOut === undefined) return { status: 422, message: `unknown order ${type}` };
  const id = order.rollbackId ?? order.deploymentId;
  if (taken.has(id)) return { status: 202, message: "taken before" };
  const place = `${order.service.id} ${order.environment.id}`;
  if (order.fencingNumber <= (highest.get(place) ?? 0))
    return { status: 409, message: "a later order was taken already" };
  taken.add(id);
  highest.set(place, order.fencingNumber);
  carryOut(order).catch((error) => console.error(`${id}: ${error.message}`));
  return { status: 202, message: "signature verified, order taken" };
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<string | null>}
 */
async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_ORDER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** @param {Order} order */
async function deploy(order) {
  const what = `${order.service.name} ${order.release.version} to ${order.environment.name}`;
  const start = Math.min(1, deploySeconds / 2);
  await delay(start * 1000);
  await report(order, { status: "running", message: `Deploying ${what}` });
  await delay((deploySeconds - start) * 1000);
  const fails = order.release.version.includes("-fail");
  await report(
    order,
    fails
      ? { status: "failed", message: `${what}: the new version does not answer its health check` }
      : { status: "succeeded", message: `${what}: all instances answer` },
  );
}

/** @param {Order} order */
async function rollBack(order) {
  const what = `${order.service.name} in ${order.environment.name}`;
  await delay(Math.min(1, deploySeconds / 2) * 1000);
  await report(order, { status: "running", message: `Going back from ${order.release.version}` });
  await delay((deploySeconds / 2) * 1000);
  const back =
    order.previous === null || order.previous === undefined ? "what ran before" : order.previous.release.version;
  await report(order, { status: "rolled_back", message: `${what}: ${back} runs again` });
}

/**
 * @param {Order} order
 * @param {{ status: "running" | "succeeded" | "failed" | "rolled_back", message: string }} content
 */
async function report(order, content) {
  const id = `msg_${randomUUID()}`;
  const body = JSON.stringify(content);
  for (let attempt = 1; ; attempt++) {
    const now = new Date();
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, now, body),
    };
    const answer = await fetch(order.callbackUrl, { method: "POST", headers, body }).catch(() => null);
    console.log(`${order.deploymentId}: reported ${content.status} → ${answer?.status ?? "no answer"}`);
    if (answer !== null && answer.status < 500) return;
    if (attempt === REPORT_TRIES) throw new Error(`the report "${content.status}" found no one`);
    await delay(500 * 2 ** attempt);
  }
}
