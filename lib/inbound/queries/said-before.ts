import { and, desc, eq, isNotNull, or } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { inboundEvents } from "@/db/schema";

type About = { ref?: string | null; correlation?: string | null; artifactDigest?: string | null };

/**
 * The commit that another event of the source has told, of the same tag, artifact or chain: a release names its tag, a package its
 * digest, and neither the commit.
 */
export async function findCommit(reader: Reader, sourceId: string, about: About): Promise<string | undefined> {
  const same = [
    // A branch moves on; a tag stays where it is.
    about.ref?.startsWith("refs/tags/") ? eq(inboundEvents.ref, about.ref) : undefined,
    about.correlation ? eq(inboundEvents.correlation, about.correlation) : undefined,
    about.artifactDigest ? eq(inboundEvents.artifactDigest, about.artifactDigest) : undefined,
  ].filter((condition) => condition !== undefined);
  if (same.length === 0) return undefined;
  const [row] = await reader
    .select({ commitSha: inboundEvents.commitSha })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.sourceId, sourceId), isNotNull(inboundEvents.commitSha), or(...same)))
    .orderBy(desc(inboundEvents.receivedAt), desc(inboundEvents.id))
    .limit(1);
  return row?.commitSha ?? undefined;
}

/** The artifact that another event of the same chain has told. */
export async function findDigest(reader: Reader, sourceId: string, correlation: string | undefined) {
  if (correlation === undefined) return undefined;
  const [row] = await reader
    .select({ artifactDigest: inboundEvents.artifactDigest })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.sourceId, sourceId),
        eq(inboundEvents.correlation, correlation),
        isNotNull(inboundEvents.artifactDigest),
      ),
    )
    .orderBy(desc(inboundEvents.receivedAt), desc(inboundEvents.id))
    .limit(1);
  return row?.artifactDigest ?? undefined;
}
