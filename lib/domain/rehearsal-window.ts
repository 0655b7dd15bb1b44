import { formatDuration } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import { type RehearsedSlot, stretchAt, type Verdicts } from "./rehearsal";

/** A window as it is rehearsed. */
export type RehearsedWindow = {
  name: string;
  /** Its openings in order, the replayed past and what is to come alike. */
  openings: readonly Range[];
  lanes: number;
  leadMinutes: number;
  /** Who may book; empty: every team. */
  teamIds: readonly string[];
};

const minuteMs = 60_000;

/**
 * Which slots the window would have had no place for: at that time it is closed, or closes too early; its lanes are taken by those
 * that began before; the team may not book; it was booked too late. Without a window nothing has a place. Slots of other windows are
 * none of its business: pass its own, and emergencies, which had none: they only need it to be open.
 */
export function windowVerdicts(window: RehearsedWindow | null, slots: readonly RehearsedSlot[]): Verdicts {
  const verdicts = new Map<string, string>();
  /** Until when each lane of an opening is taken, in milliseconds. */
  const lanes = new Map<Range, number[]>();
  const inOrder = [...slots].sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
  for (const slot of inOrder) {
    const opening = window === null ? undefined : stretchAt(window.openings, slot.during.start);
    const reason = whyNot(window, slot, opening) ?? whyNoLane(lanes, window, slot, opening);
    if (reason !== undefined) verdicts.set(slot.id, reason);
  }
  return verdicts;
}

function whyNot(window: RehearsedWindow | null, slot: RehearsedSlot, opening: Range | undefined): string | undefined {
  if (window === null) return "Its window would be gone.";
  const name = window.name || "The window";
  if (opening === undefined) return `${name} is closed then.`;
  if (slot.origin === "emergency") return undefined;
  if (slot.during.end > opening.end) return `${name} closes before it ends.`;
  if (window.teamIds.length > 0 && !(slot.teamId !== null && window.teamIds.includes(slot.teamId)))
    return `${slot.teamName ?? "Nobody"} may not book there.`;
  const ahead = slot.bookedAt === null ? undefined : slot.during.start.getTime() - slot.bookedAt.getTime();
  if (ahead !== undefined && ahead < window.leadMinutes * minuteMs)
    return `Booked ${formatDuration(ahead)} ahead, and ${formatDuration(window.leadMinutes * minuteMs)} are asked for.`;
  return undefined;
}

function whyNoLane(
  taken: Map<Range, number[]>,
  window: RehearsedWindow | null,
  { origin, during }: RehearsedSlot,
  opening: Range | undefined,
): string | undefined {
  if (window === null || opening === undefined || origin === "emergency") return undefined;
  const start = during.start.getTime();
  const busy = (taken.get(opening) ?? []).filter((until) => until > start);
  if (busy.length >= window.lanes)
    return window.lanes === 1 ? "Its only lane is taken." : `All ${window.lanes} lanes are taken.`;
  busy.push(during.end.getTime());
  taken.set(opening, busy);
  return undefined;
}
