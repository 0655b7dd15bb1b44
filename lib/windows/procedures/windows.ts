import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { occurrenceStates } from "@/lib/domain/occurrence-state";
import { accept, refuse } from "@/lib/domain/refusal";
import { previewOfRule } from "@/lib/domain/rule-preview";
import { decideWindowRule } from "@/lib/domain/window-rule";
import { procedure } from "@/lib/rpc/procedure";
import { archiveWindow, changeWindow, createWindow, restoreWindow } from "@/lib/windows/commands/window";
import {
  changeWindowInput,
  createWindowInput,
  listWindowsInput,
  previewWindowInput,
  windowInput,
} from "@/lib/windows/input";
import { nextOccurrences } from "@/lib/windows/queries/occurrences";
import { listWindows } from "@/lib/windows/queries/windows";
import { previewOutput, rangeOutput, timeRuleOutput } from "./shapes";

const tags = ["Windows"];

/** As many openings as a page of one window shows. */
const openingsShown = 20;

const windowOutput = z.object({
  id: z.string(),
  environmentId: z.string(),
  environmentName: z.string(),
  name: z.string(),
  ...timeRuleOutput,
  rdates: z.array(z.string()),
  lanes: z.number(),
  granularityMinutes: z.number(),
  leadMinutes: z.number(),
  archivedAt: z.date().nullable(),
  nextOpenings: z.array(rangeOutput),
});

const occurrenceOutput = z.object({
  id: z.string(),
  during: rangeOutput,
  originalLocalStart: z.string(),
  lanes: z.number(),
  status: z.enum(occurrenceStates),
  /** How many live slots stand in it. */
  slots: z.number(),
});

export const windowProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/windows",
    summary: "Lists release windows with their next openings",
    tags,
    input: listWindowsInput,
    output: z.object({ windows: z.array(windowOutput) }),
    handler: async ({ input, now, db }) => accept({ windows: await listWindows(db, input, now) }),
  }),
  get: procedure({
    access: "plan.read",
    method: "GET",
    path: "/windows/{windowId}",
    summary: "Reads one window with its coming openings",
    tags,
    input: windowInput,
    output: z.object({ window: windowOutput, openings: z.array(occurrenceOutput) }),
    handler: async ({ input, now, db }) => {
      const [window] = await listWindows(db, { windowId: input.windowId, archived: true }, now);
      if (!window) return refuse("not_found", "There is no such window.");
      const openings = await nextOccurrences(db, window.id, now, openingsShown);
      return accept({ window, openings });
    },
  }),
  preview: procedure({
    access: "window.manage",
    method: "POST",
    path: "/windows/preview",
    summary: "Shows when a window would open, and what clock changes do to it, without saving it",
    tags,
    input: previewWindowInput,
    output: z.object(previewOutput),
    handler: async ({ input, now }) => {
      const checked = decideWindowRule(input, now);
      return checked.ok ? accept(previewOfRule(input, now)) : checked;
    },
  }),
  create: procedure({
    access: "window.manage",
    method: "POST",
    path: "/windows",
    summary: "Adds a release window",
    tags,
    status: 201,
    input: createWindowInput,
    output: z.object({ windowId: z.string(), openings: z.number() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => createWindow(tx, actor, input, now)),
  }),
  change: procedure({
    access: "window.manage",
    method: "PATCH",
    path: "/windows/{windowId}",
    summary: "Changes a window; openings in which slots are booked stay as they are and are named",
    tags,
    input: changeWindowInput,
    output: z.object({ kept: z.array(z.object({ occurrenceId: z.string(), during: rangeOutput })) }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeWindow(tx, actor, input, now)),
  }),
  archive: procedure({
    access: "window.manage",
    method: "POST",
    path: "/windows/{windowId}/archive",
    summary: "Puts a window away in which no slot is booked",
    tags,
    input: windowInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => archiveWindow(tx, actor, input, now)),
  }),
  restore: procedure({
    access: "window.manage",
    method: "POST",
    path: "/windows/{windowId}/restore",
    summary: "Takes an archived window back into use",
    tags,
    input: windowInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => restoreWindow(tx, actor, input, now)),
  }),
};
