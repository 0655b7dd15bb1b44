import type { DayOffPolicy } from "@/lib/domain/train-milestones";
import { milestonesBefore, milestoneWords } from "@/lib/domain/train-milestones";
import type { BumpingRule, FailurePolicy, GoRule, HoldOutcome, MissedPolicy } from "@/lib/domain/train-policy";
import type { TrainEntry } from "./train-data";

export const dayOffWords: Readonly<Record<DayOffPolicy, string>> = {
  keep: "It leaves anyway",
  next: "It leaves on the next working day",
  previous: "It leaves on the working day before",
};

export const goRuleWords: Readonly<Record<GoRule, { name: string; hint: string; short: string }>> = {
  decided: {
    name: "Somebody says go",
    hint: "The conductor, or one of the roles chosen below. Until then it is held.",
    short: "to be decided",
  },
  all_teams_ready: {
    name: "By itself, once every team aboard is ready",
    hint: "Each team answers the roll-call; a team that is silent holds it.",
    short: "by roll-call",
  },
  automatic: {
    name: "By itself, unless somebody says no",
    hint: "Blockers and a no-go still hold it.",
    short: "by itself",
  },
};

export const missedWords: Readonly<Record<MissedPolicy, string>> = {
  next_departure: "To the next departure of this train",
  ask: "Nowhere yet: its people are asked",
  named_train: "To the next departure of another train",
};

export const bumpingWords: Readonly<Record<BumpingRule, { name: string; hint: string }>> = {
  never: { name: "Nobody makes room", hint: "A full departure is full." },
  hotfix: {
    name: "A feature or fix makes room for a hotfix",
    hint: "The one that boarded last moves to the next departure.",
  },
  readiest: {
    name: "What QA has not accepted makes room for what it has",
    hint: "So that places go to releases that can leave.",
  },
};

export const holdThenWords: Readonly<Record<HoldOutcome, string>> = {
  go: "It leaves",
  cancel: "It is cancelled, and its releases move on",
  ask: "It stays held until somebody decides",
};

export const failureWords: Readonly<Record<FailurePolicy, { name: string; hint: string }>> = {
  stop: { name: "Stop the line", hint: "What has not left yet stays, and moves to where the policy says." },
  go_on: { name: "Go on with what does not depend on it", hint: "What depends on it stays." },
};

/** "Boarding opens 10 working days before, 09:00": the milestones of a timetable, a sentence each. */
export function milestonesInWords({ milestones }: Pick<TrainEntry, "milestones">): { term: string; value: string }[] {
  return milestonesBefore.map((name) => {
    const { workingDays, at } = milestones[name];
    const days =
      workingDays === 0 ? "the same day" : `${workingDays} working ${workingDays === 1 ? "day" : "days"} before`;
    return { term: milestoneWords[name], value: `${days}, ${at}` };
  });
}
