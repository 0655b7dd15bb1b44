// @ts-check
import { join } from "node:path";
import { webServer } from "./build.mjs";
import { bundlePath } from "./bundles.mjs";
import { root } from "./root.mjs";

/**
 * So many milliseconds a connection may rest between two requests. Longer than load balancers and clients let one rest (a minute, mostly):
 * whoever closes first must not be the server, or a request that is just being sent is lost.
 */
const KEEP_ALIVE_TIMEOUT = "75000";

/**
 * @typedef {object} Installation
 * @property {number} port
 * @property {string} secret
 * @property {string} databaseUrl
 * @property {{ port: number, secret: string } | null} receiver only in the demo
 */

/**
 * @param {Installation} installation
 * @returns {NodeJS.ProcessEnv} what every process of the installation is told
 */
export function sharedEnvironment({ port, secret, databaseUrl, receiver }) {
  const shared = {
    ...process.env,
    NODE_ENV: /** @type {const} */ ("production"),
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    SIGNALBOX_SECRET: secret,
    SIGNALBOX_URL: process.env.SIGNALBOX_URL || `http://localhost:${port}`,
    SIGNALBOX_DEMO: receiver === null ? "0" : "1",
  };
  if (receiver === null) return shared;
  const address = `127.0.0.1:${receiver.port}`;
  const allowed = [process.env.SIGNALBOX_WEBHOOK_ALLOW, address].filter(Boolean).join(",");
  return {
    ...shared,
    SIGNALBOX_WEBHOOK_ALLOW: allowed,
    SIGNALBOX_RECEIVER_URL: `http://${address}/deploy`,
    SIGNALBOX_RECEIVER_SECRET: receiver.secret,
  };
}

/**
 * @param {Installation} installation
 * @returns {import("./child.mjs").Program[]} the processes that make up a running Signalbox
 */
export function programs(installation) {
  const env = sharedEnvironment(installation);
  const web = {
    name: "web",
    args: [webServer],
    env: { KEEP_ALIVE_TIMEOUT, ...env, HOSTNAME: "0.0.0.0", SIGNALBOX_PROCESS: "web" },
  };
  const worker = {
    name: "worker",
    args: ["--enable-source-maps", bundlePath("worker")],
    env: { ...env, SIGNALBOX_PROCESS: "worker" },
  };
  if (installation.receiver === null) return [web, worker];
  const receiver = {
    name: "receiver",
    args: [join(root, "scripts", "receiver.mjs")],
    // It is a customer's program: it knows its own port and key, and nothing else of ours.
    env: {
      NODE_ENV: /** @type {const} */ ("production"),
      PATH: process.env.PATH,
      PORT: String(installation.receiver.port),
      SIGNALBOX_RECEIVER_SECRET: installation.receiver.secret,
    },
  };
  return [web, worker, receiver];
}
