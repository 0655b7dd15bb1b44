import { eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { builds, handoffs, people } from "@/db/schema";
import type { BuildAuthor } from "@/lib/domain/handoff";
import { loadOtherAccounts } from "@/lib/people/queries/other-accounts";

/** Whom a build names by e-mail: its commit's author, and whoever wrote one of its changes. */
const writers = sql<string[]>`array(
  select lower(address) from (
    select ${builds.authorEmail} address
    union select change ->> 'authorEmail' from jsonb_array_elements(${builds.changes}) change) named
  where address is not null)`;

/**
 * Everybody whose hand was in a build of these releases: who built it or owns the token that announced it, who handed it over,
 * and whom its commits name by e-mail, in any case (case 23: a token or another spelling or
 * account of theirs is no other person). Four statements.
 */
export async function loadBuildAuthors(reader: Reader, releaseIds: string[]): Promise<Map<string, BuildAuthor[]>> {
  const authors = new Map<string, BuildAuthor[]>(releaseIds.map((id) => [id, []]));
  if (releaseIds.length === 0) return authors;
  const built = await reader
    .select({ releaseId: builds.releaseId, createdBy: builds.createdBy, writers })
    .from(builds)
    .where(inArray(builds.releaseId, releaseIds));
  const peopleAt = await loadPeopleAt(reader, [...new Set(built.flatMap((build) => build.writers))]);
  for (const build of built) {
    const own = authors.get(build.releaseId);
    for (const address of build.writers) {
      for (const personId of peopleAt.get(address) ?? []) own?.push({ personId, how: "wrote" });
    }
    own?.push({ personId: build.createdBy, how: "built" });
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

/** The people whom these addresses belong to, by address in small letters; any of somebody's addresses is theirs. */
async function loadPeopleAt(reader: Reader, addresses: string[]): Promise<Map<string, string[]>> {
  if (addresses.length === 0) return new Map();
  const own = sql<string[]>`array_append(${people.otherEmails}, lower(${people.email}))`;
  const found = await reader
    .select({ id: people.id, addresses: own })
    .from(people)
    .where(sql`${own} && ${sql.param(addresses)}::text[]`);
  const named = found.flatMap((person) => person.addresses.map((address) => ({ id: person.id, address })));
  return new Map(
    [...groupRows(named, ({ address }) => address)].map(([address, all]) => [address, all.map(({ id }) => id)]),
  );
}
