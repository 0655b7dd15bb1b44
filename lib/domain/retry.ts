/** What an HTTP answer to a call means. `gone`: 410, the receiver wants no more calls. `refused`: trying again cannot help. */
export type AnswerVerdict = "accepted" | "retry" | "gone" | "refused";

const firstDelayMs = 1000;
const longestDelayMs = 5 * 60_000;

/**
 * Judges the status of an answer. 2xx is accepted. Worth another attempt: 408, 425, 429 and every 5xx; no answer at all is the
 * caller's to retry too. Redirects are not followed and 4xx says that the call itself is wrong: both refused.
 */
export function judgeAnswer(status: number): AnswerVerdict {
  if (status >= 200 && status < 300) return "accepted";
  if (status === 410) return "gone";
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "retry";
  return "refused";
}

/**
 * Reads a Retry-After header (RFC 9110 10.2.3): seconds, or an HTTP date. `undefined` when there is none or it makes no sense.
 */
export function parseRetryAfter(header: string | null | undefined, now: Date): Date | undefined {
  if (header === null || header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return new Date(now.getTime() + Number(text) * 1000);
  if (!/^[A-Z][a-z]{2,8}, /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at);
}

/**
 * When to try again after `attempt` failed attempts (1 = the first has failed), or `null` when no attempt would start before
 * the deadline, the slot's end: a call is never sent after it (case 26).
 *
 * The wait doubles from one second to five minutes at most, and half of it is random, so that five hundred calls that failed
 * together do not come back together. `retryAfter` is honoured when it asks for a longer wait.
 *
 * @param random a number in [0, 1), the caller's dice
 */
export function nextAttemptAt(
  attempt: number,
  now: Date,
  deadline: Date,
  retryAfter: Date | undefined,
  random: number,
): Date | null {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, attempt - 1));
  const own = now.getTime() + ceiling / 2 + (ceiling / 2) * random;
  const at = Math.ceil(Math.max(own, retryAfter?.getTime() ?? 0));
  return at < deadline.getTime() ? new Date(at) : null;
}
