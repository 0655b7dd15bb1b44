import { eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { builds, handoffs, people } from "@/db/schema";
import type { BuildAuthor } from "@/lib/domain/handoff";
import { loadOtherAccounts } from "@/lib/people/queries/other-accounts";

/**
 * Everybody whose hand was in a build of these releases: who built it or owns the token that announced it, who handed it over,
 * and whom the commit names by e-mail, in any case (case 23: a token or another spelling or
 * account of theirs is no other person). Three statements.
 */
export async function loadBuildAuthors(reader: Reader, releaseIds: string[]): Promise<Map<string, BuildAuthor[]>> {
  const authors = new Map<string, BuildAuthor[]>(releaseIds.map((id) => [id, []]));
  if (releaseIds.length === 0) return authors;
  const built = await reader
    .select({ releaseId: builds.releaseId, createdBy: builds.createdBy, authorId: people.id })
    .from(builds)
    .leftJoin(
      people,
      sql`lower(${people.email}) = lower(${builds.authorEmail}) or lower(${builds.authorEmail}) = any(${people.otherEmails})`,
    )
    .where(inArray(builds.releaseId, releaseIds));
  for (const { releaseId, createdBy, authorId } of built) {
    if (authorId !== null) authors.get(releaseId)?.push({ personId: authorId, how: "wrote" });
    authors.get(releaseId)?.push({ personId: createdBy, how: "built" });
  }
  const handed = await reader
    .selectDistinct({ releaseId: builds.releaseId, handedOverBy: handoffs.handedOverBy })
    .from(handoffs)
    .innerJoin(builds, eq(builds.id, handoffs.buildId))
    .where(inArray(builds.releaseId, releaseIds));
  for (const { releaseId, handedOverBy } of handed) {
    authors.get(releaseId)?.push({ personId: handedOverBy, how: "handed_over" });
  }
  const accountsOf = await loadOtherAccounts(reader);
  for (const own of authors.values()) {
    own.push(
      ...own.flatMap(({ personId, how }) => (accountsOf.get(personId) ?? []).map((id) => ({ personId: id, how }))),
    );
  }
  return authors;
}
