import { describe, expect, it } from "vitest";
import { deploymentEvents, deploymentStates, deploymentTransitions } from "./deployment-state";
import { handoffEvents, handoffStates, handoffTransitions, liveHandoffStates } from "./handoff-state";
import { releaseEvents, releaseStates, releaseTransitions } from "./release-state";
import { liveSlotStates, slotEvents, slotStates, slotTransitions } from "./slot-state";
import { finalStates, nextState, type Transitions } from "./state-machine";

/*
 * Every pair of every machine, written out a second time by hand as `state: event→state …`: a changed arrow must be changed in
 * two places, and every pair that is not named must be refused.
 */
const machines: Record<
  string,
  { table: Transitions<string, string>; states: readonly string[]; events: readonly string[]; arrows: string[] }
> = {
  release: {
    table: releaseTransitions,
    states: releaseStates,
    events: releaseEvents,
    arrows: [
      "draft: build_handed_over→with_qa withdrawn→withdrawn",
      "with_qa: build_handed_over→with_qa build_rejected→with_dev build_accepted→accepted handoff_withdrawn→with_dev withdrawn→withdrawn",
      "with_dev: build_handed_over→with_qa withdrawn→withdrawn",
      "accepted: build_handed_over→with_qa departed→departing withdrawn→withdrawn",
      "departing: arrived→released failed→failed",
      "released: rolled_back→rolled_back",
      "failed: tried_again→accepted sent_back→with_dev withdrawn→withdrawn",
      "rolled_back:",
      "withdrawn:",
    ],
  },
  handoff: {
    table: handoffTransitions,
    states: handoffStates,
    events: handoffEvents,
    arrows: [
      "queued: claimed→testing superseded→superseded withdrawn→withdrawn",
      "testing: returned→queued accepted→accepted rejected→rejected superseded→superseded withdrawn→withdrawn",
      "accepted: superseded→superseded withdrawn→withdrawn",
      "rejected:",
      "superseded:",
      "withdrawn:",
    ],
  },
  slot: {
    table: slotTransitions,
    states: slotStates,
    events: slotEvents,
    arrows: [
      "held: booked→booked cancelled→cancelled expired→expired",
      "booked: moved→booked opened→open missed→missed cancelled→cancelled",
      "open: closed→closed",
      "closed:",
      "missed:",
      "cancelled:",
      "expired:",
    ],
  },
  deployment: {
    table: deploymentTransitions,
    states: deploymentStates,
    events: deploymentEvents,
    arrows: [
      "pending: call_started→calling gave_up→failed timed_out→timed_out",
      "calling: call_started→calling reported_running→running reported_succeeded→succeeded reported_failed→failed gave_up→failed timed_out→timed_out",
      "running: reported_succeeded→succeeded reported_failed→failed timed_out→timed_out",
      "succeeded: rollback_started→rolling_back",
      "failed: rollback_started→rolling_back",
      "timed_out: rollback_started→rolling_back",
      "rolling_back: rollback_finished→rolled_back",
      "rolled_back:",
    ],
  },
};

describe.each(Object.entries(machines))("the %s machine", (_, { table, states, events, arrows }) => {
  const written = new Map(
    arrows.flatMap((line) => {
      const [from = "", rest = ""] = line.split(":");
      return rest.trim() === ""
        ? []
        : rest
            .trim()
            .split(" ")
            .map((arrow) => [`${from} ${arrow.split("→")[0]}`, arrow.split("→")[1]] as const);
    }),
  );
  const pairs = states.flatMap((state) => events.map((event) => [state, event] as const));

  it.each(pairs)("from %s on %s", (state, event) => {
    expect(nextState(table, state, event)).toBe(written.get(`${state} ${event}`));
  });

  it("names every state once, and leads only to states that exist", () => {
    expect(Object.keys(table).sort()).toEqual([...states].sort());
    expect(arrows.map((line) => line.split(":")[0])).toEqual([...states]);
    for (const target of Object.values(table).flatMap((arrows_) => Object.values(arrows_)))
      expect(states).toContain(target);
  });

  it("reaches every state from its first one, and ends somewhere", () => {
    const reached = new Set([states[0] as string]);
    for (const state of reached) for (const target of Object.values(table[state] ?? {})) reached.add(target as string);
    expect([...reached].sort()).toEqual([...states].sort());
    expect(finalStates(table).length).toBeGreaterThan(0);
  });
});

describe("what counts as live", () => {
  it("is never a final state: a live thing can still end", () => {
    for (const state of liveSlotStates) expect(finalStates(slotTransitions)).not.toContain(state);
    for (const state of liveHandoffStates) expect(finalStates(handoffTransitions)).not.toContain(state);
  });

  it("never comes back: no arrow leads from a dead state to a live one", () => {
    for (const state of slotStates.filter((candidate) => !liveSlotStates.some((live) => live === candidate))) {
      expect(Object.values(slotTransitions[state])).toEqual([]);
    }
  });
});
