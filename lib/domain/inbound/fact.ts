import type { CheckConclusion } from "@/lib/domain/build-check";
import type { BuildTrigger } from "./source-words";

/** One line of what a build brings. */
export type FactChange = { title: string; author?: string; authorEmail?: string; url?: string };

/** What of the world an event speaks of: either may be left out by the sender. */
export type Made = { commitSha?: string; artifactDigest?: string };

/** `refs/tags/v1.2.0` or `refs/heads/release/1.2`, as Git writes it. */
export type GitRef = string;

/** How a check stands: under way, or how it ended. */
export type CheckResult = "running" | CheckConclusion;

export const deploymentWords = ["requested", "running", "succeeded", "failed"] as const;
export type DeploymentWord = (typeof deploymentWords)[number];

export type BuildFact = Made & {
  kind: "build";
  trigger: BuildTrigger;
  ref?: GitRef;
  /** When the sender says it outright. */
  version?: string;
  changes: FactChange[];
  changedFiles?: number;
  authorEmail?: string;
  runUrl?: string;
};

export type CheckFact = Made & { kind: "check"; name: string; result: CheckResult; summary: string; url?: string };

export type DeploymentFact = Made & {
  kind: "deployment";
  environment: string;
  status: DeploymentWord;
  message: string;
};

export type ReleaseFact = Made & { kind: "release"; ref: GitRef; title: string };

/** What an event tells us, in our words, whoever sent it. `subject`: what two events are about when one can be older than the other. */
export type Fact = { subject: string; at?: Date } & (BuildFact | CheckFact | DeploymentFact | ReleaseFact);
/** A fact whose moment is known: the sender's, or, of a sender that tells none, that of the event's arrival. */
export type TimedFact = Fact & { at: Date };

/** An event, read. Everything in it is bounded and can be stored; nothing in it was believed yet. */
export type Reading = {
  /** What the sender calls it: `workflow_run.completed`, `pipeline`, `dev.cdevents.service.deployed`. */
  eventType: string;
  /** What the sender may mean by "where": repository, project, package. Any of them may be mapped to a service. */
  places: string[];
  /** In a few words, for the log of events. */
  summary: string;
  occurredAt?: Date;
  ref?: GitRef;
  /** Events with the same one belong together: what one leaves out another may say. */
  correlation?: string;
} & Made &
  ({ facts: Fact[] } | { ignored: string });

/** What one kind of event says: facts, or why it counts for nothing. */
export type Said = Omit<Reading, "eventType" | "places" | "facts"> & { facts?: Fact[]; ignored?: string };
