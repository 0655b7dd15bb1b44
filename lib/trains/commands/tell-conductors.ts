import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import type { Conductors } from "@/lib/domain/conductor-rota";
import { tell } from "@/lib/notices/tell";
import { loadConductors } from "@/lib/trains/queries/conductors";
import type { LockedDeparture } from "./lock-departure";

/**
 * Tells whoever conducts a departure that it is their turn, and whoever stands by that they do. Each hears of the same part in the same
 * departure once. `before`: whose parts they were until now; who keeps theirs is not told again.
 */
export async function tellConductors(
  tx: Tx,
  actor: Actor,
  { departure, name }: LockedDeparture,
  now: Date,
  before?: Conductors,
): Promise<void> {
  const crew = (await loadConductors(tx, [departure])).get(departure.id);
  await tell(
    tx,
    actor,
    now,
    ...(["primary", "backup"] as const).map((part) => ({
      to: crew?.[part]?.id === before?.[part]?.id ? [] : [crew?.[part]?.id],
      kind: "conductor_due" as const,
      subject: { noun: "departures" as const, id: departure.id },
      params: { departure: name, departsAt: departure.departsAt.toISOString(), standsBy: part === "backup" },
      dedupeKey: `conductor_due:${departure.id}:${part}`,
    })),
  );
}
