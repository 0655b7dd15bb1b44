/** Who can have done something: a person, a person's token, a source of events, the worker, a receiver, or nobody known. */
export const actorKinds = ["person", "token", "source", "worker", "receiver", "visitor"] as const;
