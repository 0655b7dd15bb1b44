/**
 * What becomes of booked slots when the rule of their window changes, or one opening of it: `keep`: they stay where they are;
 * `move`: they go along with their opening; `refuse`: the change is refused when any of them would be touched.
 */
export const slotAnswers = ["keep", "move", "refuse"] as const;
export type SlotAnswer = (typeof slotAnswers)[number];

/** What becomes of those that have no place any more: the change is refused; their opening stays for them; they are given up. */
export const orphanAnswers = ["refuse", "keep", "cancel"] as const;
export type OrphanAnswer = (typeof orphanAnswers)[number];

/** `kept`: stands where it stood. `moved`: goes along. `orphaned`: no opening holds it any more. */
export const slotEffects = ["kept", "moved", "orphaned"] as const;
export type SlotEffect = (typeof slotEffects)[number];
