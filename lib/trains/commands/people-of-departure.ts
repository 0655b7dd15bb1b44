import type { Tx } from "@/db/client";
import { loadConductors } from "@/lib/trains/queries/conductors";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture } from "./lock-departure";

/** Who is concerned by what happens to a departure: its conductors, and whoever has a release aboard. */
export async function peopleOf(tx: Tx, { departure }: LockedDeparture): Promise<string[]> {
  const conductors = (await loadConductors(tx, [departure])).get(departure.id);
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const ids = [
    ...[conductors?.primary?.id, conductors?.backup?.id].flatMap((id) => id ?? []),
    ...aboard.flatMap(({ boardedBy, createdBy }) => [boardedBy, createdBy]),
  ];
  return [...new Set(ids)];
}
