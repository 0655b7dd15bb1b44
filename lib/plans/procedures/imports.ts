import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept } from "@/lib/domain/refusal";
import { range } from "@/lib/fields";
import { importWindows } from "@/lib/plans/commands/import-windows";
import { importWindowsInput, previewWindowsInput } from "@/lib/plans/input";
import { readWindowsText } from "@/lib/plans/input/read-windows-text";
import { previewWindows } from "@/lib/plans/queries/preview-windows";
import { procedure } from "@/lib/rpc/procedure";
import { timeRuleOutput } from "@/lib/rule-fields";

const tags = ["Plan"];

const previewOutput = z.object({
  index: z.number(),
  line: z.number(),
  name: z.string(),
  does: z.enum(["opens", "closes"]),
  /** As its author wrote it. */
  written: z.string(),
  zone: z.string(),
  /** In words, one for each rule that it takes. */
  words: z.array(z.string()),
  /** The rules themselves, as they would be saved and can be rehearsed. */
  rules: z.array(z.object(timeRuleOutput)),
  /** The next ten, merged. */
  stretches: z.array(range),
  /** What is odd about it, or otherwise than its comment says. */
  warnings: z.array(z.string()),
  /** Why it cannot be taken over. */
  problem: z.object({ field: z.string(), reason: z.string() }).nullable(),
});

export const importProcedures = {
  previewWindows: procedure({
    access: "window.manage",
    method: "POST",
    path: "/plan/windows/preview",
    summary:
      "Shows what windows of another program really mean (cron, pairs of cron, RRULE, one stretch), without saving",
    tags,
    input: previewWindowsInput,
    output: z.object({ windows: z.array(previewOutput) }),
    handler: async ({ input, now }) => {
      const found = readWindowsText(input.text);
      return found.ok ? accept({ windows: previewWindows(found.value, now) }) : found;
    },
  }),
  importWindows: procedure({
    access: "window.manage",
    method: "POST",
    path: "/plan/windows/import",
    summary: "Takes windows of another program over, as windows and freezes: all that are chosen, or none",
    tags,
    status: 201,
    input: importWindowsInput,
    output: z.object({
      windows: z.array(z.object({ windowId: z.string(), name: z.string() })),
      freezes: z.array(z.object({ freezeId: z.string(), name: z.string(), hits: z.number() })),
    }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => importWindows(tx, actor, input, now)),
  }),
};
