import { joined } from "@/lib/time/words";
import type { GoDecision, GoRule } from "./train-policy";

/** How things stand for a departure, as far as its going is concerned. */
export type GoFacts = {
  goRule: GoRule;
  /** The newest word, a person's or the policy's. */
  decision: GoDecision | null;
  /** Teams aboard that said they are not ready, and those that have not answered. */
  notReady: readonly string[];
  silent: readonly string[];
  /** What holds it, in words. */
  blockers: readonly string[];
  /** The last departure failed: only a person lets this one go. */
  afterFailure: boolean;
};

/** Whether somebody, or the rule of the train, has said go. A person's word beats the rule. */
export function goStands({ goRule, decision, notReady, silent, afterFailure }: GoFacts): boolean {
  if (decision !== null) return decision === "go";
  if (afterFailure) return false;
  switch (goRule) {
    case "decided":
      return false;
    case "all_teams_ready":
      return notReady.length === 0 && silent.length === 0;
    case "automatic":
      return true;
  }
}

/** A sentence for each thing that keeps it from leaving as matters stand; empty: it goes. */
export function missingForGo(facts: GoFacts): string[] {
  const { goRule, decision, notReady, silent, blockers, afterFailure } = facts;
  const sentences = blockers.map((reason) => `A blocker holds it: ${reason}`);
  if (goStands(facts)) return sentences;
  if (decision === "no_go") return [...sentences, "Somebody said no-go."];
  if (afterFailure) return [...sentences, "The departure before it failed: somebody must say go."];
  if (goRule === "decided") return [...sentences, "Nobody has said go yet."];
  const are = (teams: readonly string[]) => (teams.length === 1 ? "is" : "are");
  const have = (teams: readonly string[]) => (teams.length === 1 ? "has" : "have");
  return [
    ...sentences,
    ...(notReady.length > 0 ? [`${joined(notReady)} ${are(notReady)} not ready.`] : []),
    ...(silent.length > 0 ? [`${joined(silent)} ${have(silent)} not answered the roll-call.`] : []),
  ];
}
