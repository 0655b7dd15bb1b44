/** Who can have done something: a person, a person's token, the worker, a receiver, or nobody known. */
export const actorKinds = ["person", "token", "worker", "receiver", "visitor"] as const;
