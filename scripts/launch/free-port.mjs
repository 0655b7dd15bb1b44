// @ts-check
import { createServer } from "node:net";

/**
 * @param {object} [options]
 * @param {number} [options.port] the one to try; 0 lets the system choose
 * @param {string} [options.host]
 * @returns {Promise<number | null>} the port when it could be bound just now, else null
 */
export function tryPort({ port = 0, host = "127.0.0.1" } = {}) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      // No IPv6 on this machine: nobody can be listening there either.
      if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(port);
      else if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : null));
    });
  });
}

/**
 * @param {number} [preferred] taken when it is free
 * @returns {Promise<number>}
 */
export async function freePort(preferred) {
  const port = (preferred ? await tryPort({ port: preferred }) : null) ?? (await tryPort());
  if (port === null) throw new Error("This machine has no free port on 127.0.0.1.");
  return port;
}
