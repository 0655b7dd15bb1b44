import { intentsOf, type SlotFacts } from "./slot-facts";
import { needsLicence, slotLicences } from "./slot-licence";
import { nextOpenAt, type WindowRules } from "./window-status";

/** The rules as they are for a slot that needs no window: only freezes are left to close. */
export function rulesWithoutWindows(facts: SlotFacts): WindowRules {
  return { ...facts, environment: { ...facts.environment, defaultOpen: true } };
}

/**
 * The next instant at which windows and freezes let the slot's releases through: in its own opening, else in any. A slot of licensed
 * services waits for no window, only for the end of the freezes; once the licence has lapsed it is the windows that count again.
 */
export function nextOpenAfter(facts: SlotFacts, instant: Date): { nextOpen?: Date } {
  const { occurrence } = facts.slot;
  const intents = intentsOf(facts);
  // A train waits for no window, only for the end of the freezes.
  if (facts.slot.departure !== null) {
    const open = nextOpenAt(rulesWithoutWindows(facts), intents, instant);
    return open === undefined ? {} : { nextOpen: open };
  }
  const own = occurrence === null ? facts.occurrences : [occurrence];
  const inWindow = nextOpenAt({ ...facts, occurrences: own }, intents, instant) ?? nextOpenAt(facts, intents, instant);
  const anyTime = needsLicence(facts) ? nextOpenAt(rulesWithoutWindows(facts), intents, instant) : undefined;
  const isLicensed = anyTime !== undefined && slotLicences(facts, anyTime).every(({ licence }) => licence.licensed);
  const nextOpen = isLicensed ? anyTime : inWindow;
  return nextOpen === undefined ? {} : { nextOpen };
}
