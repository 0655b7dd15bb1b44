import ipaddr from "ipaddr.js";
import { type Agent, request } from "undici";
import { type Result, refuse } from "@/lib/domain/refusal";
import { checkTargetAddress, placeOf, webhookAllowList } from "@/lib/webhooks/address";
import type { AllowList } from "@/lib/webhooks/allow-list";
import { guardedAgent } from "@/lib/webhooks/guarded-agent";
import { reasonOf } from "@/lib/webhooks/send-call";
import { maxCalendarBytes } from "./read-calendar";

/** `unchanged`: the calendar is what it was when it carried this ETag. */
export type FetchedCalendar =
  | { kind: "fetched"; text: string; etag: string | null }
  | { kind: "unchanged" }
  | { kind: "failed"; reason: string };

const timeoutMillis = 20_000;
const mostRedirects = 3;
const megabytes = maxCalendarBytes / 1024 / 1024;

/**
 * Judges the address of a calendar before it is saved: https (webcal is that), no user name, no address inside the network. Plain http
 * passes where an administrator has allowed the host by name. Refuses (`target_address_forbidden`) with the field `url`.
 */
export async function checkCalendarAddress(text: string, allow: AllowList = webhookAllowList()): Promise<Result<URL>> {
  const written = text.trim().replace(/^webcals?:\/\//i, "https://");
  const no = (message: string) => refuse("target_address_forbidden", message, { field: "url" });
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined) return no("This is no address. It begins with https:// or webcal://.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isAllowed(url, allow)))
    return no("A calendar is fetched by https, so that nobody on the way can read or change it.");
  if (url.username !== "" || url.password !== "") return no("An address must not carry a user name or password.");
  url.hash = "";
  return await checkTargetAddress(url.href, allow);
}

function isAllowed(url: URL, allow: AllowList): boolean {
  const { host, port } = placeOf(url);
  return allow.host(host, port) || (ipaddr.isValid(host) && allow.address(ipaddr.process(host), port));
}

/**
 * Fetches a calendar and never throws: what goes wrong is an answer with its reason. Reads no more than `maxCalendarBytes`, whatever is
 * sent, and for twenty seconds at most. Each redirect is judged like the address itself; the connection judges once more.
 */
export async function fetchCalendar(
  address: string,
  etag: string | null,
  allow: AllowList = webhookAllowList(),
): Promise<FetchedCalendar> {
  const agent = guardedAgent(allow);
  const signal = AbortSignal.timeout(timeoutMillis);
  try {
    let next = address;
    for (let step = 0; step <= mostRedirects; step++) {
      const checked = await checkCalendarAddress(next, allow);
      if (!checked.ok)
        return {
          kind: "failed",
          reason: step === 0 ? checked.refusal.message : `It leads on to another address. ${checked.refusal.message}`,
        };
      const answer = await get(agent, checked.value, etag, signal);
      if (!("location" in answer)) return answer;
      if (!URL.canParse(answer.location, checked.value))
        return { kind: "failed", reason: "It leads on to something that is no address." };
      next = new URL(answer.location, checked.value).href;
    }
    return { kind: "failed", reason: `It leads on to another address more than ${mostRedirects} times.` };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error, timeoutMillis) };
  } finally {
    void agent.destroy();
  }
}

async function get(
  agent: Agent,
  url: URL,
  etag: string | null,
  signal: AbortSignal,
): Promise<FetchedCalendar | { location: string }> {
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    signal,
    headers: {
      accept: "text/calendar, text/plain;q=0.5, */*;q=0.1",
      "user-agent": "Signalbox",
      ...(etag === null ? {} : { "if-none-match": etag }),
    },
  });
  // What is not read to its end is broken off, and says so; unheard that would end the process.
  body.on("error", () => {});
  const header = (name: string) => [headers[name]].flat()[0];
  const location = header("location");
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && location !== undefined) {
    body.destroy();
    return { location };
  }
  if (statusCode === 304 || statusCode !== 200) body.destroy();
  if (statusCode === 304) return { kind: "unchanged" };
  if (statusCode !== 200)
    return { kind: "failed", reason: `The server answered ${statusCode}${statusWords[statusCode] ?? ""}.` };
  const text = await readBounded(body, Number(header("content-length") ?? 0), header("content-type"));
  if (text === undefined) return { kind: "failed", reason: `The calendar is larger than ${megabytes} MB.` };
  return { kind: "fetched", text, etag: header("etag")?.slice(0, 200) ?? null };
}

const statusWords: Record<number, string> = {
  401: ": it wants a password. Use the calendar's secret address instead",
  403: ": it forbids reading",
  404: ": there is nothing at the address",
  410: ": the calendar is gone",
};

/** `undefined`: there is more than is read. What comes after that is never held. */
async function readBounded(
  body: AsyncIterable<Buffer> & { destroy: () => void },
  announced: number,
  type: string | undefined,
) {
  const chunks: Buffer[] = [];
  let size = 0;
  if (announced <= maxCalendarBytes) {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxCalendarBytes) break;
      chunks.push(chunk);
    }
  }
  if (announced > maxCalendarBytes || size > maxCalendarBytes) {
    body.destroy();
    return undefined;
  }
  return decoder(type).decode(Buffer.concat(chunks));
}

function decoder(type: string | undefined): InstanceType<typeof TextDecoder> {
  const charset = /charset="?([\w-]+)/i.exec(type ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
