import type { Tx } from "@/db/client";
import type { Member } from "@/lib/auth/actor";
import { decideClaim, decideOfferPassed, decideReturn, decideTakeOver } from "@/lib/domain/handoff";
import type { Result } from "@/lib/domain/refusal";
import { loadGroupAtWork } from "@/lib/handoffs/queries/group-at-work";
import { lockHandoffFor } from "@/lib/handoffs/queries/locked-handoff";
import { tell } from "@/lib/notices/tell";
import { beginTestPlan } from "./begin-test-plan";
import { writeHandoff } from "./write-handoff";

type Claimed = Promise<Result<{ handoffId: string }>>;
type Which = { handoffId: string };

/**
 * Takes a build out of the queue to test it, for the group that tests its service. Of two testers at once exactly one gets it, and of
 * two builds at once only as many as the group's limit allows. Refuses with `not_found`, `forbidden` (another team's), `own_work`,
 * `not_in_group`, `claimed_by_another`, `offered_to_another`, `group_full` and `wrong_state` (its turn is over).
 */
export async function claimHandoff(tx: Tx, actor: Member, { handoffId }: Which, now: Date): Claimed {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const { release } = locked.value;
  const work = await loadGroupAtWork(tx, release.serviceId, handoffId);
  const decided = decideClaim(locked.value, { id: actor.personId, name: actor.name }, work, now);
  if (!decided.ok) return decided;
  // A plan that was made after the hand-over is still in time.
  await beginTestPlan(tx, handoffId, release.serviceId, now);
  const columns = {
    status: decided.value,
    testerId: actor.personId,
    claimedAt: now,
    groupId: work.group?.id ?? null,
    ...noOffer,
  };
  return writeHandoff(tx, actor, locked.value, columns, { action: "handoff.claimed" }, now);
}

/** Whoever has it in test is not asked about it any more. */
export const noOffer = { offeredTo: null, offeredUntil: null };

/**
 * Takes a build over that a colleague has in test (they are ill, their shift is over). The time in test goes on. Refuses as
 * `claimHandoff` does, and with `wrong_state` when it is in nobody's test.
 */
export async function takeOverHandoff(tx: Tx, actor: Member, { handoffId }: Which, now: Date): Claimed {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const work = await loadGroupAtWork(tx, locked.value.release.serviceId, handoffId);
  const decided = decideTakeOver(locked.value, { id: actor.personId, name: actor.name }, work);
  if (!decided.ok) return decided;
  const audit = { action: "handoff.claimed", data: { takenOverFrom: locked.value.testerName } } as const;
  await tell(tx, actor, now, {
    to: [locked.value.testerId],
    kind: "build_taken_over",
    subject: { noun: "releases", id: locked.value.release.id },
    params: { build: locked.value.name, by: actor.name },
  });
  return writeHandoff(tx, actor, locked.value, { status: decided.value, testerId: actor.personId }, audit, now);
}

/**
 * Gives a claimed build back to the queue, where it keeps its place and what was ticked off so far. Refuses with `not_found`,
 * `forbidden` (another team's), `claimed_by_another` and `wrong_state` (it is not in test).
 */
export async function returnHandoff(tx: Tx, actor: Member, { handoffId }: Which, now: Date): Claimed {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const decided = decideReturn(locked.value, { id: actor.personId, name: actor.name });
  if (!decided.ok) return decided;
  const columns = { status: decided.value, testerId: null, claimedAt: null, groupId: null };
  return writeHandoff(tx, actor, locked.value, columns, { action: "handoff.returned" }, now);
}

/** Lets the first look at a build that came back go to the whole group at once. Refuses with `offer_over` when nobody asks the actor. */
export async function passOffer(tx: Tx, actor: Member, { handoffId }: Which, now: Date): Claimed {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const decided = decideOfferPassed(locked.value, { id: actor.personId, name: actor.name }, now);
  if (!decided.ok) return decided;
  return writeHandoff(
    tx,
    actor,
    locked.value,
    { status: locked.value.status, ...noOffer },
    { action: "handoff.offer_passed" },
    now,
  );
}
