// @ts-check
// A receiver of deployment calls, as a team would write one: it checks the signature, knows a repeated call, refuses an older
// one, says at once that it has understood, does its work, and reports. The demo's targets point here. It knows its own port
// and its own secret, and nothing of Signalbox but what docs/webhooks.md says.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";

const MOST_BYTES = 256 * 1024;
const REPORT_ATTEMPTS = 6;

const secret = process.env.SIGNALBOX_RECEIVER_SECRET ?? "";
const workSeconds = Number(process.env.SIGNALBOX_RECEIVER_SECONDS ?? 6);
const webhook = new Webhook(secret);

/** Calls by their `webhook-id`: the same one again is the same call. @type {Set<string>} */
const known = new Set();
/** The highest fencing number per service and environment: a lower one comes from an opening that is over. @type {Map<string, number>} */
const highest = new Map();

/**
 * @typedef {object} Requested
 * @property {string} deploymentId
 * @property {string} callbackUrl
 * @property {number} fencingNumber
 * @property {{ id: string, name: string }} service
 * @property {{ id: string, name: string }} environment
 * @property {{ version: string }} release
 */

const server = createServer(async (request, response) => {
  const answer = (/** @type {number} */ status, /** @type {string} */ message) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
  };
  if (request.method === "GET" && request.url === "/health") return answer(200, "listening");
  if (request.method !== "POST" || request.url !== "/deploy") return answer(404, "POST /deploy");
  try {
    const body = await read(request);
    if (body === undefined) return answer(413, "The call is too large.");
    const headers = /** @type {Record<string, string>} */ (request.headers);
    /** @type {{ type: string, data: Requested }} */
    let call;
    try {
      call = /** @type {{ type: string, data: Requested }} */ (webhook.verify(body, headers));
    } catch {
      return answer(401, "The signature is wrong or too old.");
    }
    const [status, message] = take(headers["webhook-id"] ?? "", call.data);
    answer(status, message);
  } catch (error) {
    answer(500, "This receiver failed.");
    say("failed", { reason: /** @type {Error} */ (error).message });
  }
});

/**
 * @param {string} webhookId
 * @param {Requested} data
 * @returns {[number, string]}
 */
function take(webhookId, data) {
  if (known.has(webhookId)) return [200, "This call was taken before."];
  const place = `${data.service.id} ${data.environment.id}`;
  if (data.fencingNumber < (highest.get(place) ?? 0)) return [409, "A later slot has opened for this service already."];
  known.add(webhookId);
  highest.set(place, data.fencingNumber);
  void deploy(data).catch((error) => say("report failed", { reason: error.message }));
  return [202, "Deploying."];
}

/** @param {Requested} data */
async function deploy(data) {
  const what = `${data.service.name} ${data.release.version} to ${data.environment.name}`;
  say("deploying", { what });
  await delay(workSeconds * 150);
  await report(data, "running", `Rolling out ${what}.`);
  await delay(workSeconds * 850);
  await report(data, "succeeded", `${what}: all instances healthy.`);
  say("deployed", { what });
}

/**
 * Signed with the target's secret, as the call was. Repeated under the same id while Signalbox does not answer; an id that it
 * knows already (409) has arrived.
 *
 * @param {Requested} data
 * @param {"running" | "succeeded" | "failed"} status
 * @param {string} message
 */
async function report({ callbackUrl }, status, message) {
  const id = `msg_${randomUUID()}`;
  const body = JSON.stringify({ status, message });
  for (let attempt = 1; attempt <= REPORT_ATTEMPTS; attempt++) {
    const now = new Date();
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, now, body),
    };
    const answered = await fetch(callbackUrl, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (answered !== undefined && answered.status < 500) {
      if (!answered.ok)
        say("report refused", { status: answered.status, answer: (await answered.text()).slice(0, 300) });
      return;
    }
    await delay(500 * 2 ** attempt);
  }
  say("report given up", { callbackUrl });
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<string | undefined>}
 */
async function read(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * @param {string} msg
 * @param {Record<string, unknown>} more
 */
function say(msg, more) {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), process: "receiver", msg, ...more })}\n`);
}

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    process.exit(0);
  });
}
server.listen(Number(process.env.PORT), "127.0.0.1", () => {
  const address = server.address();
  say("listening", { port: typeof address === "object" ? address?.port : address });
});
