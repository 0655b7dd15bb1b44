/** Where releases go that a freeze kept from leaving, once it ends: into the next free slot, or nowhere until somebody decides. */
export const thawRules = ["next_slot", "ask"] as const;
export type ThawRule = (typeof thawRules)[number];
