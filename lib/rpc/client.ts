import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import type { AppRouter } from "./router";

const link = new RPCLink({ url: () => `${window.location.origin}/api/rpc` });

/** Every procedure, called from the browser with the session's cookie. */
export const rpc: RouterClient<AppRouter> = createORPCClient(link);

/** The same as options for TanStack Query. Keys begin with the noun, which is how live updates find what to ask again. */
export const api = createTanstackQueryUtils(rpc);
