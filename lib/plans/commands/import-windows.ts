import type { Tx } from "@/db/client";
import { type Actor, may } from "@/lib/auth/actor";
import { previewForeignWindow } from "@/lib/domain/foreign-preview";
import { accept, type Result, refuse, refusedWithin } from "@/lib/domain/refusal";
import { createFreeze } from "@/lib/freezes/commands/freeze";
import { createFreezeInput } from "@/lib/freezes/input";
import type { ImportWindowsInput } from "@/lib/plans/input";
import { readWindowsText } from "@/lib/plans/input/read-windows-text";
import { previewWindows, writtenRule } from "@/lib/plans/queries/preview-windows";
import type { TimeRule } from "@/lib/time/recurrence";
import { createWindow } from "@/lib/windows/commands/window";
import { createWindowInput } from "@/lib/windows/input";

export type Imported = {
  windows: { windowId: string; name: string }[];
  freezes: { freezeId: string; name: string; hits: number }[];
};

/**
 * Takes the chosen windows of another program's text over, as they were shown: what opens becomes windows of an environment, what
 * closes becomes freezes. All of them or none. Refuses text that cannot be read and what cannot be a rule of ours (`invalid_input` and
 * kin), a window without an environment, freezes without the right to set them (`forbidden`), and whatever `createWindow` and
 * `createFreeze` refuse, the field told by its place in the choice.
 */
export async function importWindows(
  tx: Tx,
  actor: Actor,
  input: ImportWindowsInput,
  now: Date,
): Promise<Result<Imported>> {
  const found = readWindowsText(input.text);
  if (!found.ok) return found;
  const imported: Imported = { windows: [], freezes: [] };
  for (const [place, choice] of input.choices.entries()) {
    const part = `choices.${place}`;
    const one = found.value[choice.index];
    const [shown] = one === undefined ? [] : previewWindows([one], now);
    if (one === undefined || shown === undefined)
      return refuse("invalid_input", `There is no window ${choice.index} in the text.`, { field: `${part}.index` });
    const preview = previewForeignWindow(one.foreign, now);
    if (!preview.ok) return refuse("invalid_input", `${shown.name}: ${preview.reason}`, { field: `${part}.index` });
    const name = choice.name ?? shown.name;
    for (const [index, rule] of preview.value.rules.entries()) {
      const own = preview.value.rules.length === 1 ? name : `${name.slice(0, 110)} (${index + 1})`;
      const made =
        one.foreign.does === "opens"
          ? await addWindow(tx, actor, { choice, name: own, rule }, now, imported)
          : await addFreeze(tx, actor, { choice, name: own, rule, reason: one.foreign.comment }, now, imported);
      if (!made.ok) return refusedWithin(part, made);
    }
  }
  return accept(imported);
}

type Choice = ImportWindowsInput["choices"][number];
type Added = { choice: Choice; name: string; rule: TimeRule };

async function addWindow(
  tx: Tx,
  actor: Actor,
  { choice, name, rule }: Added,
  now: Date,
  imported: Imported,
): Promise<Result<null>> {
  const { environmentIds } = choice;
  if (environmentIds.length === 0)
    return refuse("invalid_input", `${name} opens: say which environment.`, { field: "environmentIds" });
  for (const environmentId of environmentIds) {
    const columns = createWindowInput.parse({ ...writtenRule(rule), environmentId, name, lanes: choice.lanes });
    const made = await createWindow(tx, actor, columns, now);
    if (!made.ok) return made;
    imported.windows.push({ windowId: made.value.windowId, name });
  }
  return accept(null);
}

async function addFreeze(
  tx: Tx,
  actor: Actor,
  { choice, name, rule, reason }: Added & { reason: string },
  now: Date,
  imported: Imported,
): Promise<Result<null>> {
  if (!may(actor, "freeze.manage", null))
    return refuse("forbidden", "Setting a freeze needs the permission freeze.manage.");
  const { environmentIds, grade } = choice;
  const made = await createFreeze(
    tx,
    actor,
    createFreezeInput.parse({ ...writtenRule(rule), name, grade, reason, environmentIds }),
    now,
  );
  if (!made.ok) return made;
  imported.freezes.push({ freezeId: made.value.freezeId, name, hits: made.value.hits });
  return accept(null);
}
