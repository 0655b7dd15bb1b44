import type { Reader } from "@/db/client";
import type { Member } from "@/lib/auth/actor";
import { loadMember } from "@/lib/auth/load-member";
import { narrowed } from "@/lib/auth/load-token";

/** All that a source may ever do: see what it speaks of, announce and report. No verdict, no signature, no slot. */
const allowed = ["plan.read", "release.write"] as const;

/**
 * Who a source acts as: its owner, cut down to what a source may do, with the owner's roles of this moment. What it announces counts as
 * the owner's work (rule 6, case 23). `undefined`: the owner is disabled.
 */
export async function loadSourceActor(
  reader: Reader,
  source: { id: string; name: string; ownerId: string },
): Promise<Member | undefined> {
  const owner = await loadMember(reader, source.ownerId);
  if (owner === undefined) return undefined;
  const { member } = owner;
  return {
    ...member,
    kind: "source",
    sourceId: source.id,
    name: `${source.name} (${member.name})`,
    grants: [],
    permissions: narrowed(member.permissions, allowed, null),
  };
}
