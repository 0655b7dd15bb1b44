import type { Database, Tx } from "@/db/client";
import type { InboundEffect } from "@/db/schema";
import { inTransaction } from "@/db/transaction";
import type { CheckFact } from "@/lib/domain/inbound/fact";
import { isLate } from "@/lib/inbound/queries/marks";
import { findCommit, findDigest } from "@/lib/inbound/queries/said-before";
import { findBuilds } from "@/lib/inbound/queries/what-was-made";
import { recordCheck } from "@/lib/releases/commands/record-check";
import { setMark } from "./mark";
import { applied, duplicate, ignored, late, type Mapped, type Outcome, type Receiving, refused } from "./outcome";

/**
 * Writes down a check's result at every build of its commit or artifact. A result that comes before its build is kept, and read again
 * when the build is announced: pipelines check first and announce then.
 */
export async function applyCheck(
  tx: Tx,
  { source, actor, eventId, correlation, now }: Receiving,
  { serviceId, serviceName }: Mapped,
  fact: CheckFact & { subject: string; at: Date },
): Promise<Outcome> {
  const artifactDigest = fact.artifactDigest ?? (await findDigest(tx, source.id, correlation));
  const commitSha = fact.commitSha ?? (await findCommit(tx, source.id, { correlation, artifactDigest }));
  const found = await findBuilds(tx, serviceId, { commitSha, artifactDigest });
  if (found.length === 0) {
    if (commitSha === undefined) return ignored("No event says of which commit or artifact the check is.");
    return ignored(
      `No build of ${serviceName} was made of ${commitSha.slice(0, 7)} yet; it counts once one is announced.`,
      commitSha,
    );
  }
  const { at } = fact;
  const effects: InboundEffect[] = [];
  for (const { buildId, name, releaseId } of found) {
    const isOver = fact.result !== "running";
    const said = {
      buildId,
      name: fact.name,
      source: source.kind,
      externalId: eventId,
      status: isOver ? ("completed" as const) : ("running" as const),
      conclusion: fact.result === "running" ? undefined : fact.result,
      url: fact.url,
      summary: fact.summary,
      reportedAt: at,
    };
    const done = await inTransaction(tx as unknown as Database, (inner) => recordCheck(inner, actor, said, now));
    if (!done.ok) return refused(done.refusal.message);
    if (done.value.changed) effects.push({ kind: "check", name: `${fact.name} of ${name}`, releaseId });
  }
  if (effects.length > 0) {
    await setMark(tx, source.id, fact.subject, at);
    return applied(...effects);
  }
  return (await isLate(tx, source.id, fact.subject, at))
    ? late(`A newer result of ${fact.name} is known already.`)
    : duplicate(`This result of ${fact.name} is known already.`);
}
