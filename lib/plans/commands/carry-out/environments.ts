import { accept } from "@/lib/domain/refusal";
import { changeEnvironment, createEnvironment, removeEnvironment } from "@/lib/services/commands/environment";
import type { CarryOut } from "./step";

export const environmentSteps: CarryOut<"environments"> = {
  async add({ tx, actor, now }, { was: _, ...wanted }) {
    const made = await createEnvironment(tx, actor, wanted, now);
    return made.ok ? accept({ id: made.value.environmentId }) : made;
  },
  async change({ tx, actor, now }, { id }, { was: _, ...wanted }) {
    const changed = await changeEnvironment(tx, actor, { environmentId: id, ...wanted }, now);
    return changed.ok ? accept({}) : changed;
  },
  async remove({ tx, actor, now }, { id }) {
    const removed = await removeEnvironment(tx, actor, { environmentId: id }, now);
    return removed.ok ? accept({}) : removed;
  },
};
