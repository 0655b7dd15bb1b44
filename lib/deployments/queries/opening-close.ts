import { type SQL, sql } from "drizzle-orm";
import { occurrences, releaseWindows } from "@/db/schema";
import type { OpeningClose } from "@/lib/domain/opening-close";
import type { OverrunRule } from "@/lib/domain/overrun";

/** The columns of an opening's close. Whoever selects them joins the slot's occurrence and its window, both from the left. */
export const closeColumns = {
  windowName: releaseWindows.name,
  zone: releaseWindows.zone,
  overrun: releaseWindows.overrun,
  during: occurrences.during,
};

type CloseRow = {
  windowName: string | null;
  zone: string | null;
  overrun: OverrunRule | null;
  during: { start: Date; end: Date } | null;
};

/** The close of the opening, or null where a deployment needs none: in an environment that is always open. */
export function closeOf({ windowName, zone, overrun, during }: CloseRow): OpeningClose | null {
  if (windowName === null || zone === null || overrun === null || during === null) return null;
  return { windowName, zone, overrun, closesAt: during.end };
}

/** The same as `stopsAt`, for a statement that joins `occurrences o` and `release_windows w`. */
export const stopsAtOfRow: SQL = sql`case when w.overrun = 'stop' then upper(o.during) end`;
