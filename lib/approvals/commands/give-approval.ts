import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { approvals, environments, releases, slotReleases, slots } from "@/db/schema";
import type { GiveApprovalInput } from "@/lib/approvals/input";
import { signedContent } from "@/lib/approvals/input";
import { loadSlotAuthors } from "@/lib/approvals/queries/slot-authors";
import { recordAudit } from "@/lib/audit/record";
import { type Member, readScope } from "@/lib/auth/actor";
import { decideApproval } from "@/lib/domain/approval";
import { approvalChanges } from "@/lib/domain/approval-content";
import { reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { tell } from "@/lib/notices/tell";
import { approvalContentOf, digestOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";

/**
 * A person's yes or no to exactly what they were shown. A new row each time; none is ever changed or deleted, and a person's newest
 * word counts. The same word on the same content again (a double click) writes nothing and gives the first one back.
 *
 * Refuses with `forbidden` whoever is no person (case 23: a token signs nothing), `not_found` (no such slot, or not visible),
 * `slot_not_live` and `too_late` (not booked any more, or over), `own_work` (rule 6, and the database again), `not_an_approver`,
 * `content_changed` with what changed when the digest is not that of what would be deployed now (rule 5).
 *
 * Slot and releases are locked, so a move or a newer build comes wholly before or wholly after the signature.
 */
export async function giveApproval(
  tx: Tx,
  actor: Member,
  input: GiveApprovalInput,
  now: Date,
): Promise<Result<{ approvalId: string; created: boolean }>> {
  if (actor.kind !== "person") return refuse("forbidden", "Only a person can approve, never a token.");
  const locked = await lockSlot(tx, input.slotId, actor);
  if (!locked.ok) return locked;
  const facts = (await loadSlotFacts(tx, [input.slotId], now)).get(input.slotId);
  if (facts === undefined) throw new Error("a locked slot has no facts");
  const authors = (await loadSlotAuthors(tx, [input.slotId])).get(input.slotId) ?? [];
  const decided = decideApproval(facts, { id: actor.personId, grants: actor.grants }, authors, now);
  if (!decided.ok) return decided;
  const content = approvalContentOf(facts);
  if (content === null || facts.policy === null) throw new Error("an approval was let through where none is asked for");
  const digest = digestOf(content);
  if (digest !== input.digest) return refuseChanged(input, content, facts);

  const [newest] = await tx
    .select()
    .from(approvals)
    .where(and(eq(approvals.slotId, input.slotId), eq(approvals.personId, actor.personId)))
    .orderBy(desc(approvals.givenAt), desc(approvals.id))
    .limit(1);
  const { verdict, comment } = input;
  if (newest?.digest === digest && newest.verdict === verdict && newest.comment === comment) {
    return accept({ approvalId: newest.id, created: false });
  }
  const approvalId = newId();
  await tx.insert(approvals).values({
    id: approvalId,
    slotId: input.slotId,
    policyId: facts.policy.id,
    personId: actor.personId,
    verdict,
    digest,
    content,
    comment,
    givenAt: now,
  });
  await recordAudit(
    tx,
    actor,
    now,
    ...facts.releases.map(({ releaseId, serviceName, version, newestBuild }) => ({
      action: verdict === "approve" ? ("approval.given" as const) : ("approval.declined" as const),
      subject: { kind: "slot", id: input.slotId, name: `${serviceName} ${version}` },
      releaseId,
      data: { digest, environment: facts.environment.name, comment, number: newestBuild?.number },
    })),
  );
  if (verdict === "decline") {
    await tell(tx, actor, now, {
      to: [locked.value.bookedBy],
      kind: "approval_declined",
      subject: { noun: "slots", id: input.slotId },
      params: {
        slot: facts.releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", "),
        by: actor.name,
        comment,
      },
    });
  }
  await announce(tx, { noun: "approvals", id: input.slotId });
  return accept({ approvalId, created: true });
}

/** Slot first, then its releases in the order of their ids: the order in which the opening takes them too. */
async function lockSlot(tx: Tx, slotId: string, actor: Member): Promise<Result<{ bookedBy: string | null }>> {
  const [slot] = await tx
    .select({ id: slots.id, teamId: slots.teamId, environmentId: slots.environmentId, bookedBy: slots.bookedBy })
    .from(slots)
    .where(eq(slots.id, slotId))
    .for("update");
  if (slot === undefined || slot.teamId === null || !reaches(readScope(actor), slot.teamId)) {
    return refuse("not_found", "There is no such slot.");
  }
  const aboard = tx.select({ id: slotReleases.releaseId }).from(slotReleases).where(eq(slotReleases.slotId, slotId));
  await tx
    .select({ id: releases.id })
    .from(releases)
    .where(inArray(releases.id, aboard))
    .orderBy(asc(releases.id))
    .for("share");
  // A change of the policy takes this row too, so its version cannot rise under a signature.
  await tx
    .select({ id: environments.id })
    .from(environments)
    .where(eq(environments.id, slot.environmentId))
    .for("share");
  return accept({ bookedBy: slot.bookedBy });
}

function refuseChanged(input: GiveApprovalInput, content: string, { environment, policy }: SlotFacts) {
  const changes =
    input.content === undefined ? [] : changesSince(input.content, input.digest, content, environment.zone);
  const what = changes.length === 0 ? "" : `: ${changes.join("; ")}`;
  return refuse("content_changed", `What you were shown has changed${what}. Look again before you sign.`, {
    rules: changes.map((reason) => ({ kind: "approval", id: policy?.id, name: "Changed", reason })),
  });
}

/** What the caller was shown comes from the caller: it counts only when it is the text of the digest and of our format. */
function changesSince(shown: string, digest: string, content: string, zone: string): string[] {
  if (digestOf(shown) !== digest) return [];
  try {
    return signedContent.safeParse(JSON.parse(shown)).success ? approvalChanges(shown, content, zone) : [];
  } catch {
    return [];
  }
}
