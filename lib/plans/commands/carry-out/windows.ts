import type { WindowEntry } from "@/lib/domain/plan";
import { effectOf } from "@/lib/domain/plan-effect";
import { accept } from "@/lib/domain/refusal";
import { loadSlotsInOpenings } from "@/lib/plans/queries/affected-slots";
import { archiveWindow, changeWindow, createWindow } from "@/lib/windows/commands/window";
import type { CarryOut, PlanIds } from "./step";

/** What is removed is archived: what happened in a window stays on the record. */
export const windowSteps: CarryOut<"windows"> = {
  async add({ tx, actor, now, ids }, wanted) {
    const environmentId = ids.get("environments", wanted.environment);
    const made = await createWindow(tx, actor, { environmentId, ...columnsOf(wanted, ids) }, now);
    return made.ok ? accept({ id: made.value.windowId }) : made;
  },
  async change({ tx, actor, now, ids }, { id }, wanted) {
    const input = { windowId: id, ...columnsOf(wanted, ids), slots: "keep", orphans: "keep" } as const;
    const changed = await changeWindow(tx, actor, input, now);
    if (!changed.ok) return changed;
    const kept = changed.value.kept.map(({ occurrenceId }) => occurrenceId);
    return accept({ effects: effectOf("kept", await loadSlotsInOpenings(tx, kept)) });
  },
  async remove({ tx, actor, now }, { id }) {
    const archived = await archiveWindow(tx, actor, { windowId: id }, now);
    return archived.ok ? accept({}) : archived;
  },
};

function columnsOf(window: WindowEntry, ids: PlanIds) {
  const { was: _, environment: __, teams, exdates, rdates, ...columns } = window;
  const teamIds = teams.map((name) => ids.get("teams", name));
  return { ...columns, teamIds, exdates: [...exdates], rdates: [...rdates] };
}
