type ConnectionError = { code?: string; message?: string; cause?: unknown };

/** SQLSTATE of a server that stops, has crashed or is still starting (57P01 to 57P03), and of a connection that broke (08…). */
const saidByServer = /^(57P0[123]|08\w{3})$/;
const saidByNetwork = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"]);
/** pg has no code for it. */
const saidByClient = /^Connection terminated|connection error and is not queryable/;

/** Whether a statement failed because the database is away, and not because of what was asked. It may have been done all the same. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message, cause } = (error ?? {}) as ConnectionError;
  if (code !== undefined && (saidByServer.test(code) || saidByNetwork.has(code))) return true;
  if (message !== undefined && saidByClient.test(message)) return true;
  return cause !== undefined && cause !== error && isConnectionLost(cause);
}
