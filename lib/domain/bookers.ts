import { joined } from "@/lib/time/words";

/** A team that may book in a window. */
export type BookingTeam = { id: string; name: string };

/**
 * Whether a team may book in a window that is for these teams; a window that names none is for every team. Without a team, while a
 * slot is only held, nothing is known yet, and the booking asks again.
 */
export function mayBookIn(bookers: readonly BookingTeam[], teamId: string | null): boolean {
  return bookers.length === 0 || teamId === null || bookers.some(({ id }) => id === teamId);
}

/** "Core is for Payments and Shop: other teams cannot book in it." */
export function bookersInWords(windowName: string, bookers: readonly BookingTeam[]): string {
  return `${windowName} is for ${joined(bookers.map(({ name }) => name))}: other teams cannot book in it.`;
}
