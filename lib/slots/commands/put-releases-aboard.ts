import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { slotReleases, type slots } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { BookedRelease } from "@/lib/domain/booking-facts";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Range } from "@/lib/time/range";

export type BookedSlot = { slotId: string; during: Range; lane: number; sequence: number };

/**
 * The end of every booking: the releases go aboard (the database refuses a service that another slot deploys at that time),
 * each one's history and every browser hear of it.
 */
export async function putReleasesAboard(
  tx: Tx,
  actor: Actor,
  slot: typeof slots.$inferSelect,
  releases: readonly BookedRelease[],
  now: Date,
  entry: Pick<AuditEntry, "action" | "data"> = { action: "slot.booked" },
): Promise<Result<BookedSlot>> {
  const { id: slotId, environmentId, during, live, lane, sequence } = slot;
  await tx.insert(slotReleases).values(
    releases.map(({ releaseId, serviceId }, index) => ({
      slotId,
      releaseId,
      serviceId,
      environmentId,
      during,
      live,
      position: index + 1,
    })),
  );
  await recordAudit(
    tx,
    actor,
    now,
    ...releases.map(({ releaseId, serviceName, version }) => ({
      action: entry.action,
      subject: { kind: "slot", id: slotId, name: `${serviceName} ${version}` },
      releaseId,
      data: {
        environmentId,
        occurrenceId: slot.occurrenceId,
        lane,
        start: during.start,
        end: during.end,
        ...entry.data,
      },
    })),
  );
  await announce(tx, { noun: "slots", id: slotId });
  return accept({ slotId, during, lane, sequence });
}
