import { z } from "zod";
import { departureBlockerKinds, departureBlockerStates } from "@/lib/domain/departure-blocker-state";
import { departureOutcomes, departureStates } from "@/lib/domain/departure-state";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { roles } from "@/lib/domain/permission";
import { releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { slotStates } from "@/lib/domain/slot-state";
import { ticketMoveKinds, ticketStates } from "@/lib/domain/ticket-state";
import { dayOffPolicies, milestones } from "@/lib/domain/train-milestones";
import {
  bumpingRules,
  failurePolicies,
  goDecisions,
  goRules,
  holdCauses,
  holdOutcomes,
  missedPolicies,
} from "@/lib/domain/train-policy";
import { uuid } from "@/lib/fields";
import { timeRuleOutput } from "@/lib/rule-fields";

const named = z.object({ id: uuid, name: z.string() });
const person = named;
const team = z.object({ id: uuid, name: z.string(), hue: z.number() });
const milestoneRule = z.object({ workingDays: z.number(), at: z.string() });
const times = z.object({
  boarding: z.date(),
  cutoff: z.date(),
  qa_exit: z.date(),
  go_no_go: z.date(),
  departure: z.date(),
  arrival: z.date(),
});

export const trainOutput = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  ...timeRuleOutput,
  weekdays: z.array(z.enum(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])),
  holidayCalendar: named.nullable(),
  onDayOff: z.enum(dayOffPolicies),
  milestones: z.object({
    boarding: milestoneRule,
    cutoff: milestoneRule,
    qa_exit: milestoneRule,
    go_no_go: milestoneRule,
  }),
  /** In the order of the path. */
  environments: z.array(named),
  capacity: z.number().nullable(),
  bumping: z.enum(bumpingRules),
  missed: z.enum(missedPolicies),
  missedTrain: named.nullable(),
  holdMinutes: z.number(),
  holdThen: z.enum(holdOutcomes),
  goRule: z.enum(goRules),
  goRoles: z.array(z.enum(roles)),
  onFailure: z.enum(failurePolicies),
  overlapping: z.boolean(),
  noticeMinutes: z.number(),
  /** In turn. */
  conductors: z.array(person),
  archivedAt: z.date().nullable(),
});

/** A departure in a list, and at the head of its page. */
export const departureOutput = z.object({
  id: uuid,
  train: z.object({ id: uuid, name: z.string(), zone: z.string() }),
  /** "Weekly, Tue 24 Nov 06:00": its train and the time that the rule gave it, whatever moved it. */
  name: z.string(),
  originalLocalStart: z.string(),
  plannedAt: z.date(),
  status: z.enum(departureStates),
  statusSince: z.date(),
  at: times,
  /** What comes next of them, and when; null once it has ended. */
  next: z.object({ milestone: z.enum(milestones), at: z.date() }).nullable(),
  /** It leaves at another time than planned: moved by hand, or floating. */
  isMoved: z.boolean(),
  departedAt: z.date().nullable(),
  arrivedAt: z.date().nullable(),
  outcome: z.enum(departureOutcomes).nullable(),
  cancelReason: z.string(),
  capacity: z.number().nullable(),
  /** Releases aboard; of them those that QA has accepted, and hotfixes. */
  aboard: z.number(),
  accepted: z.number(),
  hotfixes: z.number(),
  openBlockers: z.number(),
  teams: z.object({ ready: z.number(), notReady: z.number(), silent: z.number() }),
  hold: z
    .object({
      cause: z.enum(holdCauses),
      reason: z.string(),
      by: z.string().nullable(),
      since: z.date(),
      until: z.date().nullable(),
      /** What the hold policy does then. */
      outcome: z.enum(holdOutcomes),
    })
    .nullable(),
  conductor: person.nullable(),
  backup: person.nullable(),
  /** The two were named for this departure alone. */
  isConductorNamed: z.boolean(),
});

/** A step of a ticket. */
const moveOutput = z.object({
  kind: z.enum(ticketMoveKinds),
  from: named.nullable(),
  to: named.nullable(),
  reason: z.string(),
  by: z.string().nullable(),
  at: z.date(),
});

const ticketRelease = z.object({
  id: uuid,
  name: z.string(),
  version: z.string(),
  kind: z.enum(releaseKinds),
  status: z.enum(releaseStates),
  service: named,
});

/** How a ticket stands towards its departure. */
export const readinessWords = ["ready", "condition_ends", "with_qa", "with_dev", "no_build"] as const;

export const ticketOutput = z.object({
  id: uuid,
  status: z.enum(ticketStates),
  release: ticketRelease,
  team,
  hotfix: z.boolean(),
  note: z.string(),
  /** Whether QA has accepted its newest build, and what is missing; `condition_ends`: it has, under a condition that ends before. */
  readiness: z.enum(readinessWords),
  reason: z.string(),
  boardedAt: z.date(),
  boardedBy: z.string(),
  /** Newest first. */
  moves: z.array(moveOutput),
  mayLeave: z.boolean(),
  mayMove: z.boolean(),
});

