import { createHash } from "node:crypto";
import type { Database, Tx } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import type { BuildFact } from "@/lib/domain/inbound/fact";
import type { BuildTrigger } from "@/lib/domain/inbound/source-words";
import { versionOf } from "@/lib/domain/inbound/version-rule";
import { handOver } from "@/lib/handoffs/commands/hand-over";
import { handOverInput } from "@/lib/handoffs/input";
import { isLate } from "@/lib/inbound/queries/marks";
import { findCommit } from "@/lib/inbound/queries/said-before";
import { setMark } from "./mark";
import { applied, duplicate, ignored, late, type Mapped, type Outcome, type Receiving, refused } from "./outcome";

const triggerWords: Record<BuildTrigger, string> = {
  artifact: "an artifact is told by its digest",
  run: "its pipeline has passed",
  release: "a release is published",
  tag: "a tag is pushed",
  push: "a branch is pushed",
};

/**
 * Hands a build over that a source announces, through the command that a person's click runs. Changes nothing where the mapping waits
 * for another kind of event, where no rule names a version, where the artifact is known, and where a newer build of the version came
 * before it, from this source or another: an old push that arrives late must not take the place of a new one.
 */
export async function applyBuild(
  tx: Tx,
  { source, actor, correlation, now }: Receiving,
  mapped: Mapped,
  fact: BuildFact & { at: Date },
): Promise<Outcome & { commitSha?: string }> {
  const { serviceName, serviceId, buildFrom } = mapped;
  if (fact.trigger !== buildFrom)
    return ignored(
      `A build of ${serviceName} is there when ${triggerWords[buildFrom]}, not when ${triggerWords[fact.trigger]}.`,
    );
  const version = versionOf(mapped, fact);
  if (version === undefined)
    return ignored(`“${fact.ref ?? fact.version ?? "It"}” names no version of ${serviceName} (${rulesOf(mapped)}).`);
  const said = { ref: fact.ref, correlation, artifactDigest: fact.artifactDigest };
  const commitSha = fact.commitSha ?? (await findCommit(tx, source.id, said));
  if (commitSha === undefined)
    return ignored("No event says which commit it was built of. Send pushes of tags too, or name the commit.");
  const subject = `build ${serviceId} ${version}`;
  const { at } = fact;
  if (await isLate(tx, "any", subject, at))
    return late(`A newer build of ${serviceName} ${version} was announced before it.`);
  const input = handOverInput.safeParse({
    service: serviceId,
    version,
    commitSha,
    artifactDigest: fact.artifactDigest ?? digestOfCommit(commitSha),
    changes: fact.changes,
    changedFiles: fact.changedFiles,
    authorEmail: fact.authorEmail,
    runUrl: fact.runUrl,
    note: `Announced by ${source.name}.`,
  });
  if (!input.success) {
    const [issue] = input.error.issues;
    return refused(`${issue?.path.join(".") || "The build"} ${issue?.message ?? "cannot be read"}.`);
  }
  // Inside the event's transaction it is a savepoint: what is refused leaves nothing behind.
  const done = await inTransaction(tx as unknown as Database, (inner) => handOver(inner, actor, input.data, now));
  if (!done.ok) return refused(done.refusal.message);
  const name = `${serviceName} ${version} rc ${done.value.number}`;
  // A build that is known already, from a person or another source, is the newest that this one has told of all the same.
  await setMark(tx, source.id, subject, at);
  if (!done.value.created) return duplicate(`${name} is this build already.`);
  return { ...applied({ kind: "build", name, releaseId: done.value.releaseId }), commitSha };
}

/** Where the commit stands for the artifact, the same commit is the same build, whichever event tells it. */
function digestOfCommit(commitSha: string): string {
  return `sha256:${createHash("sha256").update(`commit ${commitSha}`).digest("hex")}`;
}

function rulesOf({ tagPattern, branchPattern }: Mapped): string {
  const rules = [tagPattern && `tags ${tagPattern}`, branchPattern && `branches ${branchPattern}`].filter(Boolean);
  return rules.join(", ") || "no tag or branch does";
}
