import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  QueryClient,
} from "@tanstack/react-query";
import type { ReactNode } from "react";

// Options of different procedures have different types; all that counts here is that they can be fetched.
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyQuery = FetchQueryOptions<any, any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyList = FetchInfiniteQueryOptions<any, any, any, any, any>;

type HydrateProps = {
  queries: readonly AnyQuery[];
  /** Lists that grow page by page; their first page is fetched. */
  lists?: readonly AnyList[];
  children: ReactNode;
};

/**
 * Fetches on the server what the components below will ask for, so that the first paint has its data. A refused query is
 * left to the browser, whose component shows why.
 */
export async function Hydrate({ queries, lists = [], children }: HydrateProps) {
  const client = new QueryClient();
  await Promise.all([
    ...queries.map((query) => client.prefetchQuery(query)),
    ...lists.map((list) => client.prefetchInfiniteQuery(list)),
  ]);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
