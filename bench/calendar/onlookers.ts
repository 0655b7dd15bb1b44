import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import { gather } from "@/components/shell/gather";
import type { AppRouter } from "@/lib/rpc/router";

type Cookie = { name: string; value: string };
type Week = { environmentId: string; from: string; to: string };

/** As the pages of the product do it: the slots that changed, and the two numbers beside the navigation. */
const pauseMillis = { slots: 500, others: 2_000 };

/**
 * People who look at a week without a browser to draw it: each has an event stream of their own and asks, with their own session, for
 * the slots that it names.
 */
export async function startOnlookers(
  url: string,
  cookies: readonly Cookie[],
  week: Week,
): Promise<{ stop: () => void }> {
  const ended = new AbortController();
  await Promise.all(cookies.map((cookie) => look(url, cookie, week, ended.signal)));
  return { stop: () => ended.abort() };
}

async function look(url: string, { name, value }: Cookie, week: Week, signal: AbortSignal): Promise<void> {
  const headers = { cookie: `${name}=${value}`, origin: url };
  const client: RouterClient<AppRouter> = createORPCClient(new RPCLink({ url: `${url}/api/rpc`, headers }));
  const response = await fetch(`${url}/api/stream`, { headers, signal });
  if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`);
  // When it is over, the server is stopped under those who still ask.
  const untilTheEnd = (error: unknown) => {
    if (!signal.aborted) throw error;
  };
  const wanted = new Set<string>();
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    while (wanted.size > 0 && !signal.aborted) {
      const slotIds = [...wanted].slice(0, 500);
      for (const id of slotIds) wanted.delete(id);
      await client.slots.some({ ...week, slotIds }).catch(untilTheEnd);
    }
    asking = false;
  };
  const gathered = gather((ids: string[]) => {
    for (const id of ids) wanted.add(id);
    void ask();
  }, pauseMillis.slots);
  const others = gather((_: string[]) => {
    void Promise.all([client.handoffs.counts({}), client.approvals.counts({})]).catch(untilTheEnd);
  }, pauseMillis.others);
  void readLines(response.body, (line) => {
    if (!line.startsWith("data: ")) return;
    const { noun, id } = JSON.parse(line.slice("data: ".length)) as { noun: string; id?: string };
    if (noun === "slots" && id !== undefined) gathered.add(id);
    others.add(noun);
  }).catch(untilTheEnd);
}

async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  }
}
