import { createRouterClient } from "@orpc/server";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { answeringErrors } from "./answer-errors";
import { contextOfHeaders } from "./request-context";
import { router } from "./router";

/** Every procedure, called inside the process for the page that is being rendered, with that visitor's rights. */
export function serverClient() {
  return createRouterClient(router, { context: contextOfHeaders, interceptors: answeringErrors });
}

/** Query options with the same keys as the browser's: what a page fetched is what its components find. */
export function serverApi() {
  return createTanstackQueryUtils(serverClient());
}
