import type { Database, Tx } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import type { ReleaseFact } from "@/lib/domain/inbound/fact";
import { versionOf } from "@/lib/domain/inbound/version-rule";
import { findRelease } from "@/lib/inbound/queries/what-was-made";
import { createRelease } from "@/lib/releases/commands/create-release";
import { createReleaseInput } from "@/lib/releases/input";
import { applied, duplicate, ignored, type Mapped, type Outcome, type Receiving, refused } from "./outcome";

/** A release that is published elsewhere becomes a draft here, once: what it is and when it goes is said in Signalbox. */
export async function applyRelease(
  tx: Tx,
  { actor, now }: Receiving,
  mapped: Mapped,
  fact: ReleaseFact,
): Promise<Outcome> {
  const { serviceId, serviceName } = mapped;
  const version = versionOf(mapped, { ref: fact.ref });
  if (version === undefined)
    return ignored(
      `The tag ${fact.ref.replace("refs/tags/", "")} names no version of ${serviceName} (tags ${mapped.tagPattern || "do not"}).`,
    );
  if (await findRelease(tx, serviceId, version)) return duplicate(`${serviceName} ${version} is known already.`);
  const input = createReleaseInput.safeParse({ serviceId, version, summary: fact.title });
  if (!input.success) return refused(`The release ${input.error.issues[0]?.message ?? "cannot be read"}.`);
  const done = await inTransaction(tx as unknown as Database, (inner) => createRelease(inner, actor, input.data, now));
  if (!done.ok) return refused(done.refusal.message);
  return applied({ kind: "release", name: `${serviceName} ${version}`, releaseId: done.value.releaseId });
}
