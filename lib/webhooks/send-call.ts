import { type Agent, request } from "undici";
import { ForbiddenAddress } from "./guarded-agent";

/** What we keep of an answer, and what we read of it at most: an endless answer must not fill our memory. */
const keptBytes = 4 * 1024;
const readBytes = 64 * 1024;

export type Call = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** How long everything may take, from the first packet to the last byte of the answer. */
  timeoutMillis: number;
};

export type Answer =
  | { kind: "answered"; status: number; retryAfter: string | null; excerpt: string }
  /** `forbidden`: the address must not be called; trying again cannot help. */
  | { kind: "failed"; forbidden: boolean; error: string };

/**
 * Sends one POST and never throws: what goes wrong is an answer too. Redirects are not followed, since what was approved is the
 * address of the target and no other. The status counts as soon as it is there; what comes after it is read for the record, as
 * far as time and size allow.
 */
export async function sendCall(agent: Agent, call: Call): Promise<Answer> {
  const signal = AbortSignal.timeout(call.timeoutMillis);
  try {
    const { statusCode, headers, body } = await request(call.url, {
      method: "POST",
      dispatcher: agent,
      headers: { "content-type": "application/json", "user-agent": "Signalbox", ...call.headers },
      body: call.body,
      signal,
    });
    const after = headers["retry-after"];
    return {
      kind: "answered",
      status: statusCode,
      retryAfter: (Array.isArray(after) ? after[0] : after) ?? null,
      excerpt: await readExcerpt(body),
    };
  } catch (error) {
    return { kind: "failed", forbidden: isForbidden(error), error: reasonOf(error, call.timeoutMillis) };
  }
}

async function readExcerpt(body: AsyncIterable<Buffer> & { destroy: () => void }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      if (size < keptBytes) chunks.push(chunk.subarray(0, keptBytes - size));
      size += chunk.length;
      if (size >= readBytes) break;
    }
  } catch {
    // Cut off or too slow: what has come so far is the excerpt.
  } finally {
    body.destroy();
  }
  // Postgres stores no NUL; bytes that are no UTF-8 become the replacement character.
  return new TextDecoder().decode(Buffer.concat(chunks)).replaceAll("\u0000", "\ufffd");
}

function isForbidden(error: unknown): boolean {
  if (error instanceof ForbiddenAddress) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause !== undefined && isForbidden(cause);
}

/** What went wrong with a connection, in a sentence that gives nothing of ours away. */
export function reasonOf(error: unknown, timeoutMillis: number): string {
  if (isForbidden(error)) return "The address is inside the network or this machine and must not be called.";
  const { name, code, message } = (error ?? {}) as { name?: string; code?: string; message?: string };
  if (name === "TimeoutError" || name === "AbortError") {
    const seconds = Math.ceil(timeoutMillis / 1000);
    return `No answer within ${seconds} second${seconds === 1 ? "" : "s"}.`;
  }
  return plainReasons[code ?? ""] ?? `The connection failed: ${code ?? message ?? "unknown reason"}.`;
}

const plainReasons: Record<string, string> = {
  ECONNREFUSED: "The connection was refused: nothing listens there.",
  ECONNRESET: "The connection was broken off.",
  UND_ERR_SOCKET: "The connection was broken off.",
  ENOTFOUND: "The name of the host is unknown.",
  EAI_AGAIN: "The name of the host could not be looked up.",
  UND_ERR_CONNECT_TIMEOUT: "The host could not be reached in time.",
  ETIMEDOUT: "The host could not be reached in time.",
  EHOSTUNREACH: "There is no way to the host.",
  ENETUNREACH: "There is no way to the host.",
};
