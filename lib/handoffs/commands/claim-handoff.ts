import type { Tx } from "@/db/client";
import { type Member, readScope, requireReach } from "@/lib/auth/actor";
import { decideClaim, decideReturn, decideTakeOver } from "@/lib/domain/handoff";
import type { Result } from "@/lib/domain/refusal";
import { lockHandoff } from "@/lib/handoffs/queries/locked-handoff";
import { writeHandoff } from "./write-handoff";

type Claimed = Promise<Result<{ handoffId: string }>>;

/**
 * Takes a build out of the queue to test it. Of two testers at once exactly one gets it. Refuses with `not_found`, `forbidden`
 * (another team's), `own_work`, `claimed_by_another` and `wrong_state` (its turn is over).
 */
export async function claimHandoff(tx: Tx, actor: Member, { handoffId }: { handoffId: string }, now: Date): Claimed {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "handoff.judge", locked.value.release.teamId);
  if (!reached.ok) return reached;
  const decided = decideClaim(locked.value, { id: actor.personId, name: actor.name });
  if (!decided.ok) return decided;
  const columns = { status: decided.value, testerId: actor.personId, claimedAt: now };
  return writeHandoff(tx, actor, locked.value, columns, { action: "handoff.claimed" }, now);
}

/**
 * Takes a build over that a colleague has in test (they are ill, their shift is over). The time in test goes on. Refuses as
 * `claimHandoff` does, and with `wrong_state` when it is in nobody's test.
 */
export async function takeOverHandoff(tx: Tx, actor: Member, { handoffId }: { handoffId: string }, now: Date): Claimed {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "handoff.judge", locked.value.release.teamId);
  if (!reached.ok) return reached;
  const decided = decideTakeOver(locked.value, { id: actor.personId, name: actor.name });
  if (!decided.ok) return decided;
  const audit = { action: "handoff.claimed", data: { takenOverFrom: locked.value.testerName } } as const;
  return writeHandoff(tx, actor, locked.value, { status: decided.value, testerId: actor.personId }, audit, now);
}

/**
 * Gives a claimed build back to the queue, where it keeps its place. Refuses with `not_found`, `forbidden` (another team's),
 * `claimed_by_another` and `wrong_state` (it is not in test).
 */
export async function returnHandoff(tx: Tx, actor: Member, { handoffId }: { handoffId: string }, now: Date): Claimed {
  const locked = await lockHandoff(tx, handoffId, readScope(actor));
  if (!locked.ok) return locked;
  const reached = requireReach(actor, "handoff.judge", locked.value.release.teamId);
  if (!reached.ok) return reached;
  const decided = decideReturn(locked.value, { id: actor.personId, name: actor.name });
  if (!decided.ok) return decided;
  const columns = { status: decided.value, testerId: null, claimedAt: null };
  return writeHandoff(tx, actor, locked.value, columns, { action: "handoff.returned" }, now);
}
