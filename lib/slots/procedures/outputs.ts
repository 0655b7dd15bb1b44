import { z } from "zod";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { fixActions, gateNames } from "@/lib/domain/gate";
import { proofKinds } from "@/lib/domain/licence-proof";
import { occurrenceStates } from "@/lib/domain/occurrence-state";
import { ruleKinds } from "@/lib/domain/refusal";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { windowCadences } from "@/lib/domain/service-cadence";
import { slotOrigins, slotStates } from "@/lib/domain/slot-state";
import { slotSummaryStates } from "@/lib/domain/slot-summary";
import { uuid } from "@/lib/fields";
import { plannedFromOutput, postponementOutput } from "@/lib/slots/input/postponed";

/** What the slots' procedures answer with, field by field: nothing else leaves the house. */

export const range = z.object({ start: z.date(), end: z.date() });
export const summary = z.object({ state: z.enum(slotSummaryStates), words: z.string() });
export const team = z.object({ id: uuid, name: z.string(), hue: z.number() });
const place = { occurrenceId: uuid.nullable(), lane: z.number(), during: range };
export const environment = z.object({ id: uuid, name: z.string(), zone: z.string(), defaultOpen: z.boolean() });

const rule = z.object({
  kind: z.enum(ruleKinds),
  id: z.string().optional(),
  name: z.string(),
  reason: z.string(),
});

export const slotRefOutput = z.object({ slotId: uuid });
export const heldSlotOutput = z.object({ slotId: uuid, heldUntil: z.date() });
export const bookedSlotOutput = z.object({ slotId: uuid, during: range, lane: z.number(), sequence: z.number() });

export const deployNowOutput = z.object({
  slotId: uuid,
  /** `waiting`: the slot is booked and opens with the last signature that is missing, until its end. */
  state: z.enum(["opened", "waiting"]),
  deploymentId: uuid.nullable(),
  during: range,
  /** What it waits for, in words. */
  waitsFor: z.array(z.string()),
});

const occurrence = z.object({
  id: uuid,
  windowId: uuid,
  windowName: z.string(),
  during: range,
  zone: z.string(),
  status: z.enum(occurrenceStates),
  lanes: z.number(),
  cadence: z.enum(windowCadences),
  granularityMinutes: z.number(),
  leadMinutes: z.number(),
  /** The teams that may book in its window; empty: every team. */
  bookers: z.array(z.object({ id: uuid, name: z.string() })).readonly(),
});

const listed = z.array(uuid).readonly();
const ids = listed.nullable();
const freeze = z.object({
  freezeId: uuid,
  name: z.string(),
  grade: z.enum(freezeGrades),
  during: range,
  zone: z.string(),
  scope: z.object({
    environmentIds: ids,
    teamIds: ids,
    serviceIds: ids,
    excluded: z.object({ environmentIds: listed, teamIds: listed, serviceIds: listed }).optional(),
  }),
  /** Whose releases it lets pass for a time, without who asked and why: enough to judge a place by. */
  exceptions: z
    .array(
      z.object({
        id: uuid,
        status: z.enum(["requested", "granted"]),
        environmentId: uuid,
        releaseId: uuid,
        during: range,
        reason: z.string(),
        requestedByName: z.string(),
        grantedByName: z.string().nullable(),
      }),
    )
    .readonly()
    .optional(),
  only: z.array(z.string()),
  except: z.array(z.string()),
  stopsTheLine: z.boolean(),
  nextOpen: z.date().optional(),
  affectedSlotIds: z.array(uuid),
});

export const slotInView = z.object({
  ...place,
  id: uuid,
  origin: z.enum(slotOrigins),
  status: z.enum(slotStates),
  opaque: z.boolean(),
  /** Booked or held by the reader, or shipping a release that they made. */
  mine: z.boolean(),
  team: team.nullable(),
  releases: z.array(
    z.object({
      releaseId: uuid,
      serviceId: uuid,
      serviceName: z.string(),
      teamId: uuid,
      version: z.string(),
      kind: z.enum(releaseKinds),
      status: z.enum(releaseStates),
      databaseChange: z.enum(databaseChanges),
      downtimeMinutes: z.number(),
    }),
  ),
  summary,
  movedFrom: range.nullable(),
  hold: z.object({ name: z.string(), mine: z.boolean(), until: z.date() }).nullable(),
});

export const mark = z.object({
  id: uuid,
  calendarName: z.string(),
  title: z.string(),
  allDay: z.boolean(),
  during: range,
  zone: z.string(),
});

