/** What ends a deployment well: the receiver's report, or already its 2xx to the call. */
export const successPolicies = ["report", "accepted_call"] as const;
export type SuccessPolicy = (typeof successPolicies)[number];
