import type { Tx } from "@/db/client";
import type { Member } from "@/lib/auth/actor";
import { decideReassignment } from "@/lib/domain/handoff";
import { type Result, refuse } from "@/lib/domain/refusal";
import type { ReassignInput } from "@/lib/handoffs/input/acts";
import { loadGroupAtWork } from "@/lib/handoffs/queries/group-at-work";
import { lockHandoffFor } from "@/lib/handoffs/queries/locked-handoff";
import { loadTester } from "@/lib/handoffs/queries/tester";
import { tell } from "@/lib/notices/tell";
import { beginTestPlan } from "./begin-test-plan";
import { noOffer } from "./claim-handoff";
import { writeHandoff } from "./write-handoff";

/**
 * Puts a build into a certain tester's hands, from the queue or from a colleague, with a reason that both are told. The time in test goes on. Refuses with
 * `not_found` (also of the tester: nobody who may judge for the team), `forbidden`, `own_work`, `not_in_group`, `group_full`,
 * `offered_to_another` (to oneself, what a colleague is asked about first) and `wrong_state`.
 */
export async function reassignHandoff(
  tx: Tx,
  actor: Member,
  { handoffId, personId, reason }: ReassignInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const { release, testerName, claimedAt, groupId } = locked.value;
  const tester = await loadTester(tx, personId, release.teamId);
  if (tester === undefined) {
    return refuse("not_found", "Nobody by that id judges builds of this team.", { field: "personId" });
  }
  const work = await loadGroupAtWork(tx, release.serviceId, handoffId);
  const decided = decideReassignment(locked.value, tester, work, actor.personId, now);
  if (!decided.ok) return decided;
  await beginTestPlan(tx, handoffId, release.serviceId, now);
  const columns = {
    status: decided.value,
    testerId: tester.id,
    claimedAt: claimedAt ?? now,
    groupId: locked.value.status === "testing" ? groupId : (work.group?.id ?? null),
    ...noOffer,
  };
  const { name: build } = locked.value;
  const subject = { noun: "queue" as const, id: handoffId };
  await tell(
    tx,
    actor,
    now,
    { to: [tester.id], kind: "build_assigned", subject, params: { build, by: actor.name, reason } },
    { to: [locked.value.testerId], kind: "build_taken_over", subject, params: { build, by: tester.name, reason } },
  );
  const audit = { action: "handoff.reassigned", data: { to: tester.name, from: testerName, reason } } as const;
  return writeHandoff(tx, actor, locked.value, columns, audit, now);
}
