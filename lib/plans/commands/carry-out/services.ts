import { accept } from "@/lib/domain/refusal";
import { archiveService, changeService, createService, restoreService } from "@/lib/services/commands/service";
import type { CarryOut, Made, Step } from "./step";

/** What is removed is archived: a service keeps its history. */
export const serviceSteps: CarryOut<"services"> = {
  async add({ tx, actor, now, ids }, { name, team, description, cadence, archived }) {
    const columns = { name, teamId: ids.get("teams", team), description, cadence, dependsOnIds: [] };
    const made = await createService(tx, actor, columns, now);
    if (!made.ok) return made;
    const { serviceId } = made.value;
    const put = archived ? await archiveService(tx, actor, { serviceId }, now) : accept(null);
    return put.ok ? accept({ id: serviceId }) : put;
  },
  async change({ tx, actor, now, ids }, standing, { name, team, description, cadence, archived }) {
    const serviceId = standing.id;
    const columns = { serviceId, name, teamId: ids.get("teams", team), description, cadence };
    const changed = await changeService(tx, actor, columns, now);
    if (!changed.ok) return changed;
    if (standing.archived === archived) return accept({});
    const put = await (archived ? archiveService : restoreService)(tx, actor, { serviceId }, now);
    return put.ok ? accept({}) : put;
  },
  async remove({ tx, actor, now }, { id }) {
    const archived = await archiveService(tx, actor, { serviceId: id }, now);
    return archived.ok ? accept({}) : archived;
  },
  // First every dependency that goes, then those that come: turning one round never makes a circle on the way.
  afterwards: [
    (step, made) =>
      dependOn(
        step,
        made,
        made.wanted.dependsOn.filter((name) => made.standing?.dependsOn.includes(name)),
      ),
    (step, made) => dependOn(step, made, made.wanted.dependsOn),
  ],
};

async function dependOn({ tx, actor, now, ids }: Step, { id }: Made<"services">, names: readonly string[]) {
  const dependsOnIds = names.map((name) => ids.get("services", name));
  const changed = await changeService(tx, actor, { serviceId: id, dependsOnIds }, now);
  return changed.ok ? accept({}) : changed;
}
