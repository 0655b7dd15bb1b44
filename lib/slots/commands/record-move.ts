import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { BookedRelease, Place } from "@/lib/domain/booking-facts";

type MovedSlot = Place & { id: string; releases: readonly BookedRelease[] };

const recorded = ({ occurrenceId, lane, during }: Place) => ({
  occurrenceId,
  lane,
  start: during.start,
  end: during.end,
});

/** Puts a move on the record: in the history of each release aboard, or once for a slot that ships nothing yet. */
export async function recordMove(tx: Tx, actor: Actor, slot: MovedSlot, to: Place, now: Date): Promise<void> {
  const aboard = slot.releases.map(({ releaseId, serviceName, version }) => ({
    releaseId,
    name: `${serviceName} ${version}`,
  }));
  await recordAudit(
    tx,
    actor,
    now,
    ...(aboard.length > 0 ? aboard : [{ releaseId: undefined, name: "" }]).map(({ releaseId, name }) => ({
      action: "slot.moved" as const,
      subject: { kind: "slot", id: slot.id, name },
      releaseId,
      data: { from: recorded(slot), to: recorded(to) },
    })),
  );
}
