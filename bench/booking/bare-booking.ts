import type pg from "pg";
import { newId } from "@/db/id";
import type { Booker, BookingGround } from "@/db/testing/bookers";
import type { Range } from "@/lib/time/range";

export type Place = { openingId: string; lane: number; during: Range };

// How an exclusion constraint refuses: by its name or, when two wait for each other's row at the same moment, by ending one of
// them as a deadlock. The product takes a lock on the lane first, so that nobody meets the second.
const refusedByConstraint = ["23P01", "40P01"];

/**
 * The yardstick: the rows of a booking and its NOTIFY by hand, with nothing read and nothing decided. Constraints, triggers and
 * the audit chain are the database's own and take part. `false`: the exclusion constraint gave the place to somebody else.
 */
export async function bookBare(pool: pg.Pool, ground: BookingGround, booker: Booker, place: Place): Promise<boolean> {
  const { openingId, lane, during } = place;
  const slotId = newId();
  const range = `[${during.start.toISOString()},${during.end.toISOString()})`;
  const { releaseId, serviceId, actor } = booker;
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(
      `insert into slots (id, environment_id, occurrence_id, lane, during, origin, team_id, status, booked_by, booked_at)
       values ($1, $2, $3, $4, $5, 'window', $6, 'booked', $7, now())`,
      [slotId, ground.environmentId, openingId, lane, range, ground.teamId, actor.personId],
    );
    await client.query(
      `insert into slot_releases (slot_id, release_id, service_id, environment_id, during, live, position)
       values ($1, $2, $3, $4, $5, true, 1)`,
      [slotId, releaseId, serviceId, ground.environmentId, range],
    );
    await client.query(
      `insert into audit_events (id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, release_id, data)
       values ($1, now(), 'person', $2, $3, 'slot.booked', 'slot', $4, $5, $6, $7)`,
      [
        newId(),
        actor.personId,
        actor.name,
        slotId,
        booker.serviceName,
        releaseId,
        { environmentId: ground.environmentId, occurrenceId: openingId, lane, start: during.start, end: during.end },
      ],
    );
    await client.query("select pg_notify('signalbox', $1)", [JSON.stringify({ noun: "slots", id: slotId })]);
    await client.query("commit");
    return true;
  } catch (error) {
    await client.query("rollback");
    if (error instanceof Error && "code" in error && refusedByConstraint.includes(String(error.code))) {
      return false;
    }
    throw error;
  } finally {
    client.release();
  }
}
