import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { people } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import type { ProfileInput } from "@/lib/people/input";

/** Changes one's own name and zone. The address stays: it is what authorship is recognised by (rule 6). */
export async function changeProfile(tx: Tx, actor: Member, input: ProfileInput, now: Date): Promise<Result<null>> {
  await tx.update(people).set(input).where(eq(people.id, actor.personId));
  await recordAudit(tx, actor, now, {
    action: "person.changed",
    subject: { kind: "person", id: actor.personId, name: input.name },
    data: { from: { name: actor.name, zone: actor.zone }, to: input },
  });
  await announce(tx, { noun: "people", id: actor.personId });
  return accept(null);
}
