import { formatInstant } from "@/lib/time/format";
import { type Author, mayApprove } from "./approver";
import type { Grant, Role } from "./permission";
import { type Result, refuse } from "./refusal";
import type { SlotFacts } from "./slot-facts";

/** The teams whose approvers sign for a slot: its own and those of every release in it. */
export function teamsToSignFor({ slot, releases }: Pick<SlotFacts, "slot" | "releases">): string[] {
  const teams = new Set(releases.map((release) => release.teamId));
  if (slot.teamId !== null) teams.add(slot.teamId);
  return [...teams];
}

/**
 * Whether this person may say yes or no to what this slot would deploy, now. Refuses a slot that is not booked (`slot_not_live`), one
 * that is over (`too_late`), and whom `mayApprove` refuses (`own_work`, `not_an_approver`). What exactly is signed is the digest's
 * business, not this one's.
 */
export function decideApproval(
  facts: Pick<SlotFacts, "slot" | "releases" | "policy" | "environment">,
  person: { id: string; grants: readonly Grant[] },
  authors: readonly Author[],
  now: Date,
): Result<{ roles: Role[] }> {
  const { slot, policy, environment } = facts;
  if (slot.status !== "booked") {
    return refuse("slot_not_live", `Only a booked slot can be approved; this one is ${slot.status}.`);
  }
  if (now >= slot.during.end) {
    return refuse("too_late", `The slot ended at ${formatInstant(slot.during.end, environment.zone)}.`);
  }
  const asked = policy ?? { authorExcluded: true, stages: [] };
  return mayApprove(person, { teamIds: teamsToSignFor(facts), authors }, asked);
}
