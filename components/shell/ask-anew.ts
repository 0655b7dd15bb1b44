import type { Query, QueryClient } from "@tanstack/react-query";

const asked = new WeakSet<Query>();

/**
 * Asks anew for every query that `concerned` is true of. One whose answer is still on its way may have been read before the change:
 * it is waited for, shown, and asked for once more. Called off and begun anew instead, a slow server's answer would never arrive
 * while others are at work, and the server would have worked for nothing.
 */
export function askAnew(queryClient: QueryClient, concerned: (query: Query) => boolean): void {
  const underWay = new Set(
    queryClient
      .getQueryCache()
      .findAll({ predicate: concerned })
      .filter(({ state }) => state.fetchStatus !== "idle"),
  );
  void queryClient.invalidateQueries({ predicate: (query) => concerned(query) && !underWay.has(query) });
  for (const query of underWay) {
    const answer = query.promise;
    if (answer === undefined || asked.has(query)) continue;
    asked.add(query);
    const arrived = () => {
      asked.delete(query);
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false });
    };
    // What failed stands there as failed, and is asked for again at its own pace.
    answer.then(arrived, () => asked.delete(query));
  }
}
