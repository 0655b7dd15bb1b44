// @ts-check
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below what systems hand out to outgoing connections (from 32768 on Linux, 49152 elsewhere): a port that was free when it
 * was looked for is still free when a server has started and listens on it seconds later.
 */
const CHOICE = { from: 20_000, below: 32_000 };
const MOST_TRIES = 100;

/** A server may listen on one of them alone, and on some systems that does not keep another from the same port elsewhere. */
const EVERY_ADDRESS = ["::", "0.0.0.0", "127.0.0.1"];

/**
 * @param {number} [preferred] taken when it is free
 * @returns {Promise<number>} a port on which nobody listens, on no address
 */
export async function freePort(preferred) {
  if (preferred !== undefined && (await isPortFree(preferred))) return preferred;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = randomInt(CHOICE.from, CHOICE.below);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`This machine has no free port from ${CHOICE.from} to ${CHOICE.below}.`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether it could be bound just now, on every address
 */
export async function isPortFree(port) {
  for (const host of EVERY_ADDRESS) if (!(await canListen(port, host))) return false;
  return true;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      // No IPv6 on this machine: nobody can be listening there either.
      if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(true);
      else if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
