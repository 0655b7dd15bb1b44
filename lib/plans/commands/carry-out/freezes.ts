import type { FreezeEntry } from "@/lib/domain/plan";
import { type AffectedSlot, effectOf } from "@/lib/domain/plan-effect";
import { accept } from "@/lib/domain/refusal";
import { decideFreezeRule } from "@/lib/domain/window-rule";
import { changeFreeze, createFreeze, liftFreeze } from "@/lib/freezes/commands/freeze";
import { readFreezePreview } from "@/lib/freezes/queries/freeze-preview";
import type { CarryOut, Step } from "./step";

/** What is removed is lifted: a freeze stays on the record. */
export const freezeSteps: CarryOut<"freezes"> = {
  async add(step, wanted) {
    const hits = await hitsOf(step, wanted);
    const made = await createFreeze(step.tx, step.actor, columnsOf(step, wanted), step.now);
    return made.ok ? accept({ id: made.value.freezeId, effects: effectOf("missed", hits) }) : made;
  },
  async change(step, standing, wanted) {
    const before = await hitsOf(step, standing, standing.id);
    const after = await hitsOf(step, wanted, standing.id);
    const changed = await changeFreeze(
      step.tx,
      step.actor,
      { freezeId: standing.id, ...columnsOf(step, wanted) },
      step.now,
    );
    if (!changed.ok) return changed;
    return accept({
      effects: [...effectOf("missed", without(after, before)), ...effectOf("freed", without(before, after))],
    });
  },
  async remove(step, standing) {
    const freed = await hitsOf(step, standing, standing.id);
    const lifted = await liftFreeze(step.tx, step.actor, { freezeId: standing.id }, step.now);
    return lifted.ok ? accept({ effects: effectOf("freed", freed) }) : lifted;
  },
};

function columnsOf({ ids }: Step, freeze: FreezeEntry) {
  const { name, reason, grade, zone, localStart, durationMinutes, rrule, exdates, rdates, thaw, thawPerHour } = freeze;
  return {
    ...{ name, reason, grade, zone, localStart, durationMinutes, rrule, thaw, thawPerHour },
    exdates: [...exdates],
    rdates: [...rdates],
    ...ids.scope(freeze),
    except: ids.scope(freeze.except),
  };
}

/** The booked slots that it hits; none where its rule is refused, which the command then says. */
async function hitsOf(step: Step, freeze: FreezeEntry, freezeId?: string): Promise<AffectedSlot[]> {
  const { name: _, reason: __, thaw: ___, thawPerHour: ____, ...input } = columnsOf(step, freeze);
  if (!decideFreezeRule(input, step.now).ok) return [];
  const { hits } = await readFreezePreview(step.tx, { ...input, freezeId }, { rule: input }, step.now);
  return hits.map(({ id, releases, environmentName, teamName, during, zone }) => ({
    id,
    name: releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", "),
    environmentName,
    teamName,
    during,
    zone,
  }));
}

const without = (slots: AffectedSlot[], others: AffectedSlot[]) =>
  slots.filter(({ id }) => !others.some((other) => other.id === id));
