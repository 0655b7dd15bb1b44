import type { Range } from "@/lib/time/range";

/**
 * The instant for which screens judge a slot's window and freezes: its start while that lies ahead ("will it open as planned?"),
 * now while it is due, its last moment once it is over.
 */
export function instantToJudge({ start, end }: Range, now: Date): Date {
  if (now < start) return start;
  return now < end ? now : new Date(end.getTime() - 1);
}
