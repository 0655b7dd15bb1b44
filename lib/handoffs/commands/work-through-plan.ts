import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { testAreas, testEvidence, testItems } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import type { AuditAction } from "@/lib/domain/audit-action";
import { refuseOwnWork } from "@/lib/domain/handoff";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { AddEvidenceInput, DecideItemInput, JudgeAreaInput } from "@/lib/handoffs/input/acts";
import { type LockedHandoff, lockHandoffFor } from "@/lib/handoffs/queries/locked-handoff";

type Done = Promise<Result<{ handoffId: string }>>;

/**
 * Says what became of one point of a turn's test plan, or opens it again. Anybody who may judge the team's builds and had no hand in
 * this one, while it is in test: colleagues share a plan, the verdict is its tester's. Refuses with `not_found`, `forbidden`,
 * `own_work` and `wrong_state`.
 */
export async function decideItem(tx: Tx, actor: Member, { itemId, state, note }: DecideItemInput, now: Date): Done {
  const [item] = await tx.select().from(testItems).where(eq(testItems.id, itemId));
  if (item === undefined) return refuse("not_found", "There is no such point.");
  const turn = await turnInTest(tx, actor, item.handoffId);
  if (!turn.ok) return turn;
  const open = state === "open";
  await tx
    .update(testItems)
    .set({
      state,
      note: open ? "" : note,
      decidedBy: open ? null : actor.personId,
      decidedAt: open ? null : now,
      updatedAt: now,
    })
    .where(eq(testItems.id, itemId));
  return told(tx, actor, turn.value, "test_item.decided", { area: item.area, point: item.title, state, note }, now);
}

/** A colleague's word on one area of a turn, which may be given again while it is in test. Refuses as `decideItem` does. */
export async function judgeArea(
  tx: Tx,
  actor: Member,
  { handoffId, area, verdict, note }: JudgeAreaInput,
  now: Date,
): Done {
  const turn = await turnInTest(tx, actor, handoffId);
  if (!turn.ok) return turn;
  const columns = { verdict, note, personId: actor.personId, decidedAt: now };
  await tx
    .insert(testAreas)
    .values({ handoffId, area, ...columns })
    .onConflictDoUpdate({ target: [testAreas.handoffId, testAreas.area], set: columns });
  return told(tx, actor, turn.value, "test_area.decided", { area, verdict, note }, now);
}

/** Adds a link that shows what was seen, to a point or to the whole turn. Refuses as `decideItem` does. */
export async function addEvidence(
  tx: Tx,
  actor: Member,
  { handoffId, itemId, title, url }: AddEvidenceInput,
  now: Date,
): Promise<Result<{ evidenceId: string }>> {
  const turn = await turnInTest(tx, actor, handoffId);
  if (!turn.ok) return turn;
  if (itemId !== undefined) {
    const [item] = await tx
      .select({ id: testItems.id })
      .from(testItems)
      .where(and(eq(testItems.id, itemId), eq(testItems.handoffId, handoffId)));
    if (item === undefined) return refuse("not_found", "There is no such point in this turn.", { field: "itemId" });
  }
  const id = newId();
  await tx.insert(testEvidence).values({ id, handoffId, itemId, title, url, addedBy: actor.personId, addedAt: now });
  await told(tx, actor, turn.value, "evidence.added", { title, url }, now);
  return accept({ evidenceId: id });
}

/** Takes evidence away again, before the verdict. Refuses as `decideItem` does. */
export async function removeEvidence(tx: Tx, actor: Member, { evidenceId }: { evidenceId: string }, now: Date): Done {
  const [evidence] = await tx.select().from(testEvidence).where(eq(testEvidence.id, evidenceId));
  if (evidence === undefined) return refuse("not_found", "There is no such evidence.");
  const turn = await turnInTest(tx, actor, evidence.handoffId);
  if (!turn.ok) return turn;
  await tx.delete(testEvidence).where(eq(testEvidence.id, evidenceId));
  return told(tx, actor, turn.value, "evidence.removed", { title: evidence.title, url: evidence.url }, now);
}

async function turnInTest(tx: Tx, actor: Member, handoffId: string): Promise<Result<LockedHandoff>> {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const own = refuseOwnWork(locked.value, { id: actor.personId, name: actor.name });
  if (own !== undefined) return own;
  if (locked.value.status !== "testing") {
    return refuse(
      "wrong_state",
      `${locked.value.name} is not in test. Its test plan can be worked through once it is claimed.`,
    );
  }
  return locked;
}

async function told(
  tx: Tx,
  actor: Member,
  { id, name, release, round, buildNumber }: LockedHandoff,
  action: AuditAction,
  data: Record<string, unknown>,
  now: Date,
): Done {
  await recordAudit(tx, actor, now, {
    action,
    subject: { kind: "handoff", id, name },
    data: { round, number: buildNumber, releaseId: release.id, ...data },
  });
  await announce(tx, { noun: "handoffs", id });
  return accept({ handoffId: id });
}