/** How far one service at one station is. `stays`: it does not go on, and the reason says why. */
export const stopStates = ["planned", "waiting", "running", "arrived", "failed", "stays"] as const;
const stopOutput = z.object({
  ticketId: uuid,
  releaseId: uuid,
  serviceName: z.string(),
  version: z.string(),
  slotId: uuid.nullable(),
  slotStatus: z.enum(slotStates).nullable(),
  deployment: z.object({ id: uuid, status: z.enum(deploymentStates), finishedAt: z.date().nullable() }).nullable(),
  state: z.enum(stopStates),
  /** What it waits for, or why it stays. */
  reason: z.string(),
});

/** One stop of the line: what is deployed side by side in one environment. */
const stationOutput = z.object({
  environment: named,
  /** 1, 2 …: within an environment what others depend on goes first. */
  wave: z.number(),
  state: z.enum(["ahead", "here", "passed", "failed"]),
  stops: z.array(stopOutput),
});

export const departureDetailOutput = z.object({
  departure: departureOutput,
  tickets: z.array(ticketOutput),
  /** Who was aboard and went elsewhere. */
  movedOn: z.array(z.object({ release: ticketRelease, team, move: moveOutput })),
  rollCall: z.array(
    z.object({
      team,
      /** Null: not answered yet. */
      ready: z.boolean().nullable(),
      note: z.string(),
      by: z.string().nullable(),
      at: z.date().nullable(),
      mayAnswer: z.boolean(),
    }),
  ),
  blockers: z.array(
    z.object({
      id: uuid,
      kind: z.enum(departureBlockerKinds),
      status: z.enum(departureBlockerStates),
      reason: z.string(),
      raisedBy: z.string().nullable(),
      raisedAt: z.date(),
      endedBy: z.string().nullable(),
      endedAt: z.date().nullable(),
      endReason: z.string(),
      /** What the reader may do with it now; nobody waives what they raised themselves. */
      mayResolve: z.boolean(),
      mayWaive: z.boolean(),
    }),
  ),
  /** Newest first. */
  decisions: z.array(
    z.object({
      decision: z.enum(goDecisions),
      by: z.string().nullable(),
      at: z.date(),
      note: z.string(),
      notReady: z.array(z.string()),
      blockers: z.array(z.string()),
    }),
  ),
  go: z.object({
    rule: z.enum(goRules),
    /** The last word stands at go. */
    decided: z.boolean(),
    /** A sentence each: what keeps it from leaving as things stand. */
    missing: z.array(z.string()),
  }),
  line: z.object({
    onFailure: z.enum(failurePolicies),
    stations: z.array(stationOutput),
    /** The station where it is now; null: it has not left, or it has arrived. */
    hereIndex: z.number().nullable(),
  }),
  /** What the reader may do now. */
  may: z.object({
    board: z.boolean(),
    boardHotfix: z.boolean(),
    skip: z.boolean(),
    resume: z.boolean(),
    cancel: z.boolean(),
    move: z.boolean(),
    hold: z.boolean(),
    release: z.boolean(),
    decide: z.boolean(),
    raiseBlocker: z.boolean(),
    conduct: z.boolean(),
  }),
  /** Newest first. */
  history: z.array(
    z.object({ at: z.date(), by: z.string(), action: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
});

export const trainPreviewOutput = z.object({
  departures: z.array(
    z.object({
      originalLocalStart: z.string(),
      localStart: z.string(),
      at: times,
      /** Its own day is no working day: whatever the policy then did. */
      dayOff: z.enum(["weekday", "holiday"]).nullable(),
      /** Milestones whose wall time a clock change left out or doubled. */
      adjusted: z.array(z.object({ milestone: z.enum(milestones), how: z.enum(["gap", "overlap"]) })),
      /** Freezes that close for trains when it leaves. */
      freezes: z.array(z.string()),
    }),
  ),
  /** There are more within 24 months. */
  truncated: z.boolean(),
  /** Departures that would leave together with another one, and so do not take place. */
  leftOut: z.array(z.string()),
  /** Holidays between the first milestone and the last. */
  holidays: z.array(z.object({ day: z.string(), title: z.string() })),
});

/** A departure that a release may board, or why it may not. */
export const boardingOptionOutput = z.object({
  departure: departureOutput,
  boards: z.boolean(),
  hotfix: z.boolean(),
  reason: z.string(),
  /** Who would have to make room. */
  bumps: z.string().nullable(),
});

export const releaseTicketsOutput = z.object({
  /** The live one, or null. */
  ticket: ticketOutput.extend({ departure: departureOutput.nullable() }).nullable(),
  options: z.array(boardingOptionOutput),
  past: z.array(
    z.object({
      id: uuid,
      status: z.enum(ticketStates),
      departure: named.nullable(),
      endedAt: z.date().nullable(),
      moves: z.array(moveOutput),
    }),
  ),
});
