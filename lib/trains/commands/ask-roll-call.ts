import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { tell } from "@/lib/notices/tell";
import { loadPassengers } from "@/lib/trains/queries/passengers";
import type { LockedDeparture } from "./lock-departure";

/**
 * Asks whoever may answer for a team that has a release aboard whether it is ready, from the cut-off on. Each is asked once for each team,
 * so it may be called again when a late hotfix brings another team aboard.
 */
export async function askRollCall(
  tx: Tx,
  actor: Actor,
  { departure, name }: LockedDeparture,
  now: Date,
): Promise<void> {
  if (!["locked", "go", "held"].includes(departure.status)) return;
  const aboard = (await loadPassengers(tx, [departure.id])).get(departure.id) ?? [];
  const teams = new Map(aboard.map(({ team }) => [team.id, team.name]));
  // Whoever boards late is asked after the go/no-go too: until it leaves, and when that is overdue, at once.
  const until = [departure.goNoGoAt, departure.departsAt].find((at) => at > now) ?? now;
  await tell(
    tx,
    actor,
    now,
    ...[...teams].map(([teamId, team]) => ({
      to: { permission: "slot.book" as const, teamId },
      kind: "roll_call" as const,
      subject: { noun: "departures" as const, id: departure.id },
      params: { departure: name, team, until: until.toISOString() },
      dedupeKey: `roll_call:${departure.id}:${teamId}`,
    })),
  );
}
