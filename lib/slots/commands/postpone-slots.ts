import type { Tx } from "@/db/client";
import { postponements } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { type FreezeRule, freezesThatHit } from "@/lib/domain/freeze";
import { intentsOf, type SlotFacts } from "@/lib/domain/slot-facts";
import { overlaps } from "@/lib/time/range";
import type { Miss } from "./miss-slots";
import { slotName } from "./slot-name";

/**
 * Remembers of slots that were just missed which of them a freeze kept from opening: their releases are planned again when it ends or
 * is lifted (rule 11, case 10). In the transaction of the miss, so that none is lost between the two. A slot without a release has
 * nothing to plan again. Returns what was postponed, each slot with the name of its freeze.
 */
export async function postponeSlots(
  tx: Tx,
  actor: Actor,
  misses: readonly Miss[],
  now: Date,
): Promise<Map<string, string>> {
  const postponed = misses.flatMap(({ facts, failing }) => {
    // What rides on a train goes on by the next one, not by a slot of its own.
    if (facts.slot.departure !== null) return [];
    const isFrozen = failing.some(({ gate }) => gate === "freeze");
    const freeze = isFrozen && facts.releases.length > 0 ? lastToLetGo(facts) : undefined;
    return freeze === undefined ? [] : [{ facts, freeze }];
  });
  if (postponed.length === 0) return new Map();
  const rows = await tx
    .insert(postponements)
    .values(
      postponed.map(({ facts, freeze }) => ({
        slotId: facts.slot.id,
        freezeId: freeze.freezeId,
        postponedAt: now,
      })),
    )
    .onConflictDoNothing({ target: postponements.slotId })
    .returning({ slotId: postponements.slotId });
  const written = new Set(rows.map(({ slotId }) => slotId));
  const ours = postponed.filter(({ facts }) => written.has(facts.slot.id));
  await recordAudit(tx, actor, now, ...ours.flatMap(({ facts, freeze }) => entriesOf(facts, freeze)));
  return new Map(ours.map(({ facts, freeze }) => [facts.slot.id, freeze.name]));
}

/** Of several freezes that hit a slot the one that lasts longest: until then nothing changes for it. */
function lastToLetGo(facts: SlotFacts): FreezeRule | undefined {
  const endOf = ({ stopsTheLine, during }: FreezeRule) =>
    stopsTheLine ? Number.POSITIVE_INFINITY : during.end.getTime();
  return freezesThatHit(facts.freezes, intentsOf(facts))
    .filter(({ during }) => overlaps(during, facts.slot.during))
    .reduce<FreezeRule | undefined>((a, b) => (a !== undefined && endOf(a) >= endOf(b) ? a : b), undefined);
}

function entriesOf(facts: SlotFacts, { freezeId, name }: FreezeRule): AuditEntry[] {
  return facts.releases.map(({ releaseId }) => ({
    action: "slot.postponed",
    subject: { kind: "slot", id: facts.slot.id, name: slotName(facts) },
    releaseId,
    data: { freeze: name, freezeId, environment: facts.environment.name },
  }));
}
