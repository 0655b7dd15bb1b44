/** How often a service ships; the four models are all first-class. */
export const cadences = ["slow", "train", "quick", "continuous"] as const;
export type Cadence = (typeof cadences)[number];
