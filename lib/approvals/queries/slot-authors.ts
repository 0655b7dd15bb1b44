import { eq, inArray } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { releases, slotReleases, slots } from "@/db/schema";
import type { Author } from "@/lib/domain/approver";
import { loadBuildAuthors } from "@/lib/handoffs/queries/build-authors";
import { loadOtherAccounts } from "@/lib/people/queries/other-accounts";

/**
 * Everybody whose hand was in what a slot ships: who booked it, submitted a release of it, built or wrote a build or handed one over.
 * The same people whom the trigger `approvals_not_by_author` refuses (rule 6). Six statements, however many slots.
 */
export async function loadSlotAuthors(reader: Reader, slotIds: readonly string[]): Promise<Map<string, Author[]>> {
  if (slotIds.length === 0) return new Map();
  const booked = await reader
    .select({ id: slots.id, bookedBy: slots.bookedBy })
    .from(slots)
    .where(inArray(slots.id, [...slotIds]));
  const aboard = await reader
    .select({ slotId: slotReleases.slotId, releaseId: releases.id, createdBy: releases.createdBy })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .where(inArray(slotReleases.slotId, [...slotIds]));
  const accountsOf = await loadOtherAccounts(reader);
  const everyAccount = (author: Author): Author[] => [
    author,
    ...(accountsOf.get(author.personId) ?? []).map((personId) => ({ ...author, personId })),
  ];
  const builders = await loadBuildAuthors(reader, [...new Set(aboard.map((row) => row.releaseId))]);
  const releasesOf = groupRows(aboard, (row) => row.slotId);
  return new Map(
    booked.map(({ id, bookedBy }) => [
      id,
      [
        ...(releasesOf.get(id) ?? []).flatMap(({ releaseId, createdBy }): Author[] => [
          ...(builders.get(releaseId) ?? []),
          ...everyAccount({ personId: createdBy, how: "submitted" }),
        ]),
        ...(bookedBy === null ? [] : everyAccount({ personId: bookedBy, how: "booked" })),
      ],
    ]),
  );
}
