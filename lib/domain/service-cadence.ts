/** How often a service ships; the four models are all first-class. */
export const cadences = ["slow", "train", "quick", "continuous"] as const;
export type Cadence = (typeof cadences)[number];

/** The cadences that ship through a window; what is continuous needs none. */
export const windowCadences = ["slow", "train", "quick"] as const satisfies readonly Cadence[];
export type WindowCadence = (typeof windowCadences)[number];
