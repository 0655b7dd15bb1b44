import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept, refuse } from "@/lib/domain/refusal";
import { decideWindowRule } from "@/lib/domain/window-rule";
import { procedure } from "@/lib/rpc/procedure";
import { splitWindow } from "@/lib/windows/commands/split-window";
import { archiveWindow, changeWindow, createWindow, restoreWindow } from "@/lib/windows/commands/window";
import {
  changeWindowInput,
  createWindowInput,
  listWindowsInput,
  previewChangeInput,
  previewWindowInput,
  splitWindowInput,
  windowInput,
} from "@/lib/windows/input";
import { readChangePreview } from "@/lib/windows/queries/change-preview";
import { nextOccurrences } from "@/lib/windows/queries/occurrences";
import { readWindowPreview } from "@/lib/windows/queries/window-preview";
import { listWindows } from "@/lib/windows/queries/windows";
import { changePreviewOutput, occurrenceOutput, remadeOutput, windowOutput, windowPreviewOutput } from "./outputs";

const tags = ["Windows"];

/** As many openings as a page of one window shows. */
const openingsShown = 20;

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
    output: windowPreviewOutput,
    handler: async ({ input: { environmentId, month, ...rule }, now, db }) => {
      const checked = decideWindowRule(rule, now);
      return checked.ok ? accept(await readWindowPreview(db, rule, { environmentId, month }, now)) : checked;
    },
  }),
  previewChange: procedure({
    access: "window.manage",
    method: "POST",
    path: "/windows/{windowId}/preview",
    summary: "Shows what a change would do to booked slots, for all openings or from one on, without making it",
    tags,
    input: previewChangeInput,
    output: changePreviewOutput,
    handler: ({ input, now, db }) => readChangePreview(db, input, now),
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
    summary: "Changes a window for all its coming openings; says what becomes of the slots booked in them",
    tags,
    input: changeWindowInput,
    output: z.object(remadeOutput),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeWindow(tx, actor, input, now)),
  }),
  split: procedure({
    access: "window.manage",
    method: "POST",
    path: "/windows/{windowId}/split",
    summary: "Changes a window from one opening on: its rule ends there and a new window goes on",
    tags,
    status: 201,
    input: splitWindowInput,
    output: z.object({ windowId: z.string(), ...remadeOutput }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => splitWindow(tx, actor, input, now)),
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
