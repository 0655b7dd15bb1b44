import { z } from "zod";
import { deploymentStates } from "@/lib/domain/deployment-state";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { fixActions, gateNames } from "@/lib/domain/gate";
import { occurrenceStates } from "@/lib/domain/occurrence-state";
import { databaseChanges, releaseKinds, releaseStates } from "@/lib/domain/release-state";
import { slotOrigins, slotStates } from "@/lib/domain/slot-state";
import { slotSummaryStates } from "@/lib/domain/slot-summary";
import { uuid } from "@/lib/fields";

/** What the slots' procedures answer with, field by field: nothing else leaves the house. */

const range = z.object({ start: z.date(), end: z.date() });
const summary = z.object({ state: z.enum(slotSummaryStates), words: z.string() });
const team = z.object({ id: uuid, name: z.string(), hue: z.number() });
const place = { occurrenceId: uuid.nullable(), lane: z.number(), during: range };
const environment = z.object({ id: uuid, name: z.string(), zone: z.string(), defaultOpen: z.boolean() });

const rule = z.object({
  kind: z.enum([
    "window",
    "freeze",
    "environment",
    "qa",
    "approval",
    "blocker",
    "target",
    "lane",
    "service",
    "person",
    "time",
  ]),
  id: z.string().optional(),
  name: z.string(),
  reason: z.string(),
});

export const slotRefOutput = z.object({ slotId: uuid });
export const heldSlotOutput = z.object({ slotId: uuid, heldUntil: z.date() });
export const bookedSlotOutput = z.object({ slotId: uuid, during: range, lane: z.number(), sequence: z.number() });

const occurrence = z.object({
  id: uuid,
  windowId: uuid,
  windowName: z.string(),
  during: range,
  zone: z.string(),
  status: z.enum(occurrenceStates),
  lanes: z.number(),
  granularityMinutes: z.number(),
  leadMinutes: z.number(),
});

const freeze = z.object({
  freezeId: uuid,
  name: z.string(),
  grade: z.enum(freezeGrades),
  during: range,
  zone: z.string(),
  only: z.array(z.string()),
  nextOpen: z.date().optional(),
  affectedSlotIds: z.array(uuid),
});

const slotInView = z.object({
  ...place,
  id: uuid,
  origin: z.enum(slotOrigins),
  status: z.enum(slotStates),
  opaque: z.boolean(),
  team: team.nullable(),
  releases: z.array(
    z.object({
      releaseId: uuid,
      serviceName: z.string(),
      version: z.string(),
      databaseChange: z.enum(databaseChanges),
      downtimeMinutes: z.number(),
    }),
  ),
  summary,
  movedFrom: range.nullable(),
  hold: z.object({ name: z.string(), mine: z.boolean(), until: z.date() }).nullable(),
});

export const weekOutput = z.object({
  environment,
  occurrences: z.array(occurrence),
  freezes: z.array(freeze),
  slots: z.array(slotInView),
  free: z.array(z.object({ occurrenceId: uuid, lane: z.number(), during: range })),
});

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
  /** What the reader may do with it, as far as their roles go. */
  may: z.object({ change: z.boolean(), open: z.boolean(), approve: z.boolean() }),
});

export const freeRangesOutput = z.object({
  places: z.array(z.object({ ...place, windowName: z.string(), zone: z.string() })),
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
  teams: z.array(team),
  /** The reader's own zone; null for a visitor with a link. */
  zone: z.string().nullable(),
  /** Whether they may book for anybody at all. */
  mayBook: z.boolean(),
  /** Whether they may set up windows. */
  mayManageWindows: z.boolean(),
});
