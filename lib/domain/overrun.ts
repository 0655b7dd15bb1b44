/**
 * What becomes of a deployment that is still under way when its opening closes (case 9): it may finish; it may finish and people
 * are told; no further call is made for it and it counts as timed out.
 */
export const overrunRules = ["finish", "warn", "stop"] as const;
export type OverrunRule = (typeof overrunRules)[number];
