import { accept, type Result } from "@/lib/domain/refusal";
import { changeTarget, createTarget, removeTarget } from "@/lib/services/commands/target";
import type { CarryOut, Step } from "./step";

/** The secret of a new target is not handed out: a file is applied where its answer is kept in logs. Rotating it shows one. */
export const targetSteps: CarryOut<"targets"> = {
  async add(step, { service, environment, url: text, ...wanted }) {
    const url = addressOf(step, text);
    if (!url.ok) return url;
    const place = {
      serviceId: step.ids.get("services", service),
      environmentId: step.ids.get("environments", environment),
    };
    const made = await createTarget(step.tx, step.actor, { ...place, ...wanted, url: url.value }, step.now);
    return made.ok ? accept({ id: made.value.targetId }) : made;
  },
  async change(step, standing, { service: _, environment: __, url: text, ...wanted }) {
    const url = text === standing.url ? undefined : addressOf(step, text);
    if (url && !url.ok) return url;
    const changed = await changeTarget(
      step.tx,
      step.actor,
      { targetId: standing.id, ...wanted, url: url?.value },
      step.now,
    );
    return changed.ok ? accept({}) : changed;
  },
  async remove({ tx, actor, now }, { id }) {
    const removed = await removeTarget(tx, actor, { targetId: id }, now);
    return removed.ok ? accept({}) : removed;
  },
};

function addressOf({ addresses }: Step, text: string): Result<URL> {
  const checked = addresses.get(text);
  if (checked === undefined) throw new Error("a target's address was not checked");
  return checked;
}
