import { describe, expect, it } from "vitest";
import { departureBlockerEvents, departureBlockerStates, departureBlockerTransitions } from "./departure-blocker-state";
import { comingDepartureStates, departureEvents, departureStates, departureTransitions } from "./departure-state";
import { deploymentEvents, deploymentStates, deploymentTransitions } from "./deployment-state";
import { freezeExceptionEvents, freezeExceptionStates, freezeExceptionTransitions } from "./freeze-exception-state";
import { handoffEvents, handoffStates, handoffTransitions, liveHandoffStates } from "./handoff-state";
import { historyImportEvents, historyImportStates, historyImportTransitions } from "./history-import-state";
import { postponementEvents, postponementStates, postponementTransitions } from "./postponement-state";
import { releaseEvents, releaseStates, releaseTransitions } from "./release-state";
import { rollbackEvents, rollbackStates, rollbackTransitions } from "./rollback-state";
import { liveSlotStates, slotEvents, slotStates, slotTransitions } from "./slot-state";
import { finalStates, nextState, type Transitions } from "./state-machine";
import { swapEvents, swapStates, swapTransitions } from "./swap-state";
import { liveTicketStates, ticketEvents, ticketStates, ticketTransitions } from "./ticket-state";
import { waitlistEvents, waitlistStates, waitlistTransitions } from "./waitlist-state";

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
      "queued: claimed→testing proven→accepted superseded→superseded withdrawn→withdrawn",
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
      "rolling_back: rollback_finished→rolled_back rollback_failed→failed timed_out→timed_out",
      "rolled_back:",
    ],
  },
  rollback: {
    table: rollbackTransitions,
    states: rollbackStates,
    events: rollbackEvents,
    arrows: [
      "pending: call_started→calling gave_up→failed",
      "calling: call_started→calling reported_running→running reported_rolled_back→rolled_back reported_failed→failed gave_up→failed timed_out→timed_out",
      "running: reported_rolled_back→rolled_back reported_failed→failed timed_out→timed_out",
      "rolled_back:",
      "failed:",
      "timed_out:",
    ],
  },
  "freeze exception": {
    table: freezeExceptionTransitions,
    states: freezeExceptionStates,
    events: freezeExceptionEvents,
    arrows: [
      "requested: granted→granted refused→refused withdrawn→withdrawn",
      "granted: revoked→revoked reviewed→reviewed",
      "refused:",
      "withdrawn:",
      "revoked: reviewed→reviewed",
      "reviewed:",
    ],
  },
  postponement: {
    table: postponementTransitions,
    states: postponementStates,
    events: postponementEvents,
    arrows: ["waiting: planned→planned dropped→dropped", "planned:", "dropped:"],
  },
  "waitlist entry": {
    table: waitlistTransitions,
    states: waitlistStates,
    events: waitlistEvents,
    arrows: [
      "waiting: offered→offered withdrawn→withdrawn expired→expired",
      "offered: passed→waiting booked→booked withdrawn→withdrawn expired→expired",
      "booked:",
      "withdrawn:",
      "expired:",
    ],
  },
  departure: {
    table: departureTransitions,
    states: departureStates,
    events: departureEvents,
    arrows: [
      "scheduled: boarding_opened→boarding skipped→skipped cancelled→cancelled",
      "boarding: cut_off→locked skipped→skipped cancelled→cancelled",
      "locked: went→go held→held cancelled→cancelled",
      "go: departed→departed taken_back→locked held→held cancelled→cancelled",
      "held: went→go released→locked cancelled→cancelled",
      "departed: arrived→arrived",
      "arrived:",
      "skipped: resumed→scheduled cancelled→cancelled",
      "cancelled:",
    ],
  },
  ticket: {
    table: ticketTransitions,
    states: ticketStates,
    events: ticketEvents,
    arrows: [
      "aboard: moved→aboard unplaced→waiting arrived→arrived failed→failed left→left",
      "waiting: moved→aboard left→left",
      "arrived:",
      "failed:",
      "left:",
    ],
  },
  "departure blocker": {
    table: departureBlockerTransitions,
    states: departureBlockerStates,
    events: departureBlockerEvents,
    arrows: ["open: resolved→resolved waived→waived", "resolved:", "waived:"],
  },
  "history import": {
    table: historyImportTransitions,
    states: historyImportStates,
    events: historyImportEvents,
    arrows: [
      "uploading: uploaded→reading cancelled→cancelled",
      "reading: read→ready failed→failed cancelled→cancelled",
      "ready: read_again→reading confirmed→importing cancelled→cancelled",
      "importing: imported→imported failed→failed cancelled→cancelled",
      "imported: removed→removed",
      "failed: read_again→reading cancelled→cancelled",
      "cancelled:",
      "removed:",
    ],
  },
  "swap offer": {
    table: swapTransitions,
    states: swapStates,
    events: swapEvents,
    arrows: [
      "offered: accepted→accepted declined→declined withdrawn→withdrawn lapsed→lapsed",
      "accepted:",
      "declined:",
      "withdrawn:",
      "lapsed:",
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
    for (const state of comingDepartureStates) expect(finalStates(departureTransitions)).not.toContain(state);
    for (const state of liveTicketStates) expect(finalStates(ticketTransitions)).not.toContain(state);
    for (const state of liveHandoffStates) expect(finalStates(handoffTransitions)).not.toContain(state);
  });

  it("never comes back: no arrow leads from a dead state to a live one", () => {
    for (const state of slotStates.filter((candidate) => !liveSlotStates.some((live) => live === candidate))) {
      expect(Object.values(slotTransitions[state])).toEqual([]);
    }
  });
});
