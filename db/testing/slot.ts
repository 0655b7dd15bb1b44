import type { Database } from "@/db/client";
import { approvals, slotReleases, slots } from "@/db/schema";
import { approvalContentOf, digestOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { type Organisation, returned } from "./organisation";
import type { TestPerson } from "./person";

type ShippedRelease = { id: string; serviceId: string };

const hour = 3_600_000;

/**
 * A slot booked by the developer for Payments: the first hour of lane 1 of Production's next opening, unless told. Which
 * releases it ships is up to the caller.
 */
export async function aSlot(
  db: Database,
  { now, nextOccurrence, teams, people }: Organisation,
  more: Partial<typeof slots.$inferInsert> & { releases?: ShippedRelease[] } = {},
) {
  const { releases = [], ...columns } = more;
  const { start } = nextOccurrence.during;
  const [slot] = await returned(
    db
      .insert(slots)
      .values({
        environmentId: nextOccurrence.environmentId,
        occurrenceId: nextOccurrence.id,
        teamId: teams.payments.id,
        during: { start, end: new Date(start.getTime() + hour) },
        status: "booked",
        bookedBy: people.developer.id,
        bookedAt: now,
        createdAt: now,
        ...columns,
      })
      .returning(),
  );
  if (releases.length > 0) {
    await db.insert(slotReleases).values(
      releases.map(({ id, serviceId }, index) => ({
        slotId: slot.id,
        releaseId: id,
        serviceId,
        environmentId: slot.environmentId,
        during: slot.during,
        live: slot.live,
        position: index + 1,
      })),
    );
  }
  return slot;
}

/** A person's yes to exactly what the slot would deploy now. */
export async function anApproval(
  db: Database,
  { now, policy }: Organisation,
  slot: { id: string },
  person: TestPerson,
  more: Partial<typeof approvals.$inferInsert> = {},
) {
  const facts = (await loadSlotFacts(db, [slot.id], now)).get(slot.id);
  const content = facts && approvalContentOf(facts);
  if (!content) throw new Error("the slot asks for no approval");
  const [approval] = await returned(
    db
      .insert(approvals)
      .values({
        slotId: slot.id,
        policyId: policy.id,
        personId: person.id,
        verdict: "approve",
        content,
        digest: digestOf(content),
        givenAt: now,
        ...more,
      })
      .returning(),
  );
  return approval;
}
