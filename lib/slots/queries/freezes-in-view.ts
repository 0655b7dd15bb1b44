import { inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { services, teams } from "@/db/schema";
import type { FreezeRule } from "@/lib/domain/freeze";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { intentsOf, type SlotFacts } from "@/lib/domain/slot-facts";
import { freezesThatHit, type WindowRules, windowStatus } from "@/lib/domain/window-status";
import { overlaps, type Range } from "@/lib/time/range";

export type FreezeInView = {
  freezeId: string;
  name: string;
  grade: FreezeGrade;
  during: Range;
  zone: string;
  /** The teams and services it is limited to; empty: the whole environment. */
  only: string[];
  /** When the environment opens again, for a freeze of the whole of it. */
  nextOpen?: Date;
  /** Booked slots in view that it keeps from opening. */
  affectedSlotIds: string[];
};

/** The freezes that touch the view, each with whom it stops. Two statements, and only when one is limited to somebody. */
export async function freezesInView(
  reader: Reader,
  rules: WindowRules,
  booked: readonly SlotFacts[],
  view: Range,
): Promise<FreezeInView[]> {
  const inView = rules.freezes.filter((freeze) => overlaps(freeze.during, view));
  const names = await loadScopeNames(reader, inView);
  return inView.map((freeze) => {
    const { freezeId, name, grade, during, zone, scope } = freeze;
    const only = [...(scope.teamIds ?? []), ...(scope.serviceIds ?? [])].map((id) => names.get(id) ?? "?");
    const whole = only.length === 0 && grade !== "no_train";
    const { nextOpen } = whole ? windowStatus(rules, { environmentId: rules.environment.id }, during.start) : {};
    const affected = booked.filter(
      (facts) => overlaps(facts.slot.during, during) && freezesThatHit([freeze], intentsOf(facts)).length > 0,
    );
    return {
      freezeId,
      name,
      grade,
      during,
      zone,
      only,
      ...(nextOpen === undefined ? {} : { nextOpen }),
      affectedSlotIds: affected.map(({ slot }) => slot.id),
    };
  });
}

async function loadScopeNames(reader: Reader, freezes: readonly FreezeRule[]): Promise<Map<string, string>> {
  const teamIds = freezes.flatMap(({ scope }) => scope.teamIds ?? []);
  const serviceIds = freezes.flatMap(({ scope }) => scope.serviceIds ?? []);
  const rows = [
    ...(teamIds.length === 0 ? [] : await reader.select().from(teams).where(inArray(teams.id, teamIds))),
    ...(serviceIds.length === 0 ? [] : await reader.select().from(services).where(inArray(services.id, serviceIds))),
  ];
  return new Map(rows.map(({ id, name }) => [id, name]));
}
