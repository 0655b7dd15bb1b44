import { dehydrate, type FetchQueryOptions, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

// Options of different procedures have different types; all that counts here is that they can be fetched.
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyQuery = FetchQueryOptions<any, any, any, any>;

/**
 * Fetches on the server what the components below will ask for, so that the first paint has its data. A refused query is
 * left to the browser, whose component shows why.
 */
export async function Hydrate({ queries, children }: { queries: readonly AnyQuery[]; children: ReactNode }) {
  const client = new QueryClient();
  await Promise.all(queries.map((query) => client.prefetchQuery(query)));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
