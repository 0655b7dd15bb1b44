import { z } from "zod";
import { proofStates } from "@/lib/domain/continuous-licence";
import { longestValidDays, proofKinds, proofOutcomes } from "@/lib/domain/licence-proof";
import { cadences, windowCadences } from "@/lib/domain/service-cadence";
import { artifactDigest, instant, name, requiredText, uuid, webUrl } from "@/lib/fields";

export const recordProofInput = z
  .strictObject({
    /** The service's id or its name, in any case. */
    service: name,
    kind: z.enum(proofKinds),
    outcome: z.enum(proofOutcomes).default("passed"),
    /** What proves it, in words: "412 regression tests, all green". */
    summary: requiredText(500),
    evidenceUrl: webUrl.optional(),
    /** When it was tried; now unless told. */
    provenAt: instant.optional(),
    /** How long it holds from then on; what is usual for its kind unless told. */
    validDays: z
      .int()
      .min(1, "must be at least 1")
      .max(longestValidDays, `must be at most ${longestValidDays}`)
      .optional(),
    /** The artifact it was about. A regression run that passed accepts exactly that build in a tester's place. */
    artifactDigest: artifactDigest.optional(),
  })
  .refine(({ kind, artifactDigest: about, evidenceUrl }) => kind !== "regression_tests" || !about || evidenceUrl, {
    error: "must name the run, so that everybody can look at what accepted the build",
    path: ["evidenceUrl"],
  });
export type RecordProofInput = z.output<typeof recordProofInput>;

export const recordProofOutput = z.object({
  proofId: z.string(),
  /** Whether the service may deploy at any time now. */
  licensed: z.boolean(),
  lapsesAt: z.date().nullable(),
  /** What a regression run on one artifact meant for its build; null where it was about none. */
  build: z
    .object({
      accepted: z.boolean(),
      releaseId: z.string().nullable(),
      handoffId: z.string().nullable(),
      /** Why it was accepted or not, in a sentence. */
      reason: z.string(),
    })
    .nullable(),
});
export type RecordProofOutput = z.output<typeof recordProofOutput>;

export const withdrawProofInput = z.strictObject({ proofId: uuid, reason: requiredText(500) });
export type WithdrawProofInput = z.output<typeof withdrawProofInput>;

export const licenceInput = z.strictObject({ serviceId: uuid });

const proof = z.object({
  id: z.string(),
  kind: z.enum(proofKinds),
  outcome: z.enum(proofOutcomes),
  summary: z.string(),
  evidenceUrl: z.string().nullable(),
  artifactDigest: z.string().nullable(),
  provenAt: z.date(),
  expiresAt: z.date(),
  recordedBy: z.string(),
  withdrawnAt: z.date().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawReason: z.string(),
});
export type Proof = z.output<typeof proof>;

const standing = {
  licensed: z.boolean(),
  reason: z.string(),
  lapsesAt: z.date().nullable(),
  lapsesFirst: z.enum(proofKinds).nullable(),
};

export const licenceOutput = z.object({
  ...standing,
  service: z.object({ id: z.string(), name: z.string(), cadence: z.enum(cadences) }),
  /** All four in their order, each with the evidence that decides. */
  proofs: z.array(
    z.object({
      kind: z.enum(proofKinds),
      state: z.enum(proofStates),
      reason: z.string(),
      proof: proof.nullable(),
    }),
  ),
  /** Every proof ever recorded, newest first. */
  history: z.array(proof),
  /** The stops of the path where the service has a target. */
  stops: z.array(
    z.object({
      environmentId: z.string(),
      name: z.string(),
      zone: z.string(),
      /** Open by default: nobody needs a licence or a window there. */
      defaultOpen: z.boolean(),
      /** The next place in a window that the service could have; null where the next sixty days hold none. */
      next: z.object({ at: z.date(), windowName: z.string(), zone: z.string() }).nullable(),
    }),
  ),
  /** The windows in which its team may book: those of its cadence first, then the ones that open soonest. */
  windows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      cadence: z.enum(windowCadences),
      environmentName: z.string(),
      localStart: z.string(),
      durationMinutes: z.number(),
      rrule: z.string().nullable(),
      zone: z.string(),
      opensAt: z.date(),
      closesAt: z.date(),
    }),
  ),
  /** Accepted releases that wait to leave: what "deploy now" could ship. */
  ready: z.array(z.object({ releaseId: z.string(), version: z.string() })),
  /** What whoever asks may do. */
  may: z.object({ record: z.boolean(), deploy: z.boolean() }),
});
export type Licence = z.output<typeof licenceOutput>;

export const licencesOutput = z.object({
  licences: z.array(
    z.object({
      ...standing,
      serviceId: z.string(),
      name: z.string(),
      /** The kinds that are not live. */
      missing: z.array(z.enum(proofKinds)),
    }),
  ),
});
export type ListedLicence = z.output<typeof licencesOutput>["licences"][number];
