import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { announce } from "@/db/notify";
import { savedViews } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SaveViewInput } from "@/lib/views/input";
import { countViews } from "@/lib/views/queries";
import { tidyQuery } from "./tidy-query";

/** More than these nobody finds anything in. */
const mostViews = 100;

/**
 * Keeps a way to look at the schedule under a name, for its owner or for everybody. It holds the words of an address and no rights:
 * each reader sees with their own. Refuses a name that the owner has used (`name_taken`) and the hundred-and-first view (`conflict`).
 */
export async function saveView(
  tx: Tx,
  actor: Member,
  input: SaveViewInput,
  now: Date,
): Promise<Result<{ viewId: string }>> {
  if ((await countViews(tx, actor.personId)) >= mostViews)
    return refuse("conflict", `You keep ${mostViews} views already. Remove one first.`);
  const id = newId();
  const { name, shared } = input;
  const query = tidyQuery(input.query);
  await tx.insert(savedViews).values({ id, ownerId: actor.personId, name, query, shared });
  await recordAudit(tx, actor, now, {
    action: "view.saved",
    subject: { kind: "view", id, name },
    data: { query, shared },
  });
  await announce(tx, { noun: "views", id });
  return accept({ viewId: id });
}
