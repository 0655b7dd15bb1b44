import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { testItems, waivers } from "@/db/schema";
import type { Member } from "@/lib/auth/actor";
import { decideVerdict } from "@/lib/domain/handoff";
import { type Result, refuse } from "@/lib/domain/refusal";
import { itemState, refuseUnfinished } from "@/lib/domain/test-checklist";
import type { RejectInput } from "@/lib/handoffs/input";
import type { AcceptInput } from "@/lib/handoffs/input/acts";
import { lockHandoffFor } from "@/lib/handoffs/queries/locked-handoff";
import { loadTestStates, type TestState } from "@/lib/handoffs/queries/test-state";
import { tell } from "@/lib/notices/tell";
import { moveRelease, writeHandoff } from "./write-handoff";

/** The longest that somebody may stand for a risk; the CHECK `waivers_not_for_ever` says the same. */
const longestWaiverMs = 90 * 86_400_000;

/**
 * QA's yes to exactly this build: the release may leave with it (rule 4). Under a condition when a waiver is given: a risk that the
 * tester takes by name until a day, with points of the test plan open if need be. Refuses with `not_found`, `forbidden` (another
 * team's), `own_work`, `claimed_by_another`, `test_plan_open` (required points are not done and there is no waiver), and `wrong_state`
 * when it is not in test; also when a newer build was handed over a moment ago, because both hold the release's lock and the newer
 * build supersedes this turn.
 */
export async function acceptHandoff(
  tx: Tx,
  actor: Member,
  { handoffId, note, waiver }: AcceptInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const decided = decideVerdict(locked.value, { id: actor.personId, name: actor.name }, "accepted");
  if (!decided.ok) return decided;
  const state = (await loadTestStates(tx, [handoffId])).get(handoffId);
  if (state !== undefined) {
    const open =
      waiver === undefined ? refuseUnfinished(locked.value.name, state.items, state.areas, state.checks) : undefined;
    if (open !== undefined) return open;
    await keepCheckedItems(tx, state, now);
  }
  if (waiver !== undefined) {
    const within = waiver.expiresAt > now && waiver.expiresAt.getTime() - now.getTime() <= longestWaiverMs;
    if (!within) {
      return refuse("invalid_input", "A condition ends in the future, within 90 days.", { field: "waiver.expiresAt" });
    }
    await tx.insert(waivers).values({ id: newId(), handoffId, takenBy: actor.personId, takenAt: now, ...waiver });
  }
  const moved = await moveRelease(tx, locked.value.release, "build_accepted", now);
  if (!moved.ok) return moved;
  const columns = { status: decided.value, verdict: "accepted" as const, decidedAt: now, reason: note };
  const data = {
    ...(note === "" ? {} : { note }),
    ...(waiver === undefined ? {} : { risk: waiver.risk, until: waiver.expiresAt }),
  };
  const { name: build, release, handedOverBy } = locked.value;
  await tell(tx, actor, now, {
    to: [handedOverBy],
    kind: "build_accepted",
    subject: { noun: "releases", id: release.id },
    params: { build, by: actor.name, note },
  });
  const action = waiver === undefined ? "handoff.accepted" : "handoff.accepted_with_waiver";
  return writeHandoff(tx, actor, locked.value, columns, { action, data }, now);
}

/** What the pipeline's checks answered stands from now on as it was at the verdict, whatever they report later. */
async function keepCheckedItems(tx: Tx, { items, checks }: TestState, now: Date): Promise<void> {
  for (const item of items) {
    const state = itemState(item, checks);
    if (item.state !== "open" || state === "open") continue;
    await tx
      .update(testItems)
      .set({ state, note: "By the pipeline.", decidedAt: now, updatedAt: now })
      .where(and(eq(testItems.id, item.id), eq(testItems.state, "open")));
  }
}

/**
 * QA's no, with what is wrong: the release goes back to its developers and nothing ships over it until a newer build is handed over
 * (case 18). Refuses as `acceptHandoff` does, but for the test plan: one fault is enough.
 */
export async function rejectHandoff(
  tx: Tx,
  actor: Member,
  { handoffId, category, severity, reason }: RejectInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const decided = decideVerdict(locked.value, { id: actor.personId, name: actor.name }, "rejected");
  if (!decided.ok) return decided;
  const state = (await loadTestStates(tx, [handoffId])).get(handoffId);
  if (state !== undefined) await keepCheckedItems(tx, state, now);
  const moved = await moveRelease(tx, locked.value.release, "build_rejected", now);
  if (!moved.ok) return moved;
  const columns = {
    status: decided.value,
    verdict: "rejected" as const,
    decidedAt: now,
    endedAt: now,
    category,
    severity,
    reason,
  };
  const audit = { action: "handoff.rejected", data: { category, severity, reason } } as const;
  const { name: build, release, handedOverBy } = locked.value;
  await tell(tx, actor, now, {
    to: [handedOverBy],
    kind: "build_rejected",
    subject: { noun: "releases", id: release.id },
    params: { build, by: actor.name, reason },
  });
  return writeHandoff(tx, actor, locked.value, columns, audit, now);
}
