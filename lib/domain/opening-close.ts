import { formatInstant } from "@/lib/time/format";
import type { OverrunRule } from "./overrun";

/** When the opening closes in which a deployment was started, and what its window says about what is still under way then. */
export type OpeningClose = { windowName: string; zone: string; closesAt: Date; overrun: OverrunRule };

/** When the close ends a deployment; null: never, it may finish. */
export function stopsAt(close: OpeningClose | null): Date | null {
  return close?.overrun === "stop" ? close.closesAt : null;
}

/** By when the final report must come: in the target's time, and before the close where that stops what is under way (case 9). */
export function reportDeadline(reportUntil: Date, close: OpeningClose | null): Date {
  const stop = stopsAt(close);
  return stop !== null && stop < reportUntil ? stop : reportUntil;
}

/** Whether the close ended, or would have ended, a deployment that is still under way at `now`. */
export function isStopped(close: OpeningClose | null, now: Date): boolean {
  const stop = stopsAt(close);
  return stop !== null && now >= stop;
}

/** Why a deployment ended that the close stopped. */
export function stoppedInWords({ windowName, zone, closesAt }: OpeningClose): string {
  return `${windowName} closed at ${formatInstant(closesAt, zone)}, and stops what is still under way then.`;
}

/** Whether a deployment went on, or goes on, after its opening closed, in a window that wants people to know. */
export function overran(close: OpeningClose | null, finishedAt: Date | null, now: Date): boolean {
  return close?.overrun === "warn" && (finishedAt ?? now) > close.closesAt;
}
