import { lookup } from "node:dns/promises";
import type { Reader } from "@/db/client";
import { targets } from "@/db/schema";
import type { DeclaredPlan } from "@/lib/domain/plan";
import type { Result } from "@/lib/domain/refusal";
import { checkTargetAddress, webhookAllowList } from "@/lib/webhooks/address";

/** Name servers may be slow; a file with a thousand hosts must not keep them, and us, busy for minutes. */
const mostMillis = 3_000;
const atOnce = 4;

/**
 * Whether the addresses that a file gives its targets, and no target has yet, may be called. Outside any transaction: a slow name
 * server must not hold locks. A name that does not resolve in time is taken, like one that does not resolve: each call looks again.
 */
export async function checkAddresses(reader: Reader, plan: DeclaredPlan): Promise<Map<string, Result<URL>>> {
  const known = new Set((await reader.select({ url: targets.url }).from(targets)).map(({ url }) => url));
  const wanted = [...new Set((plan.targets ?? []).map(({ url }) => url))].filter((url) => !known.has(url));
  const checked = new Map<string, Result<URL>>([...known].map((url) => [url, { ok: true, value: new URL(url) }]));
  const allow = webhookAllowList();
  const until = performance.now() + mostMillis;
  const resolve = async (host: string) => {
    if (performance.now() > until) return [];
    const found = lookup(host, { all: true, verbatim: true }).then((all) => all.map(({ address }) => address));
    return await Promise.race([found, emptyAfter(until - performance.now())]);
  };
  const check = async () => {
    for (let url = wanted.pop(); url !== undefined; url = wanted.pop())
      checked.set(url, await checkTargetAddress(url, allow, resolve));
  };
  await Promise.all(Array.from({ length: atOnce }, check));
  return checked;
}

function emptyAfter(millis: number): Promise<string[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), millis).unref());
}
