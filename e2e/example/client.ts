import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import type { Cookie } from "@playwright/test";
import type { AppRouter } from "@/lib/rpc/router";

/** Every procedure, called as a browser with these cookies would from the product's own pages. */
export type Client = RouterClient<AppRouter>;

/** What a journey is not about is set up through the product's own doors instead of by clicks. */
export function clientOf(cookies: readonly Cookie[], url: string): Client {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return createORPCClient(new RPCLink({ url: `${url}/api/rpc`, headers: { origin: url, cookie } }));
}
