import { desc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, people, shareLinks } from "@/db/schema";
import type { ShareLinkRow } from "@/lib/access/input";
import { shareToken } from "@/lib/auth/share-token";
import { env } from "@/lib/env";

/** Every share link with its addresses, newest first. */
export async function listShareLinks(reader: Reader): Promise<ShareLinkRow[]> {
  const rows = await reader
    .select({ link: shareLinks, createdByName: people.name, environmentName: environments.name })
    .from(shareLinks)
    .innerJoin(people, eq(people.id, shareLinks.createdBy))
    .leftJoin(environments, eq(environments.id, shareLinks.environmentId))
    .orderBy(desc(shareLinks.createdAt));
  return rows.map(({ link, createdByName, environmentName }) => {
    const { id, name, expiresAt, revokedAt, createdAt } = link;
    return { id, name, expiresAt, revokedAt, createdAt, createdByName, environmentName, links: addressesOf(id) };
  });
}

/** Where a share link leads. */
export function addressesOf(linkId: string): ShareLinkRow["links"] {
  const { publicUrl } = env();
  const token = shareToken(linkId);
  return {
    schedule: `${publicUrl}/share/${token}`,
    departures: `${publicUrl}/share/${token}/departures`,
    calendar: `${publicUrl}/api/feeds/${token}/schedule.ics`,
  };
}
