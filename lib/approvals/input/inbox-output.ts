import { z } from "zod";
import { approvalTimeCovers } from "@/lib/domain/approval-content";
import { approvalVerdicts } from "@/lib/domain/approval-tally";
import { roles } from "@/lib/domain/permission";
import { databaseChanges, releaseKinds } from "@/lib/domain/release-state";
import { gate, range } from "@/lib/fields";

/** A release in a slot, as somebody who signs must see it. */
export const releaseToSign = z.object({
  id: z.string(),
  serviceName: z.string(),
  version: z.string(),
  kind: z.enum(releaseKinds),
  summary: z.string(),
  databaseChange: z.enum(databaseChanges),
  downtimeMinutes: z.number(),
  rollbackPlan: z.string(),
  build: z
    .object({
      number: z.number(),
      commitSha: z.string(),
      artifactDigest: z.string(),
      changeCount: z.number(),
      checks: z.object({ passed: z.number(), total: z.number() }).nullable(),
    })
    .nullable(),
  target: z.object({ url: z.string(), strategy: z.string() }).nullable(),
  /** From the build that whoever asks signed last to this one; null where a build in between did not say. */
  since: z
    .object({ number: z.number(), changedFiles: z.number().nullable(), changedLines: z.number().nullable() })
    .nullable(),
});
export type ReleaseToSign = z.output<typeof releaseToSign>;

const verdict = z.object({
  personId: z.string(),
  personName: z.string(),
  verdict: z.enum(approvalVerdicts),
  comment: z.string(),
  at: z.date(),
  /** Given for other content: counts for nothing. `changes` says what is different now. */
  stale: z.boolean(),
  changes: z.array(z.string()),
});
export type ShownVerdict = z.output<typeof verdict>;

export const inboxStates = ["waiting", "signed", "declined", "others"] as const;

export const inboxEntryOutput = z.object({
  slotId: z.string(),
  /** `waiting`: for whoever asks. `others`: somebody else must act, or nobody any more. */
  state: z.enum(inboxStates),
  environment: z.object({ id: z.string(), name: z.string(), zone: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), hue: z.number() }).nullable(),
  windowName: z.string().nullable(),
  lane: z.number(),
  during: range,
  bookedBy: z.string(),
  releases: z.array(releaseToSign),
  digest: z.string(),
  content: z.string(),
  policy: z.object({ version: z.number(), authorExcluded: z.boolean(), coversTime: z.enum(approvalTimeCovers) }),
  stages: z.array(z.object({ role: z.enum(roles), required: z.number(), signedBy: z.array(z.string()) })),
  /** What was signed beforehand in the slot's window; `because` says why it does not count here, null that it does. */
  standing: z.array(
    z.object({
      id: z.string(),
      personName: z.string(),
      reason: z.string(),
      expiresAt: z.date(),
      because: z.string().nullable(),
    }),
  ),
  /** Everybody's last word, newest first. */
  verdicts: z.array(verdict),
  /** The last word of whoever asks. */
  own: verdict.nullable(),
  gates: z.array(gate),
  /** Why whoever asks cannot sign; null when they can. */
  refused: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type InboxEntry = z.output<typeof inboxEntryOutput>;

export const inboxOutput = z.object({ entries: z.array(inboxEntryOutput) });

export const doneOutput = z.object({
  verdicts: z.array(
    z.object({
      id: z.string(),
      slotId: z.string(),
      slotStatus: z.string(),
      environmentName: z.string(),
      zone: z.string(),
      during: range,
      releases: z.array(z.object({ id: z.string(), name: z.string() })),
      verdict: z.enum(approvalVerdicts),
      comment: z.string(),
      at: z.date(),
    }),
  ),
});
export type DoneVerdict = z.output<typeof doneOutput>["verdicts"][number];
