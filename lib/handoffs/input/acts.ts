import { z } from "zod";
import { areaVerdicts, testItemStates } from "@/lib/domain/test-item-state";
import { instant, requiredText, text, uuid, webUrl } from "@/lib/fields";

/** The condition of an acceptance: what may go wrong, and until when whoever accepts stands for it. */
const waiver = z.strictObject({ risk: requiredText(1_000), expiresAt: instant });

export const acceptInput = z.strictObject({
  handoffId: uuid,
  note: text(2_000).default(""),
  /** Accepts under a condition, with points of the test plan open if need be. */
  waiver: waiver.optional(),
});
export type AcceptInput = z.output<typeof acceptInput>;

export const settleWaiverInput = z.strictObject({ handoffId: uuid, note: requiredText(1_000) });
export type SettleWaiverInput = z.output<typeof settleWaiverInput>;

export const reassignInput = z.strictObject({
  handoffId: uuid,
  /** Who tests it from now on. */
  personId: uuid,
  reason: requiredText(1_000),
});
export type ReassignInput = z.output<typeof reassignInput>;

export const decideItemInput = z
  .strictObject({ itemId: uuid, state: z.enum(testItemStates), note: text(1_000).default("") })
  .refine(({ state, note }) => state !== "not_applicable" || note !== "", {
    error: "must say why it does not apply",
    path: ["note"],
  });
export type DecideItemInput = z.output<typeof decideItemInput>;

export const judgeAreaInput = z
  .strictObject({
    handoffId: uuid,
    area: requiredText(80),
    verdict: z.enum(areaVerdicts),
    note: text(1_000).default(""),
  })
  .refine(({ verdict, note }) => verdict !== "failed" || note !== "", {
    error: "must say what failed",
    path: ["note"],
  });
export type JudgeAreaInput = z.output<typeof judgeAreaInput>;

export const addEvidenceInput = z.strictObject({
  handoffId: uuid,
  /** The point it belongs to; left out: the whole turn. */
  itemId: uuid.optional(),
  title: requiredText(200),
  /** Where it lies: a recording, a log, a file. */
  url: webUrl,
});
export type AddEvidenceInput = z.output<typeof addEvidenceInput>;

export const evidenceInput = z.strictObject({ evidenceId: uuid });

/** The same step for several builds. Each stands for itself: what is refused for one is done for the others. */
export const manyInput = z.strictObject({
  step: z.enum(["claim", "give_back", "reassign"]),
  handoffIds: z.array(uuid).min(1).max(50, "must be at most 50 builds"),
  /** For `reassign`: who tests them, and why. */
  personId: uuid.optional(),
  reason: text(1_000).default(""),
});
export type ManyInput = z.output<typeof manyInput>;

export const manyOutput = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ handoffId: z.string(), code: z.string(), message: z.string() })),
});
