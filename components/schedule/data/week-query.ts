import type { QueryClient } from "@tanstack/react-query";
import { firstWeekInputOf, type ScheduleView, weekInputOf } from "@/components/schedule/address/schedule-view";
import type { Week } from "@/components/schedule/schedule-data";
import { keptByItsComponent } from "@/components/shell/live-changes";
import { api, rpc } from "@/lib/rpc/client";
import { wordsAbout } from "./newest-words";

/**
 * The question for a week. A page comes with as much of it as a screen shows: when that is all of it, nothing is asked; when not,
 * it is `first`, to be shown until the whole is here.
 */
export function weekQuery(queryClient: QueryClient, of: Pick<ScheduleView, "environment" | "week"> | undefined) {
  const firstKey = api.slots.week.queryKey({ input: firstWeekInputOf(of) });
  const first = queryClient.getQueryData<Week>(firstKey);
  const isAll = first !== undefined && first.rest.length === 0;
  const input = weekInputOf(of);
  const plain = api.slots.week.queryOptions({ input });
  const words = wordsAbout(queryClient, plain.queryKey);
  const options = {
    ...plain,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const question = words.ask();
      const answer = await rpc.slots.week(input, { signal });
      return words.whole(question, answer, queryClient.getQueryData<Week>(plain.queryKey));
    },
    enabled: of !== undefined,
    meta: keptByItsComponent,
    ...(isAll ? { initialData: first, initialDataUpdatedAt: queryClient.getQueryState(firstKey)?.dataUpdatedAt } : {}),
  };
  return { options, first: isAll ? undefined : first };
}