export const weekOutput = z.object({
  environment,
  occurrences: z.array(occurrence),
  freezes: z.array(freeze),
  marks: z.array(mark),
  slots: z.array(slotInView),
  /** Slots that `first` left out: opening (by its place above; -1: none), lane, start and end in minutes since `from`. */
  rest: z.array(z.tuple([z.int(), z.int(), z.int(), z.int()])),
  free: z.array(z.object({ occurrenceId: uuid, lane: z.number(), during: range })),
  /** What may stand in the lane beside the windows: the services that are to deploy here at any time. */
  anytime: z.object({
    services: z.array(
      z.object({
        serviceId: uuid,
        name: z.string(),
        teamId: uuid,
        /** Whether it may right now. */
        licensed: z.boolean(),
        lapsesAt: z.date().nullable(),
        /** Whose proof ends it. */
        lapsesFirst: z.enum(proofKinds).nullable(),
        /** The kinds that are not live. */
        missing: z.array(z.enum(proofKinds)),
        reason: z.string(),
      }),
    ),
  }),
});

export const someSlotsOutput = z.object({ slots: z.array(slotInView) });

const gate = z.object({
  gate: z.enum([...gateNames, "time"]),
  passed: z.boolean(),
  state: z.enum(["clear", "waiting", "failed"]),
  title: z.string(),
  reason: z.string(),
  since: z.date().optional(),
  fix: z.object({ label: z.string(), action: z.enum(fixActions) }).optional(),
  rules: z.array(rule),
  nextOpen: z.date().optional(),
});

const deployment = z.object({
  id: uuid,
  status: z.enum(deploymentStates),
  message: z.string(),
  finishedAt: z.date().nullable(),
});

export const slotDetailOutput = z.object({
  id: uuid,
  status: z.enum(slotStates),
  origin: z.enum(slotOrigins),
  lane: z.number(),
  during: range,
  sequence: z.number(),
  movedFrom: range.nullable(),
  note: z.string(),
  heldBy: z.string().nullable(),
  heldUntil: z.date().nullable(),
  bookedBy: z.string().nullable(),
  bookedAt: z.date().nullable(),
  openedBy: z.string().nullable(),
  openedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  cancelledBy: z.string().nullable(),
  cancelReason: z.string(),
  missedGates: z.array(z.object({ gate: z.string(), title: z.string(), reason: z.string() })).nullable(),
  /** Of a missed slot: where a freeze's thaw puts it, and of that one: where it came from. */
  postponement: postponementOutput.nullable(),
  plannedFrom: plannedFromOutput.nullable(),
  team: team.nullable(),
  environment: environment.omit({ defaultOpen: true }),
  occurrence: z
    .object({ id: uuid, during: range, lanes: z.number(), name: z.string(), granularityMinutes: z.number() })
    .nullable(),
  releases: z.array(
    z.object({
      releaseId: uuid,
      serviceName: z.string(),
      version: z.string(),
      kind: z.enum(releaseKinds),
      status: z.enum(releaseStates),
      databaseChange: z.enum(databaseChanges),
      downtimeMinutes: z.number(),
      rollbackPlan: z.string(),
      strategy: z.string().nullable(),
      newestBuild: z.object({ number: z.number(), commitSha: z.string(), artifactDigest: z.string() }).nullable(),
      deployment: deployment.nullable(),
    }),
  ),
  summary,
  gates: z.array(gate),
  judgedAt: z.date(),
  blockers: z.array(
    z.object({
      id: uuid,
      reason: z.string(),
      placedByName: z.string(),
      placedAt: z.date(),
      resolvedAt: z.date().nullable(),
    }),
  ),
  overran: z.object({ windowName: z.string(), closedAt: z.date() }).nullable(),
  /** What the reader may do with it, as far as their roles go. */
  may: z.object({ change: z.boolean(), open: z.boolean(), approve: z.boolean() }),
});

export const moveCheckOutput = z.object({
  refusal: z
    .object({ code: z.string(), message: z.string(), rules: z.array(rule), nextOpen: z.date().optional() })
    .optional(),
  staleApprovals: z.number(),
});

export const bookableReleasesOutput = z.object({
  releases: z.array(
    z.object({
      releaseId: uuid,
      serviceName: z.string(),
      version: z.string(),
      kind: z.enum(releaseKinds),
      status: z.enum(releaseStates),
      team,
      bookedFor: z.array(range),
    }),
  ),
});

export const scheduleChoicesOutput = z.object({
  environments: z.array(environment),
  teams: z.array(team.extend({ mayBookFor: z.boolean() })),
  services: z.array(z.object({ id: uuid, name: z.string(), teamId: uuid })),
  /** The reader's own zone; null for a visitor with a link. */
  zone: z.string().nullable(),
  /** Whether they may book for anybody at all. */
  mayBook: z.boolean(),
  /** Who they are to the rules of booking, and the teams for which they may book; null: for none. */
  booker: z.object({ personId: uuid, reach: z.union([z.literal("all"), z.array(uuid).readonly()]) }).nullable(),
  /** Whether they may set up windows. */
  mayManageWindows: z.boolean(),
});
