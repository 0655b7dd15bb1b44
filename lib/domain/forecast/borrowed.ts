/** Whose history a forecast draws from, as far as it is not the service's own. */
export const borrowers = ["nobody", "team", "all"] as const;
export type Borrowed = (typeof borrowers)[number];
