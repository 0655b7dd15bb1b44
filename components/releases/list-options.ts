/*
 * What page and component must say alike about a list that grows: the page fetches its first part ahead, and the component
 * finds it by the same key.
 */

type Page = { nextCursor: string | null };

function grows<Input extends object>(input: Input, pageSize: number) {
  return {
    input: (cursor: string | undefined) => ({ ...input, limit: pageSize, cursor }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
  };
}

export const releaseListOptions = <Filters extends object>(filters: Filters) => grows(filters, 50);

export const historyOptions = (releaseId: string) => grows({ releaseId }, 12);
