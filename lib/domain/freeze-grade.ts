/** How much a freeze closes: trains only; all but hotfixes; everything. */
export const freezeGrades = ["no_train", "hotfix_only", "closed"] as const;
export type FreezeGrade = (typeof freezeGrades)[number];
