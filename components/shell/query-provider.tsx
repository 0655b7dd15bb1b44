"use client";

import { type Query, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";

/** A refusal stays a refusal however often one asks; only a broken connection or a fault of ours is worth another try. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  return failures < 2 && refusalOfError(error).status >= 500;
}

/** What could not be read for such a reason is asked for again by itself, so that nobody needs to reload the page. */
function askAgainAfter({ state }: Query): number | false {
  return state.status === "error" && refusalOfError(state.error).status >= 500 ? 10_000 : false;
}

/** The browser's store of what was read. Live updates say when to ask again, so nothing is asked for just because time passed. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 30_000,
            retry: worthAnotherTry,
            refetchInterval: askAgainAfter,
            refetchOnWindowFocus: true,
          },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
