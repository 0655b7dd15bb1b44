import { and, asc, eq, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { handoffs, people } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { decideReturn } from "@/lib/domain/handoff";
import { accept, type Result } from "@/lib/domain/refusal";
import { lockHandoff } from "@/lib/handoffs/queries/locked-handoff";
import { loadTester } from "@/lib/handoffs/queries/tester";
import { noOffer } from "./claim-handoff";
import { writeHandoff } from "./write-handoff";

/**
 * Gives back to the queue whatever this person has in test and may not judge any more, where it keeps its place and what was ticked
 * off, and asks them first about nothing any more. For whoever was locked out or lost a role: their builds would wait for someone who
 * cannot come. What they may judge in spite of it stays theirs. Twice changes nothing more. Refuses with `conflict`.
 */
export async function returnBuildsOf(tx: Tx, actor: Actor, personId: string, now: Date): Promise<Result<unknown>> {
  const [person] = await tx.select({ id: people.id, name: people.name }).from(people).where(eq(people.id, personId));
  if (person === undefined) return accept(null);
  const held = await tx
    .select({ id: handoffs.id })
    .from(handoffs)
    .where(
      or(
        and(eq(handoffs.testerId, person.id), eq(handoffs.status, "testing")),
        and(eq(handoffs.offeredTo, person.id), eq(handoffs.status, "queued")),
      ),
    )
    // One order for all: two who do this at once never wait for each other crosswise.
    .orderBy(asc(handoffs.releaseId));
  for (const { id } of held) {
    const done = await returnBuild(tx, actor, id, person, now);
    if (!done.ok) return done;
  }
  return accept(null);
}

async function returnBuild(
  tx: Tx,
  actor: Actor,
  handoffId: string,
  person: { id: string; name: string },
  now: Date,
): Promise<Result<unknown>> {
  const locked = await lockHandoff(tx, handoffId, "all");
  if (!locked.ok) return locked;
  const handoff = locked.value;
  if (await loadTester(tx, person.id, handoff.release.teamId)) return accept(null);
  const data = { heldBy: person.name };
  if (handoff.status === "queued" && handoff.offer?.personId === person.id) {
    const audit = { action: "handoff.offer_passed", data } as const;
    return writeHandoff(tx, actor, handoff, { status: "queued", ...noOffer }, audit, now);
  }
  // Judged, given back or taken over while this waited for the release.
  if (handoff.status !== "testing" || handoff.testerId !== person.id) return accept(null);
  const decided = decideReturn(handoff, person);
  if (!decided.ok) return decided;
  const columns = { status: decided.value, testerId: null, claimedAt: null, groupId: null };
  return writeHandoff(tx, actor, handoff, columns, { action: "handoff.returned", data }, now);
}
