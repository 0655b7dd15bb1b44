import type { Reader } from "@/db/client";
import { type FreezeException, type FreezeRule, freezesThatHit, isPartial, type ScopeLists } from "@/lib/domain/freeze";
import { intentsOf, type SlotFacts } from "@/lib/domain/slot-facts";
import { type WindowRules, windowStatus } from "@/lib/domain/window-status";
import { overlaps, type Range } from "@/lib/time/range";
import { loadScopeNames } from "./closings-in-outlook";

/** A freeze as the rule that it is, for whoever judges by it, and in the words of the screen. */
export type FreezeInView = FreezeRule & {
  /** The teams and services it is limited to; empty: the whole environment. */
  only: string[];
  /** The teams and services that it lets pass. */
  except: string[];
  /** Ends when somebody lifts it. */
  stopsTheLine: boolean;
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
    const { grade, during, scope, stopsTheLine = false } = freeze;
    const namesOf = (lists: Partial<ScopeLists> | undefined) =>
      [...(lists?.teamIds ?? []), ...(lists?.serviceIds ?? [])].map((id) => names.get(id) ?? "?");
    const only = namesOf({ teamIds: scope.teamIds ?? [], serviceIds: scope.serviceIds ?? [] });
    const whole = !isPartial(scope) && grade !== "no_train";
    const { nextOpen } = whole ? windowStatus(rules, { environmentId: rules.environment.id }, during.start) : {};
    const affected = booked.filter((facts) =>
      freezesThatHit([freeze], intentsOf(facts)).some((each) => overlaps(facts.slot.during, each.during)),
    );
    return {
      ...freeze,
      exceptions: (freeze.exceptions ?? []).map(withoutNames),
      stopsTheLine,
      only,
      except: namesOf(scope.excluded),
      ...(nextOpen === undefined ? {} : { nextOpen }),
      affectedSlotIds: affected.map(({ slot }) => slot.id),
    };
  });
}

/** Everybody may see the week; why a team asked for an exception is for those who may see its releases. */
function withoutNames(exception: FreezeException): FreezeException {
  return { ...exception, reason: "", requestedByName: "", grantedByName: null };
}
