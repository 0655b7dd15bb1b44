import { z } from "zod";
import { accept, type Result } from "@/lib/domain/refusal";
import { liftInWords, type RehearsedKind, rehearsalInWords } from "@/lib/domain/rehearsal-words";
import { releaseKinds } from "@/lib/domain/release-state";
import { range } from "@/lib/fields";
import { rehearseFreezeInput, rehearsePolicyInput, rehearseWindowInput } from "@/lib/plans/input";
import type { RehearsalAnswer } from "@/lib/plans/queries/rehearsal-answer";
import { rehearseFreeze } from "@/lib/plans/queries/rehearse-freeze";
import { rehearsePolicy } from "@/lib/plans/queries/rehearse-policy";
import { rehearseWindow } from "@/lib/plans/queries/rehearse-window";
import { procedure } from "@/lib/rpc/procedure";

const tags = ["Plan"];

const grouped = z.array(z.object({ name: z.string(), count: z.number() }));
const count = z.object({
  /** Deployments. */
  total: z.number(),
  byKind: z.array(z.object({ kind: z.enum(releaseKinds), count: z.number() })),
  byTeam: grouped,
  byService: grouped,
});
const affected = z.object({
  change: z.enum(["blocked", "freed"]),
  /** Why it could not have opened. */
  reason: z.string(),
  slot: z.object({
    id: z.string(),
    environmentName: z.string(),
    zone: z.string(),
    teamName: z.string().nullable(),
    during: range,
    releases: z.array(
      z.object({
        releaseId: z.string(),
        deploymentId: z.string().nullable(),
        serviceName: z.string(),
        version: z.string(),
        kind: z.enum(releaseKinds),
      }),
    ),
  }),
});

/** What a change would have meant for the past year and means for the next quarter, beside what stands. */
const rehearsalOutput = z.object({
  /** The whole in sentences. */
  words: z.array(z.string()),
  past: z.object({
    range,
    deployments: z.number(),
    blocked: count,
    freed: count,
    weeks: z.array(z.object({ start: z.date(), deployments: z.number(), blocked: z.number(), freed: z.number() })),
    /** The newest fifty. */
    affected: z.array(affected),
  }),
  coming: z.object({
    range,
    slots: z.number(),
    blocked: z.number(),
    freed: z.number(),
    /** The next fifty. */
    affected: z.array(affected),
  }),
  /** Hours a week in which something could leave, on average over the next quarter. */
  hours: z.array(z.object({ environmentName: z.string(), before: z.number(), after: z.number() })),
  notes: z.array(z.string()),
});

export const rehearsalProcedures = {
  rehearseWindow: procedure({
    access: "window.manage",
    method: "POST",
    path: "/plan/rehearse/window",
    summary:
      "Replays a window before it is saved: what it would have blocked in the past year, and booked slots without a place",
    tags,
    input: rehearseWindowInput,
    output: rehearsalOutput,
    handler: async ({ input, now, db }) => inWords(await rehearseWindow(db, input, now), "window"),
  }),
  rehearseFreeze: procedure({
    access: "freeze.manage",
    method: "POST",
    path: "/plan/rehearse/freeze",
    summary:
      "Replays a freeze before it is saved or lifted: what it would have blocked in the past year, and whom it hits next",
    tags,
    input: rehearseFreezeInput,
    output: rehearsalOutput,
    handler: async ({ input, now, db }) =>
      inWords(await rehearseFreeze(db, input, now), input.after === null ? "lift" : "freeze"),
  }),
  rehearsePolicy: procedure({
    access: "policy.manage",
    method: "POST",
    path: "/plan/rehearse/policy",
    summary: "Replays an approval policy before it is saved: which slots of the past year would have lacked signatures",
    tags,
    input: rehearsePolicyInput,
    output: rehearsalOutput,
    handler: async ({ input, now, db }) => inWords(await rehearsePolicy(db, input, now), "policy"),
  }),
};

function inWords(rehearsed: Result<RehearsalAnswer>, kind: RehearsedKind | "lift") {
  if (!rehearsed.ok) return rehearsed;
  const { value } = rehearsed;
  return accept({ ...value, words: kind === "lift" ? liftInWords(value) : rehearsalInWords(value, kind) });
}
