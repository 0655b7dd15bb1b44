"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/ui/use-debounced";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import type { columnsOf, timeRuleOf } from "./window-draft";

type Rule = NonNullable<ReturnType<typeof timeRuleOf>>;
type Columns = NonNullable<ReturnType<typeof columnsOf>>;

/** Never sent: the query is off while there is no rule. */
const skipped = { zone: "UTC", localStart: "2000-01-01T00:00", durationMinutes: 1 };

/** What a rule would do, asked for while it is written: when the typing rests. */
export function useWindowPreview(rule: Rule | undefined, environmentId: string, month: string) {
  const written = rule && JSON.stringify({ ...rule, environmentId, month });
  const asked = useDebounced(written);
  const { data, error, isPlaceholderData } = useQuery({
    ...api.windows.preview.queryOptions({ input: asked ? JSON.parse(asked) : skipped }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isStale = isPlaceholderData || asked !== written;
  return { data, isStale, refusal: error && !isStale ? refusalOfError(error) : undefined };
}

/** Whether a window is changed for all its openings, or from one of them on. */
export type ChangeOf = { windowId: string; occurrenceId?: string };

/** What a change would do to booked slots, asked for while it is written; nothing for a new window, or a rule that is refused. */
export function useChangePreview(of: ChangeOf | undefined, columns: Columns | undefined) {
  const written = of && columns && JSON.stringify({ ...of, ...changeable(columns) });
  const asked = useDebounced(written);
  const { data, isPlaceholderData } = useQuery({
    ...api.windows.previewChange.queryOptions({ input: asked ? JSON.parse(asked) : { windowId: "" } }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { data, isStale: isPlaceholderData || asked !== written };
}

/** A name that is empty while it is typed anew would be refused, and says nothing about slots. */
export function changeable(columns: Columns): Partial<Columns> {
  const { name, ...rest } = columns;
  return name.trim() === "" ? rest : columns;
}
