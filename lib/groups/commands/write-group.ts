import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { qaGroupMembers, qaGroupScopes, qaGroups } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { ChangeGroupInput, CreateGroupInput } from "@/lib/groups/input";

type Written = Promise<Result<{ groupId: string }>>;

/**
 * Sets a group of testers up. Refuses with `name_taken`, and with `in_use` where another group tests one of the teams or services, or
 * a member, team or service does not exist.
 */
export async function createGroup(tx: Tx, actor: Member, input: CreateGroupInput, now: Date): Written {
  const { name, limit, offerMinutes } = input;
  const id = newId();
  await tx.insert(qaGroups).values({ id, name, limit, offerMinutes, createdAt: now, updatedAt: now });
  await fillGroup(tx, id, input);
  await recordAudit(tx, actor, now, {
    action: "qa_group.created",
    subject: { kind: "qa_group", id, name },
    data: { limit, offerMinutes, members: input.memberIds.length },
  });
  await announce(tx, { noun: "groups", id }, { noun: "handoffs" });
  return accept({ groupId: id });
}

/**
 * Makes the group what the input says, members and services included. A lowered limit takes nothing out of anybody's hands: it only
 * lets nothing more in until there is room. Refuses as `createGroup` does, and with `not_found`.
 */
export async function changeGroup(tx: Tx, actor: Member, input: ChangeGroupInput, now: Date): Written {
  const { groupId, name, limit, offerMinutes } = input;
  const before = await lockGroup(tx, groupId);
  if (before === undefined) return refuse("not_found", "There is no such group.");
  await tx.update(qaGroups).set({ name, limit, offerMinutes, updatedAt: now }).where(eq(qaGroups.id, groupId));
  await emptyGroup(tx, groupId);
  await fillGroup(tx, groupId, input);
  await recordAudit(tx, actor, now, {
    action: "qa_group.changed",
    subject: { kind: "qa_group", id: groupId, name },
    data: { limit: { from: before.limit, to: limit }, offerMinutes, members: input.memberIds.length },
  });
  await announce(tx, { noun: "groups", id: groupId }, { noun: "handoffs" });
  return accept({ groupId });
}

/** Ends a group: its services are anybody's who may judge them, without a limit. What it has in test stays in test. */
export async function archiveGroup(tx: Tx, actor: Member, { groupId }: { groupId: string }, now: Date): Written {
  const before = await lockGroup(tx, groupId);
  if (before === undefined) return refuse("not_found", "There is no such group.");
  await tx.update(qaGroups).set({ archivedAt: now, updatedAt: now }).where(eq(qaGroups.id, groupId));
  await emptyGroup(tx, groupId);
  await recordAudit(tx, actor, now, {
    action: "qa_group.archived",
    subject: { kind: "qa_group", id: groupId, name: before.name },
  });
  await announce(tx, { noun: "groups", id: groupId }, { noun: "handoffs" });
  return accept({ groupId });
}

async function lockGroup(tx: Tx, groupId: string) {
  const [group] = await tx
    .select()
    .from(qaGroups)
    .where(and(eq(qaGroups.id, groupId), isNull(qaGroups.archivedAt)))
    .for("update");
  return group;
}

async function emptyGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.delete(qaGroupMembers).where(eq(qaGroupMembers.groupId, groupId));
  await tx.delete(qaGroupScopes).where(eq(qaGroupScopes.groupId, groupId));
}

async function fillGroup(tx: Tx, groupId: string, { memberIds, teamIds, serviceIds }: CreateGroupInput): Promise<void> {
  const members = [...new Set(memberIds)].map((personId) => ({ groupId, personId }));
  if (members.length > 0) await tx.insert(qaGroupMembers).values(members);
  const scopes = [
    ...[...new Set(teamIds)].map((teamId) => ({ groupId, teamId })),
    ...[...new Set(serviceIds)].map((serviceId) => ({ groupId, serviceId })),
  ];
  if (scopes.length > 0) await tx.insert(qaGroupScopes).values(scopes);
}
