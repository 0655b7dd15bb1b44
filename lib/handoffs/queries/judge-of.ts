import type { Member } from "@/lib/auth/actor";
import { type BuildAuthor, refuseOwnWork } from "@/lib/domain/handoff";
import { reaches } from "@/lib/domain/permission";
import { type QaGroup, refuseStranger } from "@/lib/domain/qa-group";

type Judged = { teamId: string; teamName: string; name: string; group: QaGroup | null };

/** Whether a member may judge a build, and if not, why. */
export function judgeOf({ teamId, teamName, name, group }: Judged, member: Member, authors: readonly BuildAuthor[]) {
  if (!reaches(member.permissions.get("handoff.judge"), teamId)) {
    return { may: false, because: `Testers of ${teamName} judge this.` };
  }
  const self = { id: member.personId, name: member.name };
  const refused = refuseOwnWork({ name, authors }, self) ?? refuseStranger(group, self);
  return refused === undefined ? { may: true, because: "" } : { may: false, because: refused.refusal.message };
}
