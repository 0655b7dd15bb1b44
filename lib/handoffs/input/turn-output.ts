import { z } from "zod";
import { handoffStates, rejectionCategories, rejectionSeverities } from "@/lib/domain/handoff-state";
import { databaseChanges, releaseKinds } from "@/lib/domain/release-state";
import { areaVerdicts, testItemStates } from "@/lib/domain/test-item-state";
import { buildCheck } from "@/lib/fields";
import { mustMakeOutput, needOutput, waiverOutput } from "./card-parts";

const person = z.object({ id: z.string(), name: z.string() });

export const evidenceOutput = z.object({
  id: z.string(),
  itemId: z.string().nullable(),
  title: z.string(),
  url: z.string(),
  addedBy: z.string(),
  addedAt: z.date(),
});
export type Evidence = z.output<typeof evidenceOutput>;

export const turnItemOutput = z.object({
  id: z.string(),
  area: z.string(),
  title: z.string(),
  instruction: z.string(),
  required: z.boolean(),
  checkName: z.string().nullable(),
  /** What was decided, or what the pipeline's check says where nobody decided. */
  state: z.enum(testItemStates),
  /** Whether that is the pipeline's word. */
  byCheck: z.boolean(),
  note: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
});
export type TurnItem = z.output<typeof turnItemOutput>;

/** One round of the release with QA, to stand beside the others. */
export const roundBesideOutput = z.object({
  handoffId: z.string(),
  round: z.number(),
  number: z.number(),
  status: z.enum(handoffStates),
  verdict: z.enum(["accepted", "rejected"]).nullable(),
  category: z.enum(rejectionCategories).nullable(),
  severity: z.enum(rejectionSeverities).nullable(),
  reason: z.string(),
  testerName: z.string().nullable(),
  handedOverAt: z.date(),
  claimedAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  note: z.string(),
  commitSha: z.string(),
  commitCount: z.number().nullable(),
  changedFiles: z.number().nullable(),
  changedLines: z.number().nullable(),
  linesAdded: z.number().nullable(),
  linesRemoved: z.number().nullable(),
  compareUrl: z.string().nullable(),
  runUrl: z.string().nullable(),
  changes: z.array(z.object({ title: z.string(), author: z.string().optional(), url: z.string().optional() })),
  items: z.object({ total: z.number(), done: z.number(), failed: z.number() }),
});
export type RoundBeside = z.output<typeof roundBesideOutput>;

/** One build's turn with QA, with all that its tester works with. */
export const turnOutput = z.object({
  handoffId: z.string(),
  status: z.enum(handoffStates),
  round: z.number(),
  release: z.object({
    id: z.string(),
    version: z.string(),
    kind: z.enum(releaseKinds),
    summary: z.string(),
    databaseChange: z.enum(databaseChanges),
  }),
  service: z.object({ id: z.string(), name: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }),
  number: z.number(),
  group: z.object({ id: z.string(), name: z.string(), limit: z.number(), inTest: z.number() }).nullable(),
  tester: person.nullable(),
  claimedAt: z.date().nullable(),
  handedOverAt: z.date(),
  offer: z.object({ person, until: z.date() }).nullable(),
  /** Whether it is whoever asks that is asked first. */
  offerIsMine: z.boolean(),
  mustMake: mustMakeOutput.nullable(),
  need: needOutput,
  items: z.array(turnItemOutput),
  areas: z.array(
    z.object({
      area: z.string(),
      verdict: z.enum(areaVerdicts),
      note: z.string(),
      by: z.string(),
      at: z.date(),
    }),
  ),
  evidence: z.array(evidenceOutput),
  checks: z.array(buildCheck),
  waiver: waiverOutput.nullable(),
  /** Newest first; the first one of this release may be newer than the turn itself. */
  rounds: z.array(roundBesideOutput),
  /** The newest build that whoever asks judged before this one; null: they never did. */
  lastLookNumber: z.number().nullable(),
  /** Who can be given the build. */
  testers: z.array(person),
  judge: z.object({ may: z.boolean(), because: z.string() }),
  isMine: z.boolean(),
  zone: z.string(),
});
export type Turn = z.output<typeof turnOutput>;
